using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// The number between the two steps of the sign-in, or of a change of number. It travels in a sealed cookie that dies with the code, so
/// that it stands in no address, no log and no history.
/// </summary>
internal sealed class PendingNumber(IDataProtectionProvider protection, EditionPolicy policy)
{
    public void Keep(HttpContext http, PhoneNumber number, string path = AppAddress.SignIn) => http.Response.Cookies.Append(NameAt(path), SealOf(path).Protect(number.E164, ConfirmationCode.Lifetime), new CookieOptions
    {
        Path = path,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        MaxAge = ConfirmationCode.Lifetime,
    });

    /// <summary>The number; null when there is none, or it is too old, or was sealed by somebody else.</summary>
    public PhoneNumber? Read(HttpContext http, string path = AppAddress.SignIn)
    {
        try
        {
            return http.Request.Cookies[NameAt(path)] is { Length: > 0 } text && PhoneReading.Of(SealOf(path).Unprotect(text), null) is { IsValid: true } reading ? reading.Value : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext http, string path = AppAddress.SignIn) => http.Response.Cookies.Delete(NameAt(path), new CookieOptions { Path = path });

    private string NameAt(string path) => $"{policy.CookiePrefix}.{(path == AppAddress.SignIn ? "app-number" : "app-new-number")}";

    // Of its path too: a number that waits at one door opens no other.
    private ITimeLimitedDataProtector SealOf(string path) => protection.CreateProtector("Subscribers", "PendingNumber", path).ToTimeLimitedDataProtector();
}
