using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Forgotten and changed passwords.</summary>
internal sealed class PasswordOperations(
    UserManager<PortalUser> users, PortalDb db, SessionOperations sessions, ConfirmationCodes codes, IStringLocalizer<OutboxTexts> mails,
    SecurityMails told, EditionPolicy policy, PortalSettings settings, TimeProvider clock)
{
    // No code is typed for it: the limits of codes (one a minute, ten a day) hold for these mails, too.
    private static readonly CodePurpose Forgotten = new("forgotten-password", new("reset your password", "重置密码"));

    /// <summary>
    /// Mails a link to whoever reads the address. A stranger's address gets a mail as well, which says that there is no sign-in: the same
    /// work and the same answer, and a person who signed up with another address learns why nothing happens.
    /// </summary>
    public async Task Ask(string email)
    {
        email = email.Trim();
        var user = await users.FindByEmailAsync(email);
        var link = user is null ? "" : $"{settings.PublicAddress}/account/reset-password?user={user.Id}&token={SignUpOperations.Encode(await users.GeneratePasswordResetTokenAsync(user))}";
        // No name in it: of an address that was never confirmed, a stranger may have chosen what stands there.
        // To the address that stands in the row: what was typed is found as the same, and may yet be another's mailbox.
        await codes.Send(Forgotten, OutboxChannel.Mail, user?.Email ?? email, _ => user is null
            ? new(mails["Unknown.Subject", policy.Name], mails["Unknown.Body", policy.Name, settings.PublicAddress])
            : new(mails["Reset.Subject", policy.Name], mails["Reset.Body", policy.Name, link]));
    }

    /// <summary>Name and address behind a link, for the check of the new password; null when the link is no good.</summary>
    public async Task<PortalUser?> UserOf(string? userId, string? token) =>
        userId is not null && SignUpOperations.Decode(token) is { } plain && await users.FindByIdAsync(userId) is { } user
        && await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, UserManager<PortalUser>.ResetPasswordTokenPurpose, plain) ? user : null;

    /// <summary>
    /// Sets a new password by link. Whoever sat in the account is out, and the lock of wrong tries is off. Passkeys stay, since they may be
    /// all that a person has on another device; the mail names them, so that one that somebody else added is found.
    /// </summary>
    public async Task<IdentityResult> Reset(PortalUser user, string token, string password)
    {
        // The link came by mail: that it is here proves the address, as the code of the sign-up would have.
        user.EmailConfirmed = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        var passkeys = string.Join(", ", (await users.GetPasskeysAsync(user)).Select(key => key.Name));
        var result = await db.Audited(new AuditFact(clock.UtcNow, user.Id, "password.reset", user.Id),
            () => users.ResetPasswordAsync(user, SignUpOperations.Decode(token)!, password),
            () => told.Tell(db, user, passkeys.Length > 0 ? "Security.PasswordResetPasskeys" : "Security.PasswordReset", passkeys));
        if (result.Succeeded)
            await sessions.EndAll(user.Id);
        return result;
    }

    /// <summary>Changes the password of somebody who knows the present one. Every other session ends.</summary>
    public Task<IdentityResult> Change(PortalUser user, string current, string password) =>
        db.Audited(new AuditFact(clock.UtcNow, user.Id, "password.changed", user.Id), () => users.ChangePasswordAsync(user, current, password),
            () => told.Tell(db, user, "Security.PasswordChanged"));
}
