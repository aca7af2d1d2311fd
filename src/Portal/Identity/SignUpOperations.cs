using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What a code or link of a sign-up was worth.</summary>
internal enum SignUpCheck
{
    /// <summary>The address is confirmed.</summary>
    Right,

    /// <summary>Not the code, or not the password of the sign-up.</summary>
    Wrong,

    /// <summary>The code's time is over.</summary>
    Expired,

    /// <summary>Too many wrong answers.</summary>
    TooManyTries,

    /// <summary>The code is right, but somebody signed up with the address since: the sign-up it was asked for is no more.</summary>
    Replaced,
}

/// <summary>Signing up, and proving that one reads the mail of the address one gave.</summary>
internal sealed class SignUpOperations(
    UserManager<PortalUser> users, PortalDb db, ConfirmationCodes codes, Vault vault, IDataProtectionProvider protection, IStringLocalizer<OutboxTexts> mails,
    EditionPolicy policy, PortalSettings settings, TimeProvider clock)
{
    /// <summary>What the code in the mail is for.</summary>
    public static readonly CodePurpose Purpose = new("sign-up", new("confirm your e-mail address", "验证邮箱"));

    private static readonly TimeSpan TicketLife = TimeSpan.FromHours(2);

    // One of those that come together wins each time; so many at once are no person's double click.
    private const int Tries = 12;

    private ITimeLimitedDataProtector Tickets => protection.CreateProtector("SignUp.Confirm").ToTimeLimitedDataProtector();

    /// <summary>
    /// Takes a sign-up. The answer is the same whether the address is known or not: a known one gets a mail that says so. A sign-up that was
    /// never confirmed is replaced: the address belongs to whoever can read its mail, and ticket and link of the earlier one die.
    /// </summary>
    /// <returns>The ticket for the page that takes the code; null when the address gets no more mail for now.</returns>
    public async Task<string?> SignUp(string name, string email, string password)
    {
        email = email.Trim();
        var user = await Take(name, email, password);
        return await SendCode(user, email) == CodeSending.TooMany ? null : Ticket(user, email);
    }

    /// <summary>Sends the code once more, when the pause since the last one is over.</summary>
    public async Task<CodeSending> SendAgain(string ticket) =>
        EmailOf(ticket) is { } email ? await SendCode(await users.FindByEmailAsync(email), email) : CodeSending.TooMany;

    /// <summary>Sends the code to somebody who signed in with the right password but never confirmed.</summary>
    public async Task<string> SendFor(PortalUser user)
    {
        await SendCode(user, user.Email!);
        return Ticket(user, user.Email!);
    }

    /// <summary>The address that a ticket was made for; null when it is not one of ours, or too old.</summary>
    public string? EmailOf(string? ticket) => Opened(ticket)?.Email;

    /// <summary>
    /// Takes the code that was typed. It confirms the sign-up that the ticket was made for and no other: were it enough that the address is the
    /// same, a stranger who signs up with it in between would see their own password confirmed by the person who reads the mail.
    /// </summary>
    /// <returns>What it was worth, and the person whose address it confirmed.</returns>
    public async Task<(SignUpCheck Check, PortalUser? User)> ConfirmByCode(string ticket, string? code)
    {
        if (Opened(ticket) is not { } opened)
            return (SignUpCheck.Wrong, null);
        // The code first: that a sign-up was replaced is said to nobody but the reader of its mail.
        var check = await codes.Check(Purpose, opened.Email, code);
        if (check != CodeCheck.Right)
            return (check switch { CodeCheck.Expired => SignUpCheck.Expired, CodeCheck.TooManyTries => SignUpCheck.TooManyTries, _ => SignUpCheck.Wrong }, null);
        var user = await users.FindByEmailAsync(opened.Email);
        // A person who had confirmed before got a mail without a code: a right guess must not open their account.
        if (user is null or { EmailConfirmed: true })
            return (SignUpCheck.Wrong, null);
        return Mark(user) == opened.Mark && await Confirm(user) ? (SignUpCheck.Right, user) : (SignUpCheck.Replaced, null);
    }

    /// <summary>The unconfirmed person behind the link of a mail; null when it is used up, too old, or another sign-up took its place.</summary>
    public async Task<PortalUser?> UserOf(string? userId, string? token) =>
        userId is not null && Decode(token) is { } plain && await users.FindByIdAsync(userId) is { EmailConfirmed: false } user
        && await users.VerifyUserTokenAsync(user, users.Options.Tokens.EmailConfirmationTokenProvider, UserManager<PortalUser>.ConfirmEmailTokenPurpose, plain) ? user : null;

    /// <summary>
    /// Takes the link of the mail, with the password of the sign-up: whoever reads the mail cannot tell whether a stranger's sign-up sent it,
    /// and would confirm a password that is not theirs.
    /// </summary>
    public async Task<SignUpCheck> ConfirmByLink(PortalUser user, string? password)
    {
        if (string.IsNullOrEmpty(password) || password.Length > 4 * PasswordRules.MaxLength || !await users.CheckPasswordAsync(user, password))
            return SignUpCheck.Wrong;
        return await Confirm(user) ? SignUpCheck.Right : SignUpCheck.Replaced;
    }

    /// <summary>Identity's tokens hold characters that links do not.</summary>
    public static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    /// <summary>The token again; null when it is none.</summary>
    public static string? Decode(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Of sign-ups with one address at the same moment one makes the row; the others find it and go on as if they had come later.
    private async Task<PortalUser> Take(string name, string email, string password)
    {
        if (PasswordRules.Problem(password, email, name) is { } problem)
            throw new ArgumentException(problem, nameof(password));
        // Hashed for a known address, too, so that the clock does not tell what the page does not.
        var hash = users.PasswordHasher.HashPassword(new PortalUser(), password);
        for (var tries = 1; ; tries++)
        {
            var user = await users.FindByEmailAsync(email);
            if (user is { EmailConfirmed: true })
                return user;
            try
            {
                var taken = user ?? new PortalUser { SignedUpAt = clock.UtcNow };
                // The address as well: what an earlier sign-up typed may be found as the same and yet be another's mailbox.
                (taken.UserName, taken.Email, taken.DisplayName, taken.PasswordHash) = (email, email, name.Trim(), hash);
                if (await Saved(taken, isNew: user is null))
                    return taken;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // The unique index has spoken.
            }

            if (tries == Tries)
                throw new InvalidOperationException("One address was signed up again and again at the same moment.");
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> Saved(PortalUser user, bool isNew)
    {
        var result = await db.Audited(new AuditFact(clock.UtcNow, user.Id, "people.signed-up", user.Id),
            () => isNew ? users.CreateAsync(user) : users.UpdateSecurityStampAsync(user));
        return result.Succeeded || Raced(result) ? result.Succeeded
            // The page checked everything a person can do about; what is left is a bug.
            : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Code)));
    }

    // The stamp is new afterwards: the link that was used is used up. False when somebody signed up again in the same moment.
    private async Task<bool> Confirm(PortalUser user)
    {
        user.EmailConfirmed = true;
        return (await db.Audited(new AuditFact(clock.UtcNow, user.Id, "people.confirmed", user.Id), () => users.UpdateSecurityStampAsync(user))).Succeeded;
    }

    private static bool Raced(IdentityResult result) => result.Errors.All(error => error.Code is
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.ConcurrencyFailure));

    private async Task<CodeSending> SendCode(PortalUser? user, string email)
    {
        var link = user is { EmailConfirmed: false }
            ? $"{settings.PublicAddress}/account/confirm?user={user.Id}&token={Encode(await users.GenerateEmailConfirmationTokenAsync(user))}"
            : "";
        // To the address that stands in the row: what was typed is found as the same, and may yet be another's mailbox.
        var sent = await codes.Send(Purpose, OutboxChannel.Mail, user?.Email ?? email, code => link.Length > 0
            ? new(mails["SignUp.Subject", policy.Name, code], mails["SignUp.Body", policy.Name, code, link, (int)ConfirmationCode.Lifetime.TotalMinutes])
            : new(mails["Known.Subject", policy.Name], mails["Known.Body", policy.Name, settings.PublicAddress]));
        return sent.State;
    }

    // Mark and address, as it was typed: how a known person writes it would tell that they are known. The stamp changes with every sign-up.
    private string Ticket(PortalUser user, string typed) => Tickets.Protect(Mark(user) + typed, TicketLife);

    private string Mark(PortalUser user) => vault.Fingerprint("SignUp", user.SecurityStamp!);

    private (string Mark, string Email)? Opened(string? ticket)
    {
        try
        {
            return !string.IsNullOrEmpty(ticket) && Tickets.Unprotect(ticket) is { Length: > Vault.FingerprintLength } text
                ? (text[..Vault.FingerprintLength], text[Vault.FingerprintLength..])
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
