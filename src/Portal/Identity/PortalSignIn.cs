using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Identity's sign-in, with a session row behind every cookie.</summary>
internal sealed class PortalSignIn(
    UserManager<PortalUser> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<PortalUser> claims, IOptions<IdentityOptions> options,
    ILogger<PortalSignIn> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<PortalUser> confirmation, SessionOperations sessions)
    : SignInManager<PortalUser>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(PortalUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // A cookie that is only renewed (after a new password, say) stays the same session.
        var current = Context.User.FindFirstValue(ClaimTypes.NameIdentifier) == user.Id ? Context.User.FindFirstValue(PersonSession.Claim) : null;
        var session = current ?? await sessions.Start(user.Id, DeviceName.From(Context.Request.Headers.UserAgent), Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(PersonSession.Claim, session)]);
    }

    public override async Task SignOutAsync()
    {
        if (Person.From(Context.User) is { } person && Context.User.FindFirstValue(PersonSession.Claim) is { } session)
            await sessions.End(person, session, Context.RequestAborted);
        await base.SignOutAsync();
    }
}
