using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The subscribers' cookie: given at sign-in, and worth something only as long as the database knows its person and its stamp.</summary>
internal sealed class SubscriberSessions(SubscriberOperations subscribers, IMemoryCache cache)
{
    // A session that was ended on another device may live this long here; asking the database at every picture would cost more.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    public static Task Begin(HttpContext http, SubscriberSession session)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(Schemes.SubscriberIdClaim, session.SubscriberId.ToString(CultureInfo.InvariantCulture)),
                new Claim(Schemes.SubscriberStampClaim, session.Stamp.ToString("N")),
                new Claim(Schemes.SubscriberSessionClaim, Ids.Code()),
            ],
            Schemes.Subscriber);
        return http.SignInAsync(Schemes.Subscriber, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Ends the session of this browser, and of every copy of its cookie.</summary>
    public async Task End(HttpContext http)
    {
        if (http.User.SubscriberId() is { } id && SessionOf(http.User) is { } session)
        {
            await subscribers.EndSession(id, session, http.RequestAborted);
            cache.Set(KeyOf(session), true, Remembered);
        }

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
            && !await sessions.IsEnded(session, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Subscriber);
    }

    private static string? SessionOf(ClaimsPrincipal principal) => principal.FindFirstValue(Schemes.SubscriberSessionClaim);

    private Task<bool> IsEnded(string session, CancellationToken cancel) => cache.GetOrCreateAsync(KeyOf(session), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        return subscribers.IsEnded(session, cancel);
    });

    private Task<Guid?> StampOf(long id, CancellationToken cancel) => cache.GetOrCreateAsync(KeyOf(id), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Remembered;
        return subscribers.StampOf(id, cancel);
    });

    private static (string, string) KeyOf(string session) => ("subscriber-session", session);

    private static (string, long) KeyOf(long id) => ("subscriber-stamp", id);
}
