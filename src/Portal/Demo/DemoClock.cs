namespace WeixinWeChat.Portal.Demo;

/// <summary>The clock of the demo world: stands wherever it is set, so that histories lie in the past.</summary>
/// <param name="now">The moment at which the world is built, UTC.</param>
public sealed class DemoClock(DateTime now) : TimeProvider
{
    private DateTime? shown;

    /// <summary>The moment at which the world is built, UTC: nothing in it happens later.</summary>
    public DateTime Now => now;

    /// <summary>Sets the clock.</summary>
    public void Set(DateTime utc) => shown = utc < now ? utc : now;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(DateTime.SpecifyKind(shown ?? now, DateTimeKind.Utc));
}
