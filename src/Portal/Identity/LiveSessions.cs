using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Asks whether a principal's session is still open: for each request, and again and again in every open circuit.</summary>
internal sealed class LiveSessions(SessionOperations sessions, IOptions<IdentityOptions> options, ILogger<LiveSessions> log)
{
    /// <summary>How long a circuit may go on with rights that were taken away.</summary>
    public static readonly TimeSpan CircuitInterval = TimeSpan.FromSeconds(30);

    /// <summary>Is it open?</summary>
    /// <param name="principal">Whose cookie it is.</param>
    /// <param name="touch">Whether the person does something at this moment.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<bool> Holds(ClaimsPrincipal? principal, bool touch, CancellationToken cancel = default)
    {
        var stamp = options.Value.ClaimsIdentity.SecurityStampClaimType;
        return principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } user && principal.FindFirstValue(PersonSession.Claim) is { } session
            && await sessions.IsLive(session, user, principal.FindFirstValue(stamp), touch, cancel);
    }

    /// <summary>
    /// The same for a circuit. A database that does not answer for a moment must not sign out every open page: they go on, and the next round
    /// asks again. What they want to do meanwhile fails by itself.
    /// </summary>
    public async Task<bool> HoldsOrCannotTell(ClaimsPrincipal? principal, bool touch, CancellationToken cancel = default)
    {
        try
        {
            return await Holds(principal, touch, cancel);
        }
        // Whatever it says: a driver whose connections are all taken says that it is an invalid operation.
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(error, "The database does not answer: open pages keep their person until it does.");
            return true;
        }
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
        if (!await live.Holds(context.Principal, IsHuman(context.HttpContext.Request), context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    /// <summary>Did somebody ask for it? An open page calls its circuit by itself, and loads itself anew when that is gone: a page that nobody sits at would never be idle.</summary>
    internal static bool IsHuman(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_blazor") && (request.Headers["Sec-Fetch-Mode"] != "navigate" || request.Headers["Sec-Fetch-User"] == "?1");
}

/// <summary>The person of a circuit, asked again in a scope of its own: the circuit's scope would answer from what it loaded long ago.</summary>
internal sealed class CircuitPerson(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => LiveSessions.CircuitInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LiveSessions>().HoldsOrCannotTell(authenticationState.User, touch: false, cancellationToken);
    }
}
