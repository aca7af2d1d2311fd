using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>What the brand does with its verification. Every call goes through what the actor may see.</summary>
public sealed class VerificationOperations(IDbContextFactory<PortalDb> dbs, DocumentStore documents, Vault vault, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Everything the brand's page shows, or null when there is no such account for this person.</summary>
    public async Task<VerificationView?> Find(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return null;
        var verification = await Latest(db, account, cancel);
        var registered = await db.AccountSubjects.Where(row => row.AccountId == account.Id).Select(row => new RegisteredSubject(row.LegalName, row.RegistrationNumber)).SingleOrDefaultAsync(cancel);
        return VerificationView.Of(account, verification, vault, clock.UtcNow) with { Registered = registered };
    }

    /// <summary>Where account and case stand, for a page that watches: two small rows. Null when there is no such account for this person.</summary>
    public async Task<CaseLook?> Look(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return null;
        var state = await db.VerificationCases.Where(row => row.AccountId == account.Id).OrderByDescending(row => row.Id).Select(row => (CaseState?)row.State).FirstOrDefaultAsync(cancel);
        return new CaseLook(account.Standing, state);
    }

    /// <summary>Begins a case; a second call finds the first one's case and changes nothing.</summary>
    public async Task<BrandResult> Start(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return BrandResult.Of(BrandOutcome.Missing);
        if (!VerificationView.MayApply(account.Standing)) return BrandResult.Of(BrandOutcome.NotNow);
        var now = clock.UtcNow;
        var before = await Latest(db, account, cancel);
        if (before is { LiveAccountId: not null } open)
        {
            if (open.Lapse(now) is not null) return BrandResult.Of(BrandOutcome.Done);
            var overdue = new Bilingual("The correction did not come in time.", "未在规定时间内完成修改。");
            open.Events.Add(Event(open, Person.System, CaseEventKind.Lapsed, now, overdue, Reasons.Overdue));
            db.Record(new AuditFact(now, Person.System.UserId, "verification.lapsed", open.Code, appId));
            // Saved before the next case begins: the database holds one open case for each account.
            if (await Save(db, cancel) is not BrandOutcome.Done) return BrandResult.Of(BrandOutcome.Conflict);
        }

        var verification = VerificationCase.Start(account.Id, limits.VerificationSupplements, now);
        verification.Fill((await Prefill.Of(db, vault, actor, account, before, cancel)).Sealed(vault));
        verification.Events.Add(Event(verification, actor, CaseEventKind.Started, now));
        db.Add(verification);
        db.Record(new AuditFact(now, actor.UserId, "verification.started", verification.Code, appId));
        try
        {
            return BrandResult.Of(await Save(db, cancel));
        }
        catch (DbUpdateException)
        {
            // A double click: the index on open cases let the other request win. Anything else is a fault and stays one.
            db.ChangeTracker.Clear();
            if (await Latest(db, account, cancel) is { LiveAccountId: not null }) return BrandResult.Of(BrandOutcome.Done);
            throw;
        }
    }

    /// <summary>Keeps what is typed so far.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="appId">Which account.</param>
    /// <param name="typed">The form.</param>
    /// <param name="version">The version that the form was loaded with.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<BrandResult> SaveDraft(Person actor, string appId, SubjectData typed, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, version, (db, account, verification) =>
        {
            var (data, problems) = (Merge(verification, typed), SubjectRules.CheckDraft(typed));
            if (problems.Count > 0) return new(BrandOutcome.Invalid, problems);
            return BrandResult.Of(Outcome(verification.Fill(data.Sealed(vault))));
        }, cancel);

    /// <summary>Hands the case in, the first time or corrected.</summary>
    /// <inheritdoc cref="SaveDraft" />
    public Task<BrandResult> Submit(Person actor, string appId, SubjectData typed, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, version, (db, account, verification) =>
        {
            var now = clock.UtcNow;
            var again = verification.State == CaseState.CorrectionRequested;
            var (before, data) = (SubjectData.Of(verification, vault), Merge(verification, typed).Normalised());
            List<FieldProblem> problems = [.. SubjectRules.Check(data)];
            if (!verification.Documents.Any(document => document.SupersededAt is null))
                problems.Add(new(CaseField.BusinessLicence, new("Upload the business licence.", "请上传营业执照。")));
            if (problems.Count > 0) return new(BrandOutcome.Invalid, problems);
            if (again && !ChangedSinceAsked(verification, before, data)) return BrandResult.Of(BrandOutcome.NothingChanged);
            if (verification.Fill(data.Sealed(vault)) is { } refused) return BrandResult.Of(Outcome(refused));
            if (verification.Submit(now, WorkingDays.After(now, limits.VerificationReviewDays)) is { } late) return BrandResult.Of(Outcome(late));
            verification.Events.Add(Event(verification, actor, again ? CaseEventKind.Resubmitted : CaseEventKind.Submitted, now));
            db.Record(new AuditFact(now, actor.UserId, again ? "verification.resubmitted" : "verification.submitted", verification.Code, appId));
            return BrandResult.Of(BrandOutcome.Done);
        }, cancel);

    /// <summary>Takes the case back.</summary>
    public Task<BrandResult> Withdraw(Person actor, string appId, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, version, (db, account, verification) =>
        {
            var now = clock.UtcNow;
            if (verification.Withdraw(now) is { } refused) return BrandResult.Of(Outcome(refused));
            verification.Events.Add(Event(verification, actor, CaseEventKind.Withdrawn, now));
            db.Record(new AuditFact(now, actor.UserId, "verification.withdrawn", verification.Code, appId));
            return BrandResult.Of(BrandOutcome.Done);
        }, cancel);

    /// <summary>Takes an uploaded document into the open case.</summary>
    /// <returns>What is wrong with it; null when it is in. <see cref="BrandOutcome.Missing"/> when there is no such account or case for this person.</returns>
    public async Task<(BrandOutcome Outcome, DocumentProblem? Problem)> Upload(Person actor, string appId, string fileName, byte[] bytes, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account
            || await Latest(db, account, cancel) is not { } verification)
            return (BrandOutcome.Missing, null);
        if (!VerificationCase.Allows(verification.State, CaseVerb.Fill) || !VerificationView.Editable(verification).Contains(CaseField.BusinessLicence))
            return (BrandOutcome.NotNow, DocumentProblem.NotNow);
        if (verification.Documents.Count >= CaseDocument.PerCaseMax) return (BrandOutcome.Invalid, DocumentProblem.TooMany);
        var (document, problem) = await DocumentCheck.CheckInTurn(bytes, limits, cancel);
        if (document is null) return (BrandOutcome.Invalid, problem);

        var now = clock.UtcNow;
        var code = await documents.Save(document.Content, cancel);
        verification.Add(new CaseDocument
        {
            Code = code,
            Kind = DocumentKind.BusinessLicence,
            ContentType = document.ContentType,
            FileName = FileNames.Clean(fileName),
            Size = document.Content.Length,
            Pages = document.Pages,
            Sha256 = document.Sha256,
            UploadedAt = now,
        }, now);
        verification.Events.Add(Event(verification, actor, CaseEventKind.DocumentAdded, now));
        db.Record(new AuditFact(now, actor.UserId, "verification.document-added", code, appId));
        var kept = false;
        try
        {
            var outcome = await Save(db, cancel);
            kept = outcome == BrandOutcome.Done;
            return (outcome, null);
        }
        finally
        {
            // The database knows nothing of it: the file would lie there for good.
            if (!kept)
                documents.Delete(code);
        }
    }

    /// <summary>A document of the account's own cases, for its administrator.</summary>
    public async Task<DocumentContent?> Document(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return null;
        var cases = db.VerificationCases;
        var document = await db.CaseDocuments.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Code == code && cases.Any(its => its.Id == row.CaseId && its.AccountId == account.Id), cancel);
        if (document is null || await documents.Read(code, cancel) is not { } bytes) return null;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "verification.document-read", code, appId));
        await db.SaveChangesAsync(cancel);
        return new DocumentContent(bytes, document.ContentType, document.FileName);
    }

    private async Task<BrandResult> Change(
        Person actor, string appId, Guid version, Func<PortalDb, OfficialAccount, VerificationCase, BrandResult> change, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account
            || await Latest(db, account, cancel) is not { } verification)
            return BrandResult.Of(BrandOutcome.Missing);
        if (verification.Version != version) return BrandResult.Of(BrandOutcome.Conflict);
        var result = change(db, account, verification);
        return result.Outcome == BrandOutcome.Done ? BrandResult.Of(await Save(db, cancel)) : result;
    }

    private static Task<VerificationCase?> Latest(PortalDb db, OfficialAccount account, CancellationToken cancel) => db.VerificationCases
        .Include(verification => verification.Documents).Include(verification => verification.Events).AsSplitQuery()
        .Where(verification => verification.AccountId == account.Id).OrderByDescending(verification => verification.Id).FirstOrDefaultAsync(cancel);

    // What was found right stays as it is, whatever a form or a forged request brings.
    private SubjectData Merge(VerificationCase verification, SubjectData typed)
    {
        if (verification.State != CaseState.CorrectionRequested) return typed;
        var editable = VerificationView.Editable(verification);
        return SubjectData.Fields.Where(editable.Contains).Aggregate(SubjectData.Of(verification, vault), (data, field) => data.With(field, typed[field]));
    }

    private static bool ChangedSinceAsked(VerificationCase verification, SubjectData before, SubjectData after)
    {
        // By number, not by time: two things can happen in one tick of the clock.
        var asked = verification.Events.Where(happened => happened.Kind == CaseEventKind.CorrectionRequested).Max(happened => happened.Id);
        return before != after || verification.Events.Any(happened => happened.Kind == CaseEventKind.DocumentAdded && happened.Id > asked);
    }

    private static CaseEvent Event(VerificationCase verification, Person actor, CaseEventKind kind, DateTime now, Bilingual text = default, string? reason = null) => new()
    {
        At = now,
        Kind = kind,
        ActorId = actor.UserId,
        ActorName = actor.Name,
        Round = verification.CorrectionsUsed,
        TextEn = text.En ?? "",
        TextZh = text.Zh ?? "",
        ReasonCode = reason,
    };

    private static BrandOutcome Outcome(CaseRefusal? refusal) => refusal switch
    {
        null => BrandOutcome.Done,
        CaseRefusal.DeadlinePassed => BrandOutcome.DeadlinePassed,
        _ => BrandOutcome.NotNow,
    };

    private static async Task<BrandOutcome> Save(PortalDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return BrandOutcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The version is no longer the one that was read: the database let the other one win.
            return BrandOutcome.Conflict;
        }
    }
}
