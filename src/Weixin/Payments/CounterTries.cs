using System.Threading.RateLimiting;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>How often somebody at a counter or a door may look a code up: far more often than customers come, and far less than it takes to guess one.</summary>
public sealed class CounterTries : IDisposable
{
    /// <summary>Look-ups of one person in a minute.</summary>
    public const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> tries = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetSlidingWindowLimiter(
        who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>May this person look up one more?</summary>
    public bool MayTry(string userId)
    {
        using var lease = tries.AttemptAcquire(userId);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => tries.Dispose();
}
