using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What asking for a code, or answering one, came to.</summary>
public enum PhoneOutcome
{
    /// <summary>A code is on its way.</summary>
    Sent,

    /// <summary>The number is confirmed; the account is active.</summary>
    Confirmed,

    /// <summary>The code is not the one that was sent.</summary>
    Wrong,

    /// <summary>No open code: too old, used, or answered wrongly too often. Ask for a new one.</summary>
    Expired,

    /// <summary>The last code was sent less than a minute ago.</summary>
    TooSoon,

    /// <summary>The day's codes for this number are used up.</summary>
    TooMany,

    /// <summary>The number cannot be taken; the reason says why.</summary>
    Invalid,

    /// <summary>There is no such account for this person, or nothing to confirm on it.</summary>
    Missing,
}

/// <summary>An outcome, and for <see cref="PhoneOutcome.Invalid"/> its reason.</summary>
public sealed record PhoneResult(PhoneOutcome Outcome, Bilingual Reason = default);

/// <summary>Makes sure that the administrator's phone is theirs: a code goes there and must come back. That activates the account.</summary>
public sealed class PhoneConfirmations(
    IDbContextFactory<PortalDb> dbs, EditionPolicy edition, Vault vault, ConfirmationCodes codes, TimeProvider clock, PlatformLimits limits)
{
    // A conflict more than these means that somebody else changes the account without a pause.
    private const int Attempts = 5;

    /// <summary>Codes for one account in 24 hours, whatever numbers are tried.</summary>
    internal const int CodesPerDay = 15;

    /// <summary>Sends a new code to the number that is there.</summary>
    public async Task<PhoneResult> Send(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Waiting(db, actor, appId, cancel) is { } subject ? await Send(appId, NumberOf(subject), cancel) : new(PhoneOutcome.Missing);
    }

    /// <summary>Takes another number instead, and sends a code there.</summary>
    public async Task<PhoneResult> Change(Person actor, string appId, string? typed, string? region, CancellationToken cancel = default)
    {
        var (number, problem) = SubjectText.Phone(edition, typed, region);
        if (number is null) return new(PhoneOutcome.Invalid, problem);

        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Counting and taking must not be torn apart: two accounts could both be the last that the number may have.
        var refusal = await db.InTransaction<PhoneResult?>(IsolationLevel.Serializable, async () =>
        {
            if (await Waiting(db, actor, appId, cancel) is not { } subject) return (new(PhoneOutcome.Missing), false);
            var key = vault.Fingerprint(AccountSubject.Purposes.Phone, number.E164);
            if (await RegistrationRules.WithPhone(db, key, subject.AccountId, cancel) is var others && others >= limits.AccountsPerPhone)
                return (new(PhoneOutcome.Invalid, RegistrationRules.PhoneUsedUp(others)), false);
            subject.TakePhone(vault.Protect(AccountSubject.Purposes.Phone, number.E164), key);
            await db.SaveChangesAsync(cancel);
            return (null, true);
        }, cancel);
        return refusal ?? await Send(appId, number.E164, cancel);
    }

    /// <summary>Answers the last code. The right one confirms the number and activates the account.</summary>
    public async Task<PhoneResult> Confirm(Person actor, string appId, string? typed, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            try
            {
                return new(await db.InTransaction(() => TryConfirm(db, actor, appId, typed, cancel), cancel));
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The account was changed in this moment. Nothing was kept, so the code is good still: look again.
            }
        }
    }

    /// <summary>Sends a code to a number that was just taken.</summary>
    internal async Task<PhoneResult> Send(string appId, string e164, CancellationToken cancel) =>
        (await codes.Send(PurposeOf(appId), OutboxChannel.Sms, e164, cancel: cancel)).State switch
        {
            CodeSending.Sent => new(PhoneOutcome.Sent),
            CodeSending.TooSoon => new(PhoneOutcome.TooSoon),
            _ => new(PhoneOutcome.TooMany),
        };

    // The code is used up in the transaction that confirms by it: never one without the other.
    private async Task<(PhoneOutcome Outcome, bool Keep)> TryConfirm(PortalDb db, Person actor, string appId, string? typed, CancellationToken cancel)
    {
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return (PhoneOutcome.Missing, false);
        var subjects = db.AccountSubjects.AsNoTracking().Where(row => row.AccountId == account.Id);
        if (await subjects.SingleOrDefaultAsync(cancel) is not { } subject) return (PhoneOutcome.Missing, false);
        // A second click on "confirm" is no mistake.
        if (subject.PhoneConfirmedAt is not null) return (PhoneOutcome.Confirmed, false);

        var answer = await codes.Check(db, PurposeOf(appId), NumberOf(subject), typed, cancel);
        // Nor is one that came while the first was on its way, and found the code used. A wrong answer is kept: it counts as a try.
        if (answer != CodeCheck.Right)
            return await IsConfirmed() ? (PhoneOutcome.Confirmed, false) : (answer == CodeCheck.Wrong ? PhoneOutcome.Wrong : PhoneOutcome.Expired, true);

        // Only the number that the code went to: another may have been taken instead since it was read.
        var now = clock.UtcNow;
        if (await subjects.Where(row => row.PhoneKey == subject.PhoneKey && row.PhoneConfirmedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.PhoneConfirmedAt, now), cancel) == 0)
            return (await IsConfirmed() ? PhoneOutcome.Confirmed : PhoneOutcome.Wrong, false);
        account.Activate();
        account.Version = Guid.NewGuid();
        db.Record(new AuditFact(now, actor.UserId, "account.activated", account.AppId, account.AppId));
        await db.SaveChangesAsync(cancel);
        return (PhoneOutcome.Confirmed, true);

        Task<bool> IsConfirmed() => subjects.AnyAsync(row => row.PhoneConfirmedAt != null, cancel);
    }

    // The subject of an account that still waits for its phone, if the actor may settle it.
    private static async Task<AccountSubject?> Waiting(PortalDb db, Person actor, string appId, CancellationToken cancel)
    {
        var account = await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel);
        return account is null ? null : await db.AccountSubjects.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.PhoneConfirmedAt == null, cancel);
    }

    // A code for one account is worthless for another that the same phone answers for.
    private CodePurpose PurposeOf(string appId) =>
        new($"account-phone:{appId}", new($"activate your {edition.Name.En} official account", $"激活您的{RegistrationRules.Spaced(edition.Name.Zh)}公众号"), CodesPerDay);

    private string NumberOf(AccountSubject subject) => vault.Unprotect(AccountSubject.Purposes.Phone, subject.Phone);
}
