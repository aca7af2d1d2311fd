using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// The phones that stand side by side, each on a host name of its own: cookies are a host's, so each has a subscriber of its own. On such
/// a name there is the app and nothing else; nobody signs in there to run an account or to decide.
/// </summary>
internal static class PhoneHosts
{
    private static readonly IReadOnlyList<string> Open = ["/app", "/media", "/culture", "/theme", "/_content", "/_framework", "/weixin-or-wechat"];

    /// <summary>Their names, to be asked for with each request.</summary>
    public static FrozenSet<string> Of(PortalSettings settings) => settings.AllPhones().Select(phone => phone.Host).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void UsePhones(this WebApplication app)
    {
        var hosts = Of(app.Services.GetRequiredService<PortalSettings>());
        if (hosts.Count == 0)
            return;
        app.Use((context, next) =>
        {
            if (!hosts.Contains(context.Request.Host.Host) || Open.Any(path => context.Request.Path.StartsWithSegments(new PathString(path))))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
