using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// By what a browser tells one reader of the app from another, so that what it keeps for reading and sending without a line is shown to, and
/// sent by, nobody else. It names nobody.
/// </summary>
internal sealed class ReaderMark(Vault vault, IMemoryCache cache)
{
    /// <summary>Bears the mark on each page of the app.</summary>
    public const string Header = "App-Reader";

    /// <summary>The mark where nobody is signed in.</summary>
    public const string Nobody = "none";

    private const int Length = 16;

    // Remembered for a while: to work it out costs as much as to open a cookie.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    public string Of(long subscriberId) => cache.GetOrCreate((typeof(ReaderMark), subscriberId), entry =>
    {
        entry.SlidingExpiration = Remembered;
        return vault.Fingerprint("App.Reader", subscriberId.ToString(CultureInfo.InvariantCulture))[..Length];
    })!;
}
