using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Signing up, and proving that one reads the mail of the address one gave.</summary>
internal sealed class SignUpOperations(
    UserManager<PortalUser> users, PortalDb db, ConfirmationCodes codes, IDataProtectionProvider protection, IStringLocalizer<OutboxTexts> mails,
    EditionPolicy policy, PortalSettings settings, TimeProvider clock)
{
    /// <summary>What the code in the mail is for.</summary>
    public static readonly CodePurpose Purpose = new("sign-up", new("confirm your e-mail address", "验证邮箱"));

    private static readonly TimeSpan TicketLife = TimeSpan.FromHours(2);

    private ITimeLimitedDataProtector Tickets => protection.CreateProtector("SignUp.Confirm").ToTimeLimitedDataProtector();

    /// <summary>
    /// Takes a sign-up. The answer is the same whether the address is known or not: a known one gets a mail that says so. A sign-up that was
    /// never confirmed is replaced: the address belongs to whoever can read its mail, and the links of the earlier one die.
    /// </summary>
    /// <returns>The ticket for the page that takes the code; null when the address gets no more mail for now.</returns>
    public async Task<string?> SignUp(string name, string email, string password)
    {
        email = email.Trim();
        var user = await users.FindByEmailAsync(email);
        if (user is { EmailConfirmed: true })
            // The same work as a new sign-up costs, so that the clock does not tell what the page does not.
            users.PasswordHasher.HashPassword(user, password);
        else if (user is null)
            user = await Create(name, email, password);
        else
            await Replace(user, name, password);
        return await SendCode(user, email) == CodeSending.TooMany ? null : Ticket(email);
    }

    /// <summary>Sends the code once more, when the pause since the last one is over.</summary>
    public async Task<CodeSending> SendAgain(string ticket) =>
        EmailOf(ticket) is { } email ? await SendCode(await users.FindByEmailAsync(email), email) : CodeSending.TooMany;

    /// <summary>Sends the code to somebody who signed in with the right password but never confirmed.</summary>
    public async Task<string> SendFor(PortalUser user)
    {
        await SendCode(user, user.Email!);
        return Ticket(user.Email!);
    }

    /// <summary>The address that a ticket was made for; null when it is not one of ours, or too old.</summary>
    public string? EmailOf(string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : Tickets.Unprotect(ticket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the code that was typed.</summary>
    /// <returns>What it was worth, and the person whose address it confirmed.</returns>
    public async Task<(CodeCheck Check, PortalUser? User)> ConfirmByCode(string email, string? code)
    {
        var check = await codes.Check(Purpose, email, code);
        if (check != CodeCheck.Right)
            return (check, null);
        var user = await users.FindByEmailAsync(email);
        // A person who had confirmed before got a mail without a code: a right guess must not open their account.
        if (user is null or { EmailConfirmed: true })
            return (CodeCheck.Wrong, null);
        await Confirmed(user);
        return (check, user);
    }

    /// <summary>Takes the link of the mail.</summary>
    public async Task<bool> ConfirmByLink(string userId, string token)
    {
        if (await users.FindByIdAsync(userId) is not { EmailConfirmed: false } user || Decode(token) is not { } plain
            || !await users.VerifyUserTokenAsync(user, users.Options.Tokens.EmailConfirmationTokenProvider, UserManager<PortalUser>.ConfirmEmailTokenPurpose, plain))
            return false;
        await Confirmed(user);
        return true;
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

    private async Task<PortalUser> Create(string name, string email, string password)
    {
        var user = new PortalUser { UserName = email, Email = email, DisplayName = name.Trim(), SignedUpAt = clock.UtcNow };
        db.Record(new AuditFact(clock.UtcNow, user.Id, "people.signed-up", user.Id));
        Check(await users.CreateAsync(user, password));
        return user;
    }

    private async Task Replace(PortalUser user, string name, string password)
    {
        user.DisplayName = name.Trim();
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        db.Record(new AuditFact(clock.UtcNow, user.Id, "people.signed-up", user.Id));
        Check(await users.UpdateSecurityStampAsync(user));
    }

    private async Task Confirmed(PortalUser user)
    {
        user.EmailConfirmed = true;
        db.Record(new AuditFact(clock.UtcNow, user.Id, "people.confirmed", user.Id));
        // A new stamp: the link that was used is used up.
        Check(await users.UpdateSecurityStampAsync(user));
    }

    private async Task<CodeSending> SendCode(PortalUser? user, string email)
    {
        var link = user is { EmailConfirmed: false }
            ? $"{settings.PublicAddress}/account/confirm?user={user.Id}&token={Encode(await users.GenerateEmailConfirmationTokenAsync(user))}"
            : "";
        var sent = await codes.Send(Purpose, OutboxChannel.Mail, email, code => link.Length > 0
            ? new(mails["SignUp.Subject", policy.Name, code], mails["SignUp.Body", policy.Name, user!.DisplayName, code, link, (int)ConfirmationCode.Lifetime.TotalMinutes])
            : new(mails["Known.Subject", policy.Name], mails["Known.Body", policy.Name, settings.PublicAddress]));
        return sent.State;
    }

    private string Ticket(string email) => Tickets.Protect(email, TicketLife);

    private static void Check(IdentityResult result)
    {
        // The page checked everything a person can do about; what is left is a bug or two sign-ups at the same moment.
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Code)));
    }
}
