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

        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);
            if (await Waiting(db, actor, appId, cancel) is not { } subject) return new(PhoneOutcome.Missing);
            var key = vault.Fingerprint(AccountSubject.Purposes.Phone, number.E164);
            if (await db.AccountSubjects.CountAsync(row => row.PhoneKey == key && row.AccountId != subject.AccountId, cancel) >= limits.AccountsPerPhone)
                return new(PhoneOutcome.Invalid, RegistrationRules.PhoneUsedUp(limits.AccountsPerPhone));
            subject.TakePhone(vault.Protect(AccountSubject.Purposes.Phone, number.E164), key);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return await Send(appId, number.E164, cancel);
    }

    /// <summary>Answers the last code. The right one confirms the number and activates the account.</summary>
    public async Task<PhoneResult> Confirm(Person actor, string appId, string? typed, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return new(PhoneOutcome.Missing);
        if (await db.AccountSubjects.SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel) is not { } subject) return new(PhoneOutcome.Missing);
        // A second click on "confirm" is no mistake.
        if (subject.PhoneConfirmedAt is not null) return new(PhoneOutcome.Confirmed);

        var answer = await codes.Check(PurposeOf(appId), NumberOf(subject), typed, cancel);
        if (answer != CodeCheck.Right) return new(answer == CodeCheck.Wrong ? PhoneOutcome.Wrong : PhoneOutcome.Expired);
        subject.ConfirmPhone(clock.UtcNow);
        account.Activate();
        account.Version = Guid.NewGuid();
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "account.activated", account.AppId, account.AppId));
        await db.SaveChangesAsync(cancel);
        return new(PhoneOutcome.Confirmed);
    }

    /// <summary>Sends a code to a number that was just taken.</summary>
    internal async Task<PhoneResult> Send(string appId, string e164, CancellationToken cancel) =>
        (await codes.Send(PurposeOf(appId), OutboxChannel.Sms, e164, cancel: cancel)).State switch
        {
            CodeSending.Sent => new(PhoneOutcome.Sent),
            CodeSending.TooSoon => new(PhoneOutcome.TooSoon),
            _ => new(PhoneOutcome.TooMany),
        };

    // The subject of an account that still waits for its phone, if the actor may settle it.
    private static async Task<AccountSubject?> Waiting(PortalDb db, Person actor, string appId, CancellationToken cancel)
    {
        var account = await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel);
        return account is null ? null : await db.AccountSubjects.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.PhoneConfirmedAt == null, cancel);
    }

    // A code for one account is worthless for another that the same phone answers for.
    private CodePurpose PurposeOf(string appId) =>
        new($"account-phone:{appId}", new($"activate your {edition.Name.En} official account", $"激活您的{RegistrationRules.Spaced(edition.Name.Zh)}公众号"));

    private string NumberOf(AccountSubject subject) => vault.Unprotect(AccountSubject.Purposes.Phone, subject.Phone);
}
