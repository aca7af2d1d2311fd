using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Registers official accounts, and shows and changes them for those who may.</summary>
public sealed class AccountOperations(
    IDbContextFactory<PortalDb> dbs, EditionPolicy edition, Vault vault, PhoneConfirmations phones, PictureOwner pictures, TimeProvider clock, PlatformLimits limits)
{
    /// <summary>Whose accounts these are.</summary>
    public EditionPolicy Edition => edition;

    /// <summary>The day by which ages and dates of birth are judged: the edition's own, or UTC where every account has its own.</summary>
    public DateOnly Today => Places.DayIn(edition.TimeZone ?? "UTC", clock.UtcNow);

    /// <summary>
    /// Registers an account with the actor as its administrator, and sends a code to the administrator's phone. The same form sent again
    /// gives the same account. Nothing at all is stored when the form is refused.
    /// </summary>
    public async Task<Registered> Register(Person actor, Registration form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (RegistrationRules.Check(edition, form) is { Count: > 0 } problems) return new(null, problems);
        if (form.AvatarCode is { } worn && !await pictures.IsBy(actor, worn, cancel)) return new(null, [new(Fields.Avatar, RegistrationRules.UploadAgain)]);

        await using var db = await dbs.CreateDbContextAsync(cancel);
        (Registered Result, bool New) registered;
        try
        {
            // Counting and inserting must not be torn apart: two tabs could both be the last that is allowed.
            registered = await db.InTransaction(IsolationLevel.Serializable, () => TryRegister(db, actor, form, cancel), cancel);
        }
        catch (DbUpdateException)
        {
            // A unique index has spoken: the same form from another tab, or the same name from somebody else.
            if (await FromForm(db, actor, form, cancel) is { } other) return other;
            if (await db.OfficialAccounts.AnyAsync(row => row.NameKey == form.Name.Key, cancel)) return new(null, [new(Fields.Name, RegistrationRules.NameTaken)]);
            throw;
        }

        // After the commit: a code for an account that then is not there would be worse than an account whose code must be asked for again.
        if (registered.New)
            await phones.Send(registered.Result.AppId!, form.Administrator.Phone.E164, cancel);
        return registered.Result;
    }

    /// <summary>The accounts that the actor may see, by name.</summary>
    public async Task<IReadOnlyList<AccountRow>> List(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountsOf(actor, Permissions.AccountView)
            .OrderBy(account => account.Name).ThenBy(account => account.Id)
            .Take(limits.AccountsPerPerson * 10)
            .Select(account => new AccountRow(account.AppId, account.Name, account.Type, account.Standing, account.AvatarCode, account.FollowerCount))
            .ToListAsync(cancel);
    }

    /// <summary>An account as its members see it, or null when it is missing or the actor may not see it.</summary>
    public async Task<OwnAccount?> Find(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountView, cancel) is not { } account) return null;
        var subject = await db.AccountSubjects.SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel);
        return OwnAccount.Of(account, subject is null ? null : SubjectView.Of(subject, vault), limits, DayOf(account));
    }

    /// <summary>Changes what an account says and shows of itself. The name is not changed here: another name is another verification.</summary>
    public async Task<ProfileResult> ChangeProfile(Person actor, string appId, ProfileChange change, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return ProfileResult.Missing;
        if (account.Version != change.Version) return ProfileResult.Conflict;

        var introduction = AccountIntroduction.Read(change.Introduction);
        if (!introduction.IsValid) return ProfileResult.Invalid(Fields.Introduction, introduction.Reason);
        if (edition.TimeZone is null && !Places.IsTimeZone(change.TimeZone)) return ProfileResult.Invalid(Fields.TimeZone, RegistrationRules.ChooseTimeZone);
        if (change.AvatarCode is { } worn && worn != account.AvatarCode && !await pictures.IsBy(actor, worn, cancel)) return ProfileResult.Invalid(Fields.Avatar, RegistrationRules.UploadAgain);

        var today = DayOf(account);
        if (!account.Introduce(introduction.Value, today, limits.IntroductionChangesPerMonth))
            return ProfileResult.Invalid(Fields.Introduction, RegistrationRules.ChangesUsedUp(limits.IntroductionChangesPerMonth));
        if (!account.Wear(change.AvatarCode, today, limits.AvatarChangesPerMonth))
            return ProfileResult.Invalid(Fields.Avatar, RegistrationRules.ChangesUsedUp(limits.AvatarChangesPerMonth));
        account.TimeZone = edition.TimeZone ?? change.TimeZone;
        account.Version = Guid.NewGuid();
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "account.profile-changed", account.AppId, account.AppId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return ProfileResult.Saved;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ProfileResult.Conflict;
        }
    }

    private async Task<((Registered Result, bool New) Answer, bool Keep)> TryRegister(PortalDb db, Person actor, Registration form, CancellationToken cancel)
    {
        if (await FromForm(db, actor, form, cancel) is { } before) return ((before, false), false);
        if (await RegistrationRules.Count(db, actor, form, Subject(form), limits, cancel) is { Count: > 0 } refusals) return ((new(null, refusals), false), false);

        var account = Account(form);
        db.OfficialAccounts.Add(account);
        await db.SaveChangesAsync(cancel);
        db.AccountSubjects.Add(Subject(form, account.Id));
        db.Memberships.Add(new Membership { AccountId = account.Id, UserId = actor.UserId, Role = MemberRole.Administrator, Since = clock.UtcNow });
        await db.Set<RegistrationDraft>().Where(draft => draft.UserId == actor.UserId && draft.FormKey == form.FormKey).ExecuteDeleteAsync(cancel);
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "account.registered", account.AppId, account.AppId, form.Type.ToString()));
        await db.SaveChangesAsync(cancel);
        return ((new(account.AppId, []), true), true);
    }

    // What became of this form before: the same answer again. Another name under the same key was typed in another tab, and is no repetition.
    private static async Task<Registered?> FromForm(PortalDb db, Person actor, Registration form, CancellationToken cancel) =>
        await db.AccountsOf(actor, Permissions.AccountView).Where(account => account.FormKey == form.FormKey)
            .Select(account => new { account.AppId, account.NameKey }).SingleOrDefaultAsync(cancel) is not { } before ? null
            : before.NameKey == form.Name.Key ? new(before.AppId, []) : new(null, [new(Fields.Form, RegistrationRules.FormUsed)]);

    private OfficialAccount Account(Registration form) => new()
    {
        Edition = edition.Edition,
        Type = form.Type,
        Name = form.Name.Value,
        NameKey = form.Name.Key,
        Introduction = form.Introduction.Value,
        AvatarCode = form.AvatarCode,
        TimeZone = edition.TimeZone ?? form.TimeZone,
        Currency = edition.Currency ?? form.Currency,
        RegisteredAt = clock.UtcNow,
        FormKey = form.FormKey,
    };

    private AccountSubject Subject(Registration form, long accountId = 0)
    {
        var subject = new AccountSubject
        {
            AccountId = accountId,
            Kind = form.Subject.Kind,
            LegalName = form.Subject.LegalName,
            Country = form.Subject.Country,
            RegistrationNumber = form.Subject.RegistrationNumber,
            AdministratorName = vault.Protect(AccountSubject.Purposes.Name, form.Administrator.Name),
            IdDocument = form.Administrator.IdDocument,
            IdNumber = vault.Protect(AccountSubject.Purposes.IdNumber, form.Administrator.IdNumber),
            IdKey = vault.Fingerprint(AccountSubject.Purposes.IdNumber, $"{form.Administrator.IdDocument}:{form.Administrator.IdNumber}"),
        };
        var e164 = form.Administrator.Phone.E164;
        subject.TakePhone(vault.Protect(AccountSubject.Purposes.Phone, e164), vault.Fingerprint(AccountSubject.Purposes.Phone, e164));
        return subject;
    }

    private DateOnly DayOf(OfficialAccount account) => Places.DayIn(account.TimeZone, clock.UtcNow);
}
