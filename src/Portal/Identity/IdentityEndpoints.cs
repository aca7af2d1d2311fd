using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What people of the portal do that is no page.</summary>
internal static class IdentityEndpoints
{
    public static void MapPeople(this WebApplication app)
    {
        // A form parameter makes the framework ask for the antiforgery token.
        app.MapPost("/account/sign-out", async (PortalSignIn signIn, [FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect(LocalPath.Of(returnUrl, "/account/sign-in"));
        }).WithMetadata(new PermissionAttribute(Permissions.SignedIn));
    }
}

/// <summary>Where to go on after a form: only ever inside the portal, whatever the address bar asked for.</summary>
internal static class LocalPath
{
    public static string Of(string? path, string fallback = "/") =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && path.Length <= 2000 ? path : fallback;
}
