using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// How often the app's costly doors open: codes for each network address, searches and comments for each subscriber. A page asks, and when the
/// answer is no it shows itself with status 429, the typed text and a friendly line, instead of an empty error.
/// </summary>
internal sealed class AppLimits : IDisposable
{
    // Guesses cost less than messages, but nobody needs many more of them than codes.
    private const int AnswersPerCode = 5;

    // Pictures of one subscriber: each is unpacked, drawn and packed again.
    private const int Pictures = 20;

    private const int Parts = 5;

    private static readonly TimeSpan CodeWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SearchWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CommentWindow = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> codes;
    private readonly PartitionedRateLimiter<string> answers;
    private readonly PartitionedRateLimiter<string> searches;
    private readonly PartitionedRateLimiter<string> pictures;
    private readonly PartitionedRateLimiter<string> comments;

    public AppLimits(PlatformLimits limits)
    {
        codes = Windows(limits.CodesPerAddress, CodeWindow);
        answers = Windows(limits.CodesPerAddress * AnswersPerCode, CodeWindow);
        searches = Windows(limits.SearchesPerMinute, SearchWindow);
        pictures = Windows(Pictures, CodeWindow);
        comments = Windows(limits.CommentsPerMinute, CommentWindow);
    }

    /// <summary>May this visitor ask for another code?</summary>
    public bool MayAskForCode(HttpContext http) => Allows(http, codes, AddressOf(http), CodeWindow);

    /// <summary>May this visitor try another code?</summary>
    public bool MayAnswer(HttpContext http) => Allows(http, answers, AddressOf(http), CodeWindow);

    /// <summary>May this subscriber search once more?</summary>
    public bool MaySearch(HttpContext http, long subscriberId) => Allows(http, searches, subscriberId.ToString(CultureInfo.InvariantCulture), SearchWindow);

    /// <summary>May this subscriber send another picture? The answer is the page's own, so no status is set here.</summary>
    public bool MayUpload(long subscriberId)
    {
        using var lease = pictures.AttemptAcquire(subscriberId.ToString(CultureInfo.InvariantCulture));
        return lease.IsAcquired;
    }

    /// <summary>May this subscriber send, or delete, one more comment?</summary>
    public bool MayComment(HttpContext http, long subscriberId) => Allows(http, comments, subscriberId.ToString(CultureInfo.InvariantCulture), CommentWindow);

    public void Dispose()
    {
        codes.Dispose();
        answers.Dispose();
        searches.Dispose();
        pictures.Dispose();
        comments.Dispose();
    }

    private static bool Allows(HttpContext http, PartitionedRateLimiter<string> limiter, string who, TimeSpan window)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired)
            return true;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        // A window slides in parts: after one of them some room is free again.
        http.Response.Headers.RetryAfter = ((int)(window / Parts).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return false;
    }

    private static PartitionedRateLimiter<string> Windows(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = Parts }));

    // Whoever has one IPv6 address has 2^64 of them: the network counts.
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]).ToString() : address.ToString();
    }
}
