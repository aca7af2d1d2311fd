using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>A mainland number for eyes: in groups, or masked.</summary>
internal static class PhoneWords
{
    // +86, then the eleven digits as people here say them.
    private const string CountryCode = "+86";

    /// <summary>In groups, as it is dialled: +86 138 0013 8000. What is no such number stays as it is.</summary>
    public static string Spaced(string? number) =>
        PhoneReading.Of(number, "CN") is { IsValid: true, Value.E164: { Length: 14 } e164 } && e164.StartsWith(CountryCode, StringComparison.Ordinal)
            ? $"{CountryCode} {e164[3..6]} {e164[6..10]} {e164[10..]}"
            : number ?? "";

    /// <summary>Enough to recognise, not enough to dial. What is no number shows nothing.</summary>
    public static string Masked(string? number) => PhoneReading.Of(number, "CN").Value?.Masked ?? "";
}
