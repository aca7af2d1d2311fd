using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The door of the app as a browser goes through it: number, code, cookie.</summary>
internal sealed class AppDoor(SubscriberOperations subscribers, SubscriberSessions sessions, PendingNumber pending, AppLimits limits)
{
    /// <summary>Is somebody signed in already? The door itself is public, so its pages do not know by themselves.</summary>
    public static async Task<bool> IsPassed(HttpContext http) =>
        (await http.AuthenticateAsync(Schemes.Subscriber)).Principal.SubscriberId() is not null;

    /// <summary>The number that must answer with its code; null when the first step was not made, or too long ago.</summary>
    public PhoneNumber? Waiting(HttpContext http) => pending.Read(http);

    /// <summary>First step.</summary>
    /// <returns>Null when this visitor asked too often.</returns>
    public async Task<DoorAnswer?> Ask(HttpContext http, string? typed, string? region)
    {
        if (!limits.MayAskForCode(http))
            return null;
        var answer = await subscribers.RequestCode(typed, region, http.RequestAborted);
        if (answer.Number is not null)
            pending.Keep(http, answer.Number);
        return answer;
    }

    /// <summary>Second step; the right code signs in.</summary>
    /// <returns>Null when this visitor tried too often.</returns>
    public async Task<CodeCheck?> Answer(HttpContext http, PhoneNumber number, string? code)
    {
        if (!limits.MayAnswer(http))
            return null;
        var answer = await subscribers.Answer(number.E164, code, http.RequestAborted);
        if (answer.Session is null)
            return answer.Check;
        await sessions.Begin(http, answer.Session);
        pending.Forget(http);
        return CodeCheck.Right;
    }
}
