using Microsoft.AspNetCore.Identity;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>How an attempt to sign in ended.</summary>
internal enum SignInState
{
    /// <summary>Signed in; the cookie is in the answer.</summary>
    Done,

    /// <summary>Not right. The same for an unknown address, a wrong password and a locked account.</summary>
    Refused,

    /// <summary>The password is right; a second step is asked for.</summary>
    SecondStep,

    /// <summary>The password is right; the address was never confirmed, and a code is on its way.</summary>
    Unconfirmed,
}

/// <summary>The outcome, with the ticket for the page that takes the code when the address is unconfirmed.</summary>
internal sealed record SignInOutcome(SignInState State, string? Ticket = null);

/// <summary>Signing in with e-mail and password.</summary>
internal sealed class SignInOperations(UserManager<PortalUser> users, PortalSignIn signIn, SignUpOperations signUp, PortalDb db, Nobody nobody, TimeProvider clock)
{
    public async Task<SignInOutcome> WithPassword(string email, string password, bool remember)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null || await users.IsLockedOutAsync(user))
        {
            // The work of a real check: an answer that comes at once would tell what its words do not.
            users.PasswordHasher.VerifyHashedPassword(nobody.User, nobody.PasswordHash, password);
            return await Refused(user);
        }

        if (!user.EmailConfirmed)
        {
            if (await users.CheckPasswordAsync(user, password))
                return new(SignInState.Unconfirmed, await signUp.SendFor(user));
            await users.AccessFailedAsync(user);
            return await Refused(user);
        }

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
            return new(SignInState.SecondStep);
        return result.Succeeded ? new(SignInState.Done) : await Refused(user);
    }

    private async Task<SignInOutcome> Refused(PortalUser? user)
    {
        // Without the address when nobody is behind it: what was typed may be anything, a password in the wrong field for instance.
        db.Record(new AuditFact(clock.UtcNow, user?.Id ?? "visitor", "people.sign-in-failed", user?.Id ?? "unknown"));
        await db.SaveChangesAsync();
        return new(SignInState.Refused);
    }
}

/// <summary>Who is asked for the password when an address is unknown. Made with the first attempt, whoever makes it.</summary>
internal sealed class Nobody
{
    public PortalUser User { get; } = new();

    public string PasswordHash { get; } = new PasswordHasher<PortalUser>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = IdentitySetup.HashIterations })).HashPassword(new(), Ids.Code());
}
