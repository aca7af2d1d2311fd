using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Layout;

/// <summary>Takes the choices of language and of light or dark. Each is a cookie of this edition, remembered for a year.</summary>
internal static class LookEndpoints
{
    public const string CulturePath = "/culture";
    public const string ThemePath = "/theme";
    public const string ReturnField = "returnUrl";

    private const string Reason = "a visitor's choice of language or colours comes before any sign-in";

    public static void MapLook(this IEndpointRouteBuilder app)
    {
        app.MapPost(CulturePath, ([FromForm] string? culture, [FromForm(Name = ReturnField)] string? address, HttpContext http, EditionPolicy policy) =>
        {
            if (PortalCultures.Names.Contains(culture))
                http.Response.Cookies.Append(LanguageCookie(policy), CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)), Lasting(http));
            return Results.LocalRedirect(Local(address));
        }).DisableAntiforgery().AddEndpointFilter(FromOurPages).WithMetadata(new PublicAttribute(Reason));

        app.MapPost(ThemePath, ([FromForm] string? theme, [FromForm(Name = ReturnField)] string? address, HttpContext http, EditionPolicy policy) =>
        {
            if (Theme.IsChosen(theme))
                http.Response.Cookies.Append(ThemeCookie(policy), theme!, Lasting(http));
            else
                http.Response.Cookies.Delete(ThemeCookie(policy));
            return Results.LocalRedirect(Local(address));
        }).DisableAntiforgery().AddEndpointFilter(FromOurPages).WithMetadata(new PublicAttribute(Reason));
    }

    // A form token belongs to whom the page was made for, and an app page is made for a subscriber, of whom these addresses know nothing.
    // The browser itself says where the form stood; where it says nothing, a stranger could still change no more than a language.
    private static async ValueTask<object?> FromOurPages(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" ? await next(context) : Results.BadRequest();

    /// <summary>Where the language is remembered.</summary>
    public static string LanguageCookie(EditionPolicy policy) => $"{policy.CookiePrefix}.language";

    /// <summary>Where light or dark is remembered; absent: as the system has it.</summary>
    public static string ThemeCookie(EditionPolicy policy) => $"{policy.CookiePrefix}.theme";

    /// <summary>The address if it is one of ours, else the start page: a form must not send anybody to a stranger's site.</summary>
    public static string Local(string? address) =>
        address is ['/'] or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";

    private static CookieOptions Lasting(HttpContext http) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };
}

/// <summary>Light, dark, or as the reader's system has it.</summary>
internal static class Theme
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    public static IReadOnlyList<string> All { get; } = [System, Light, Dark];

    /// <summary>Light or dark by choice. Nothing else ever reaches the page's attribute.</summary>
    public static bool IsChosen(string? theme) => theme is Light or Dark;
}
