using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Identity;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What the app of the second step is given: the key as text, in groups of four, and as a picture.</summary>
internal sealed record AuthenticatorKey(string Text, string QrCode);

/// <summary>The second step of a person's own sign-in.</summary>
internal sealed class SecurityOperations(UserManager<PortalUser> users, PortalSignIn signIn, PortalDb db, SessionOperations sessions, SecurityMails told, EditionPolicy policy, TimeProvider clock)
{
    /// <summary>Recovery codes in one set.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>The signed-in person's row; a cookie whose person is gone was refused before.</summary>
    public async Task<PortalUser> Me(ClaimsPrincipal principal) =>
        await users.GetUserAsync(principal) ?? throw new InvalidOperationException("The cookie names nobody.");

    /// <summary>After a new password: this browser stays, every other goes.</summary>
    public async Task StayOnlyHere(ClaimsPrincipal principal, PortalUser user)
    {
        if (Person.From(principal) is { } person && principal.FindFirstValue(PersonSession.Claim) is { } session)
            await sessions.EndOthers(person, session);
        await signIn.RefreshSignInAsync(user);
    }

    /// <summary>
    /// Did the person prove a moment ago who they are? What adds a way in asks for it: a browser that was left open for a minute must not
    /// give its finder a key for good.
    /// </summary>
    public async Task<bool> IsFresh(ClaimsPrincipal principal) =>
        Person.From(principal) is { } person && principal.FindFirstValue(PersonSession.Claim) is { } session && await sessions.IsFresh(person, session);

    /// <summary>Takes the password once more, for <see cref="IsFresh"/>.</summary>
    public async Task<bool> Prove(ClaimsPrincipal principal, PortalUser user, string? password)
    {
        if (Person.From(principal) is not { } person || principal.FindFirstValue(PersonSession.Claim) is not { } session || !await IsPassword(user, password))
            return false;
        await sessions.Prove(person, session);
        return true;
    }

    public Task<int> CodesLeft(PortalUser user) => users.CountRecoveryCodesAsync(user);

    public Task<bool> IsPassword(PortalUser user, string? password) =>
        string.IsNullOrEmpty(password) || password.Length > 4 * PasswordRules.MaxLength ? Task.FromResult(false) : users.CheckPasswordAsync(user, password);

    /// <summary>Makes a key for the app. It counts only once a code from the app was typed.</summary>
    public async Task Begin(ClaimsPrincipal principal, PortalUser user)
    {
        if (user.TwoFactorEnabled || !await IsFresh(principal))
            return;
        await users.ResetAuthenticatorKeyAsync(user);
        await signIn.RefreshSignInAsync(user);
    }

    /// <summary>The key that waits for its first code; null when none was made.</summary>
    public async Task<AuthenticatorKey?> KeyOf(PortalUser user)
    {
        if (user.TwoFactorEnabled || await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
            return null;
        var issuer = UrlEncoder.Default.Encode(policy.Name.ToString());
        var address = $"otpauth://totp/{issuer}:{UrlEncoder.Default.Encode(user.Email!)}?secret={key}&issuer={issuer}&digits=6";
        return new(string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(part => new string(part))), QrDrawing.Source(QrDrawing.Svg(address)));
    }

    /// <summary>Turns the second step on when the code is right.</summary>
    /// <returns>The recovery codes, to be seen this once; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> TurnOn(ClaimsPrincipal principal, PortalUser user, string? code)
    {
        if (user.TwoFactorEnabled || !await IsFresh(principal) || !await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, Digits(code)))
            return null;
        await db.Audited(Fact(user, "two-factor.enabled"), () => users.SetTwoFactorEnabledAsync(user, true), () => told.Tell(db, user, "Security.TwoStepOn"));
        // The step is on even if the codes did not come about: the page then says that none are left, and makes new ones.
        return await NewCodes(user) ?? [];
    }

    /// <summary>A new set of recovery codes; the ones before are worthless.</summary>
    /// <returns>The codes; null when something else of the person's was changed in the same moment: then the ones before still count.</returns>
    public async Task<IReadOnlyList<string>?> NewCodes(PortalUser user)
    {
        IReadOnlyList<string> codes = [];
        var made = await db.Audited(Fact(user, "recovery-codes.made"), async () =>
        {
            codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
            return codes.Count > 0 ? IdentityResult.Success : IdentityResult.Failed(users.ErrorDescriber.ConcurrencyFailure());
        });
        if (!made.Succeeded)
        {
            // What was tried is still remembered here, and would be saved with whatever comes next.
            db.ChangeTracker.Clear();
            return null;
        }

        await signIn.RefreshSignInAsync(user);
        return codes;
    }

    /// <summary>Turns the second step off and forgets its key.</summary>
    public async Task TurnOff(PortalUser user)
    {
        await db.Audited(Fact(user, "two-factor.disabled"), async () =>
        {
            await users.SetTwoFactorEnabledAsync(user, false);
            await users.RemoveAuthenticationTokenAsync(user, "[AspNetUserStore]", "AuthenticatorKey");
            return await users.RemoveAuthenticationTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes");
        }, () => told.Tell(db, user, "Security.TwoStepOff"));
        await signIn.RefreshSignInAsync(user);
    }

    /// <summary>A code as apps show it, with the spaces that they put in.</summary>
    public static string Digits(string? code) => string.Concat((code ?? "").Where(char.IsAsciiDigit).Take(8));

    private AuditFact Fact(PortalUser user, string action) => new(clock.UtcNow, user.Id, action, user.Id);
}
