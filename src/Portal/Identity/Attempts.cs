using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>
/// Limits how often one address, and how often somebody about one e-mail, may try. Kept by each process for itself: what a cluster
/// lets through more is bounded by its size, and lockout and one-time codes are counted in the database.
/// </summary>
internal sealed class Attempts : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int Segments = 5;

    private readonly PartitionedRateLimiter<string> failures;
    private readonly PartitionedRateLimiter<string> failuresAboutEmail;
    private readonly PartitionedRateLimiter<string> requests;
    private readonly Vault vault;

    public Attempts(PlatformLimits limits, Vault vault)
    {
        this.vault = vault;
        failures = Limiter(limits.SignInFailuresPerAddress);
        failuresAboutEmail = Limiter(limits.SignInFailuresPerEmail);
        requests = Limiter(limits.AccountRequestsPerAddress);
    }

    /// <summary>May this address try to prove who it is, about this e-mail?</summary>
    public bool MayTry(HttpContext http, string? email = null) =>
        Free(failures, Address(http)) && (email is null || Free(failuresAboutEmail, Print(email)));

    /// <summary>It was wrong. Only failures count: a whole office signs in from one address each morning.</summary>
    public void Failed(HttpContext http, string? email = null)
    {
        failures.AttemptAcquire(Address(http)).Dispose();
        if (email is not null)
            failuresAboutEmail.AttemptAcquire(Print(email)).Dispose();
    }

    /// <summary>Counts a request that sends mail or makes a row: sign-up, forgotten password, another code.</summary>
    public bool MayAsk(HttpContext http)
    {
        using var lease = requests.AttemptAcquire(Address(http));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        failures.Dispose();
        failuresAboutEmail.Dispose();
        requests.Dispose();
    }

    private static bool Free(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key, permitCount: 0);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments }));

    // E-mails are not kept in clear, in memory neither.
    private string Print(string email) => vault.Fingerprint("Attempts", email.Trim().ToUpperInvariant());

    // Whoever holds one IPv6 address holds the whole /64 around it.
    private static string Address(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
