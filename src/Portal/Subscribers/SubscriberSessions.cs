using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The subscribers' cookie: given at sign-in, and worth something only as long as the database knows its person and its stamp.</summary>
internal sealed class SubscriberSessions(SubscriberOperations subscribers, DeviceOperations devices, IMemoryCache cache)
{
    // A session that was ended on another device may live this long here; asking the database at every picture would cost more.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    public async Task Begin(HttpContext http, SubscriberSession session)
    {
        var id = Ids.Code();
        await devices.Begin(session.SubscriberId, id, DeviceName.From(http.Request.Headers.UserAgent), http.RequestAborted);
        cache.Remove(KeyOf(session.SubscriberId));
        var identity = new ClaimsIdentity(
            [
                new Claim(Schemes.SubscriberIdClaim, session.SubscriberId.ToString(CultureInfo.InvariantCulture)),
                new Claim(Schemes.SubscriberStampClaim, session.Stamp.ToString("N")),
                new Claim(Schemes.SubscriberSessionClaim, id),
            ],
            Schemes.Subscriber);
        await http.SignInAsync(Schemes.Subscriber, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Ends the session of this browser, and of every copy of its cookie.</summary>
    public async Task End(HttpContext http)
    {
        if (http.User.SubscriberId() is { } id && SessionOf(http.User) is { } session)
            await EndOne(id, session, http.RequestAborted);

        await http.SignOutAsync(Schemes.Subscriber);
    }

    /// <summary>Ends one session of the person, in whatever browser.</summary>
    public async Task EndOne(long subscriberId, string session, CancellationToken cancel)
    {
        await devices.End(subscriberId, session, cancel);
        cache.Remove(KeyOf(session));
    }

    /// <summary>Forgets what is remembered of a person whose sessions another change ended, and this browser's cookie.</summary>
    public async Task Forget(HttpContext http, long subscriberId)
    {
        cache.Remove(KeyOf(subscriberId));
        await http.SignOutAsync(Schemes.Subscriber);
    }

    /// <summary>Ends every session of the person, this one included.</summary>
    public async Task EndAll(HttpContext http, long subscriberId)
    {
        await subscribers.EndSessions(subscriberId, http.RequestAborted);
        cache.Remove(KeyOf(subscriberId));
        await End(http);
    }

    /// <summary>Asked by the cookie handler with every request.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        // The page of a failure is made for a visitor, as at the consoles.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.RejectPrincipal();
            return;
        }

        var sessions = context.HttpContext.RequestServices.GetRequiredService<SubscriberSessions>();
        if (context.Principal.SubscriberId() is { } id && SessionOf(context.Principal!) is { } session
            && Guid.TryParseExact(context.Principal!.FindFirstValue(Schemes.SubscriberStampClaim), "N", out var stamp)
            && await sessions.StampOf(id, context.HttpContext.RequestAborted) == stamp
            && !await sessions.IsEnded(id, session, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Subscriber);
    }

    /// <summary>The code of this browser's session.</summary>
    public static string? SessionOf(ClaimsPrincipal principal) => principal.FindFirstValue(Schemes.SubscriberSessionClaim);

    private async ValueTask<bool> IsEnded(long id, string session, CancellationToken cancel) =>
        cache.TryGetValue(KeyOf(session), out bool known) ? known : cache.Set(KeyOf(session), await devices.IsEnded(id, session, cancel), Remembered);

    private async ValueTask<Guid?> StampOf(long id, CancellationToken cancel) =>
        cache.TryGetValue(KeyOf(id), out Guid? known) ? known : cache.Set(KeyOf(id), await subscribers.StampOf(id, cancel), Remembered);

    private static (string, string) KeyOf(string session) => ("subscriber-session", session);

    private static (string, long) KeyOf(long id) => ("subscriber-stamp", id);
}
