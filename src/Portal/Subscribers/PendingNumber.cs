using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// The number between the two steps of the sign-in. It travels in a sealed cookie that dies with the code, so that it stands in no
/// address, no log and no history.
/// </summary>
internal sealed class PendingNumber(IDataProtectionProvider protection, EditionPolicy policy)
{
    private const string Path = "/app/sign-in";

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Subscribers", "PendingNumber").ToTimeLimitedDataProtector();

    private string Name => $"{policy.CookiePrefix}.app-number";

    public void Keep(HttpContext http, PhoneNumber number) => http.Response.Cookies.Append(Name, seal.Protect(number.E164, ConfirmationCode.Lifetime), new CookieOptions
    {
        Path = Path,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        MaxAge = ConfirmationCode.Lifetime,
    });

    /// <summary>The number; null when there is none, or it is too old, or was sealed by somebody else.</summary>
    public PhoneNumber? Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Name] is { Length: > 0 } text && PhoneReading.Of(seal.Unprotect(text), null) is { IsValid: true } reading ? reading.Value : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Path = Path });
}
