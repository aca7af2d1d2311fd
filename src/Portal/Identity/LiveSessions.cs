using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Asks whether a principal's session is still open: for each request, and again and again in every open circuit.</summary>
internal sealed class LiveSessions(SessionOperations sessions, IOptions<IdentityOptions> options)
{
    /// <summary>How long a circuit may go on with rights that were taken away.</summary>
    public static readonly TimeSpan CircuitInterval = TimeSpan.FromSeconds(30);

    public async Task<bool> Holds(ClaimsPrincipal? principal, CancellationToken cancel = default)
    {
        var stamp = options.Value.ClaimsIdentity.SecurityStampClaimType;
        return principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } user && principal.FindFirstValue(PersonSession.Claim) is { } session
            && await sessions.IsLive(session, user, principal.FindFirstValue(stamp), cancel);
    }

    /// <summary>Refuses the cookie of an ended session, at once.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        // The page of a failure is made for a visitor: what failed may be the very database that knows the session.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.RejectPrincipal();
            return;
        }

        var live = context.HttpContext.RequestServices.GetRequiredService<LiveSessions>();
        if (!await live.Holds(context.Principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }
}

/// <summary>The person of a circuit, asked again in a scope of its own: the circuit's scope would answer from what it loaded long ago.</summary>
internal sealed class CircuitPerson(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => LiveSessions.CircuitInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LiveSessions>().Holds(authenticationState.User, cancellationToken);
    }
}
