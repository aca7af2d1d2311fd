using System.Globalization;
using System.Threading.RateLimiting;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// Counts codes that lead nowhere: whoever tries them out is made to wait. Kept by each process for itself; what a cluster lets through
/// more is bounded by its size, and the codes are too long to be found so.
/// </summary>
public sealed class CodeTries : IDisposable
{
    private const int Parts = 6;

    private readonly PartitionedRateLimiter<string> wrong;

    /// <summary>With the platform's limit.</summary>
    public CodeTries(PlatformLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        wrong = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = limits.WrongCodesPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = Parts,
        }));
    }

    /// <summary>May this till, or this subscriber, try another one?</summary>
    public bool MayTry(string who)
    {
        using var lease = wrong.AttemptAcquire(who, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <summary>It led nowhere.</summary>
    public void Wrong(string who) => wrong.AttemptAcquire(who).Dispose();

    /// <summary>A till.</summary>
    public static string Till(long accountId) => string.Create(CultureInfo.InvariantCulture, $"till {accountId}");

    /// <summary>A subscriber.</summary>
    public static string Subscriber(long subscriberId) => string.Create(CultureInfo.InvariantCulture, $"subscriber {subscriberId}");

    /// <inheritdoc />
    public void Dispose() => wrong.Dispose();
}
