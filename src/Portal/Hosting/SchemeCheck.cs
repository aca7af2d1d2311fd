using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// Names the cause when the proxy does not say that browsers came over HTTPS: the cookies of such a portal are never given over plain
/// HTTP, and without this every page, the error page too, would answer with an empty 500.
/// </summary>
internal static class SchemeCheck
{
    private const string Cause =
        "This portal's public address begins with https, but this request came over plain http. The proxy must send X-Forwarded-Proto, "
        + "and ASPNETCORE_FORWARDEDHEADERS_ENABLED=true must be set.";

    public static void UseSchemeCheck(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalSettings>().Address.Scheme != Uri.UriSchemeHttps)
            return;
        var told = 0;
        app.Use((context, next) =>
        {
            // The machines that watch the process ask it directly.
            if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health"))
                return next(context);
            if (Interlocked.Exchange(ref told, 1) == 0)
                app.Logger.LogError(Cause);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(Cause, context.RequestAborted);
        });
    }
}
