using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal static class SecurityHeaders
{
    // Styles may stand inside the page because MudBlazor writes its theme and positions there; scripts may not. The reader of codes is
    // WebAssembly, which browsers refuse unless it is named; text stays no script.
    private static string ContentPolicy(string frames, string ancestors) =>
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; " +
        $"connect-src 'self'; frame-src 'self' blob:{frames}; frame-ancestors 'self'{ancestors}; base-uri 'self'; form-action 'self'; object-src 'none'";

    // Set when the answer leaves: the page of an error begins by clearing what stood there. An answer that says something stricter keeps it.
    public static void UseSecurityHeaders(this WebApplication app)
    {
        // The phones side by side stand in frames of the portal's own page; nobody else may put them into one.
        var settings = app.Services.GetRequiredService<PortalSettings>();
        var (hosts, phones) = (PhoneHosts.Of(settings), settings.AllPhones().Select(Origin).ToList());
        var (portal, phone) = (ContentPolicy(string.Concat(phones.Select(origin => $" {origin}")), ""), ContentPolicy("", $" {Origin(settings.Address)}"));
        var cameras = string.Concat(phones.Select(origin => $" \"{origin}\""));
        app.Use((context, next) => hosts.Contains(context.Request.Host.Host) ? Add(context, phone, "", next) : Add(context, portal, cameras, next));
    }

    private static Task Add(HttpContext context, string policy, string cameras, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", policy);
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers.TryAdd("Permissions-Policy", $"camera=(self{cameras}), microphone=(), geolocation=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
