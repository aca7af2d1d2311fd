namespace WeixinWeChat.Portal.Demo;

/// <summary>What happens in the demo world, played in the order of time whatever the order of writing: the audit log then reads like a history.</summary>
public sealed class DemoTimeline
{
    private readonly List<(DateTime At, Func<Task> Happens)> events = [];

    /// <summary>Writes down something that happens.</summary>
    /// <param name="at">When, UTC; the clock will show it.</param>
    /// <param name="happens">What.</param>
    public void Add(DateTime at, Func<Task> happens) => events.Add((at, happens));

    /// <summary>Plays everything, or as much as there is time for.</summary>
    internal async Task Play(DemoClock clock, CancellationToken cancel)
    {
        // A stable order: what stands at the same moment happens in the order in which it was written.
        foreach (var (at, happens) in events.OrderBy(one => one.At).ToList())
        {
            cancel.ThrowIfCancellationRequested();
            clock.Set(at);
            await happens();
        }
    }
}
