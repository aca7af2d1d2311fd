using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What people of the portal do that is no page.</summary>
internal static class IdentityEndpoints
{
    private const string Json = "application/json";

    public static void MapPeople(this WebApplication app)
    {
        // A form parameter makes the framework ask for the antiforgery token.
        app.MapPost("/account/sign-out", async (PortalSignIn signIn, [FromForm] string? returnUrl) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect(LocalPath.Of(returnUrl, "/account/sign-in"));
        }).WithMetadata(new PermissionAttribute(Permissions.SignedIn));

        // Asked by passkey.js, which sends the token of the form it belongs to.
        app.MapPost("/account/passkey-options/sign-in", async (HttpContext http, IAntiforgery forms, PortalSignIn signIn) =>
        {
            if (!await forms.IsRequestValidAsync(http))
                return Results.BadRequest();
            // For nobody in particular: the browser offers what it holds for this host, and no address is asked for that could be probed.
            return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), Json);
        }).WithMetadata(new PublicAttribute("the question that a passkey answers, asked before anybody is signed in"));

        app.MapPost("/account/passkey-options/add", async (HttpContext http, IAntiforgery forms, PortalSignIn signIn, SecurityOperations security) =>
        {
            if (!await forms.IsRequestValidAsync(http))
                return Results.BadRequest();
            var user = await security.Me(http.User);
            return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = user.Id, Name = user.Email!, DisplayName = user.DisplayName }), Json);
        }).WithMetadata(new PermissionAttribute(Permissions.SignedIn));
    }
}

/// <summary>Where to go on after a form: only ever inside the portal, whatever the address bar asked for.</summary>
internal static class LocalPath
{
    private const int MaxLength = 2000;

    public static string Of(string? path, string fallback = "/") =>
        // Who signed out in another tab came from an address that only signs out: nobody wants to go back there.
        path is ['/', ..] && !path.StartsWith("/account/sign-out", StringComparison.OrdinalIgnoreCase) && path is not ['/', '/' or '\\', ..] && path.Length <= MaxLength && !path.Any(char.IsControl) ? path : fallback;
}
