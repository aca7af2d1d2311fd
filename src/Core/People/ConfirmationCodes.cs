using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>Subject and text of the message that carries a code. A text message has no subject.</summary>
public sealed record CodeText(string Subject, string Body);

/// <summary>
/// One-time codes of six digits, sent by mail or text message: proof that somebody reads what is sent to an address or a phone.
/// They are kept as keyed hashes, live ten minutes, bear five wrong answers, and are right once.
/// </summary>
public sealed class ConfirmationCodes(IDbContextFactory<PortalDb> dbs, Outbox outbox, Vault vault, EditionPolicy policy, TimeProvider clock)
{
    private const string RecipientPurpose = "ConfirmationCode.Recipient";
    private const string CodePurposeOfVault = "ConfirmationCode";

    private static readonly Bilingual Sms = new(
        "[{0}] {1} is your code to {2}. It works for {3} minutes. Do not tell it to anybody.",
        "【{0}】验证码 {1}，用于{2}，{3} 分钟内有效。请勿告诉他人。");

    private static readonly Bilingual MailSubject = new("{1} is your {0} code", "{0}验证码：{1}");

    private static readonly Bilingual MailBody = new(
        "{1} is your code to {2}.\n\nIt works for {3} minutes. Do not tell it to anybody: nobody at {0} will ask for it.\nIf you did not ask for it, ignore this mail.\n",
        "验证码：{1}\n\n用于{2}，{3} 分钟内有效。请勿告诉他人，{0}的工作人员不会向您索取验证码。\n如非本人操作，请忽略本邮件。\n");

    /// <summary>Sends a new code; one that was sent before for the same purpose is dead from then on.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="channel">Mail or text message.</param>
    /// <param name="recipient">Address or E.164 number.</param>
    /// <param name="text">Another message than the usual one, made from the code. The usual one is in the current reader's language.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CodeSent> Send(
        CodePurpose purpose, OutboxChannel channel, string recipient, Func<string, CodeText>? text = null, CancellationToken cancel = default)
    {
        var (now, print) = (clock.UtcNow, Print(recipient));
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable, so that two requests at the same moment do not both find that nothing was sent yet.
        return await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            var dayAgo = now.AddDays(-1);
            // For this purpose alone: what anybody may ask for without signing in must not use up what the person needs for the rest.
            var sent = await db.Set<ConfirmationCode>().Where(row => row.RecipientHash == print && row.Purpose == purpose.Name && row.SentAt > dayAgo)
                .OrderBy(row => row.SentAt).Select(row => row.SentAt).ToListAsync(cancel);
            if (sent.Count >= ConfirmationCode.PerDay)
                return (new CodeSent(CodeSending.TooMany, sent[^ConfirmationCode.PerDay].AddDays(1)), false);
            if (sent.Count > 0 && sent[^1] + ConfirmationCode.Pause > now)
                return (new CodeSent(CodeSending.TooSoon, sent[^1] + ConfirmationCode.Pause), false);
            if (purpose.PerDay is { } most && await db.Set<ConfirmationCode>().CountAsync(row => row.SentAt > dayAgo && row.Purpose == purpose.Name, cancel) >= most)
                return (new CodeSent(CodeSending.TooMany, now.AddDays(1)), false);

            var (code, salt) = (RandomNumberGenerator.GetString("0123456789", ConfirmationCode.Length), Ids.Code());
            db.Add(new ConfirmationCode { Purpose = purpose.Name, RecipientHash = print, Salt = salt, Hash = HashOf(purpose, print, salt, code), SentAt = now });
            var message = text?.Invoke(code) ?? Usual(purpose, channel, code);
            if (channel == OutboxChannel.Mail)
                outbox.Mail(db, recipient, message.Subject, message.Body);
            else
                outbox.Sms(db, recipient, message.Body);
            await db.SaveChangesAsync(cancel);
            return (new CodeSent(CodeSending.Sent, now + ConfirmationCode.Pause), true);
        }, cancel);
    }

    /// <summary>Checks an answer against the last code that was sent. Every answer counts as a try; the right one uses the code up.</summary>
    /// <param name="purpose">What the code must have been sent for.</param>
    /// <param name="recipient">Whom it must have been sent to.</param>
    /// <param name="typed">As typed: spaces and full-width digits are welcome.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CodeCheck> Check(CodePurpose purpose, string recipient, string? typed, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Check(db, purpose, recipient, typed, cancel);
    }

    /// <summary>The same in a transaction of the caller, who keeps or drops the try and the use together with what the code was for.</summary>
    internal async Task<CodeCheck> Check(PortalDb db, CodePurpose purpose, string recipient, string? typed, CancellationToken cancel)
    {
        var (now, print) = (clock.UtcNow, Print(recipient));
        var last = await db.Set<ConfirmationCode>().AsNoTracking().Where(row => row.RecipientHash == print && row.Purpose == purpose.Name)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        if (last is null || last.UsedAt is not null)
            return CodeCheck.Wrong;
        if (last.SentAt + ConfirmationCode.Lifetime <= now)
            return CodeCheck.Expired;

        // The try is counted before the answer is looked at, and by the database: answers that arrive together cannot share one try.
        var counted = await db.Set<ConfirmationCode>().Where(row => row.Id == last.Id && row.Tries < ConfirmationCode.MaxTries)
            .ExecuteUpdateAsync(row => row.SetProperty(code => code.Tries, code => code.Tries + 1), cancel);
        if (counted == 0)
            return CodeCheck.TooManyTries;
        var right = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(last.Hash), Encoding.ASCII.GetBytes(HashOf(purpose, print, last.Salt, Digits(typed))));
        if (!right)
            return last.Tries + 1 >= ConfirmationCode.MaxTries ? CodeCheck.TooManyTries : CodeCheck.Wrong;
        var used = await db.Set<ConfirmationCode>().Where(row => row.Id == last.Id && row.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(code => code.UsedAt, now), cancel);
        return used == 1 ? CodeCheck.Right : CodeCheck.Wrong;
    }

    /// <summary>Deletes what no limit counts any more.</summary>
    public async Task Forget(CancellationToken cancel = default)
    {
        var dayAgo = clock.UtcNow.AddDays(-1);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.Set<ConfirmationCode>().Where(row => row.SentAt < dayAgo).ExecuteDeleteAsync(cancel);
    }

    private CodeText Usual(CodePurpose purpose, OutboxChannel channel, string code)
    {
        var words = new object[] { policy.Name.ToString(), code, purpose.What.ToString(), (int)ConfirmationCode.Lifetime.TotalMinutes };
        return channel == OutboxChannel.Sms ? new("", Fill(Sms)) : new(Fill(MailSubject), Fill(MailBody));

        string Fill(Bilingual text) => string.Format(CultureInfo.CurrentCulture, text.ToString(), words);
    }

    private string Print(string recipient) => vault.Fingerprint(RecipientPurpose, recipient.Trim().ToLowerInvariant());

    private string HashOf(CodePurpose purpose, string recipientHash, string salt, string code) =>
        vault.Fingerprint(CodePurposeOfVault, $"{purpose.Name}\n{recipientHash}\n{salt}\n{code}");

    private static string Digits(string? typed) =>
        string.Concat((typed ?? "").Where(char.IsDigit).Take(ConfirmationCode.Length + 1).Select(digit => (char)('0' + (int)char.GetNumericValue(digit))));
}
