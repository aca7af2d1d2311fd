using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>
/// What reviewers do with cases. A case of an account of which the reviewer is a member does not exist for them: it is in no list,
/// opens for nobody of the brand, and cannot be decided.
/// </summary>
public sealed class ReviewOperations(
    IDbContextFactory<PortalDb> dbs, DocumentStore documents, Vault vault, VerificationMails mails, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Rows of a page of the queue, at most.</summary>
    public const int PageMax = 50;

    /// <summary>A page of the queue, the earliest deadline first.</summary>
    public async Task<QueuePage> Queue(Person actor, QueueFilter filter, QueueCursor? after, int size, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (accounts, users, now) = (db.OfficialAccounts, db.Users, clock.UtcNow);
        size = Math.Clamp(size, 1, PageMax);
        var waiting = ReviewQueries.Waiting(db, actor, filter, now);
        if (after is { } cursor)
            waiting = waiting.Where(row => row.DueAt > cursor.DueAt || (row.DueAt == cursor.DueAt && row.Id > cursor.Id));
        var rows = await (from row in waiting.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(size + 1)
                          join account in accounts on row.AccountId equals account.Id
                          join user in users on row.ReviewerId equals user.Id into holders
                          from holder in holders.DefaultIfEmpty()
                          orderby row.DueAt, row.Id
                          select new { row.Id, row.Code, account.Name, row.LegalName, row.State, row.CorrectionsUsed, row.SubmittedAt, row.DueAt, row.ReviewerId, row.ClaimedUntil, Holder = holder.DisplayName })
            .AsNoTracking().ToListAsync(cancel);
        var shown = rows.Take(size).Select(row => new QueueRow(row.Code, row.Name, row.LegalName, row.State, row.CorrectionsUsed, row.SubmittedAt!.Value, row.DueAt!.Value,
            row.ClaimedUntil > now ? row.Holder : null, row.ReviewerId == actor.UserId && row.State == CaseState.InReview)).ToList();
        return new QueuePage(shown, rows.Count > size ? new QueueCursor(rows[size - 1].DueAt!.Value, rows[size - 1].Id) : null);
    }

    /// <summary>How many cases each filter shows.</summary>
    public async Task<QueueCounts> Counts(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return new(await Of(QueueFilter.All), await Of(QueueFilter.Urgent), await Of(QueueFilter.Unassigned), await Of(QueueFilter.Mine));

        Task<int> Of(QueueFilter filter) => ReviewQueries.Waiting(db, actor, filter, clock.UtcNow).CountAsync(cancel);
    }

    /// <summary>The case to take next: what lies on the own desk first, then the earliest deadline on nobody's. Null when all is done.</summary>
    public async Task<string?> Next(Person actor, string? except = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await FirstOf(QueueFilter.Mine) ?? await FirstOf(QueueFilter.Unassigned);

        Task<string?> FirstOf(QueueFilter filter) => ReviewQueries.Waiting(db, actor, filter, clock.UtcNow).Where(row => row.Code != except)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Select(row => (string?)row.Code).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Whether there is such a case for the actor; touches nothing.</summary>
    public async Task<bool> Exists(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Load(db, actor, code, cancel) is not null;
    }

    /// <summary>Opens a case and puts it on the reviewer's desk if it is free. A case that a colleague holds, or that is decided, opens to be read.</summary>
    public async Task<CaseDesk?> Open(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, code, cancel) is not { } verification) return null;
        var (now, first) = (clock.UtcNow, verification.State == CaseState.Submitted);
        if (verification.Claim(actor.UserId, now) is null)
        {
            if (first) verification.Events.Add(ReviewEvents.Of(verification, actor, CaseEventKind.ReviewStarted, now));
            db.Record(new AuditFact(now, actor.UserId, "verification.opened", verification.Code));
            if (!await Save(db, cancel))
            {
                // A colleague was faster by a moment: what they made of it is what there is to show.
                db.ChangeTracker.Clear();
                verification = (await Load(db, actor, code, cancel))!;
            }
        }

        return await Desk(db, actor, verification, cancel);
    }

    /// <summary>Lays a case back into the queue.</summary>
    public Task<ReviewResult> Release(Person actor, string code, Guid version, CancellationToken cancel = default) =>
        Decide(actor, code, version, (db, verification, account, now) =>
        {
            if (verification.Release(actor.UserId) is { } refused) return Task.FromResult(Of(refused));
            db.Record(new AuditFact(now, actor.UserId, "verification.released", verification.Code));
            return Task.FromResult(ReviewResult.Of(ReviewOutcome.Done));
        }, cancel);

    /// <summary>Sends the case back: each finding is a place, a reason and a text for the brand.</summary>
    public Task<ReviewResult> RequestCorrection(Person actor, string code, Guid version, IReadOnlyList<Finding> findings, string? note, CancellationToken cancel = default) =>
        Decide(actor, code, version, async (db, verification, account, now) =>
        {
            if (Problems(findings, note, correctable: true) is { Count: > 0 } problems) return new(ReviewOutcome.Invalid, problems);
            if (verification.RequestCorrection(actor.UserId, now) is { } refused) return Of(refused);
            ReviewEvents.Write(verification, actor, CaseEventKind.CorrectionRequested, now, findings, note);
            db.Record(new AuditFact(now, actor.UserId, "verification.correction-requested", verification.Code, account.AppId, ReviewEvents.Codes(findings)));
            await mails.CorrectionRequested(db, account, verification.CorrectBy!.Value, cancel);
            return ReviewResult.Of(ReviewOutcome.Done);
        }, cancel);

    /// <summary>Approves: the account carries the badge from the same transaction on.</summary>
    public Task<ReviewResult> Approve(Person actor, string code, Guid version, string? note, CancellationToken cancel = default) =>
        Decide(actor, code, version, async (db, verification, account, now) =>
        {
            if (FindingRules.CheckNote(note) is { } tooLong) return new(ReviewOutcome.Invalid, [tooLong]);
            var until = now.AddMonths(limits.VerificationMonths);
            if (verification.Approve(actor.UserId, now) is { } refused) return Of(refused);
            if (!account.Verify(until)) return ReviewResult.Of(ReviewOutcome.NotNow);
            account.Version = Guid.NewGuid();
            verification.Events.Add(ReviewEvents.Of(verification, actor, CaseEventKind.Approved, now, note: note));
            db.Record(new AuditFact(now, actor.UserId, "verification.approved", verification.Code, account.AppId));
            await mails.Approved(db, account, until, cancel);
            return ReviewResult.Of(ReviewOutcome.Done);
        }, cancel);

    /// <summary>Refuses for good.</summary>
    /// <inheritdoc cref="RequestCorrection" />
    public Task<ReviewResult> Refuse(Person actor, string code, Guid version, IReadOnlyList<Finding> findings, string? note, CancellationToken cancel = default) =>
        Decide(actor, code, version, async (db, verification, account, now) =>
        {
            if (Problems(findings, note, correctable: false) is { Count: > 0 } problems) return new(ReviewOutcome.Invalid, problems);
            if (verification.Refuse(actor.UserId, now) is { } refused) return Of(refused);
            ReviewEvents.Write(verification, actor, CaseEventKind.Refused, now, findings, note);
            db.Record(new AuditFact(now, actor.UserId, "verification.refused", verification.Code, account.AppId, ReviewEvents.Codes(findings)));
            await mails.Refused(db, account, cancel);
            return ReviewResult.Of(ReviewOutcome.Done);
        }, cancel);

    /// <summary>A document for the reviewer's eyes; that they looked is written down.</summary>
    public async Task<DocumentContent?> Document(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var reviewable = ReviewQueries.Reviewable(db, actor);
        var document = await db.CaseDocuments.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && reviewable.Any(its => its.Id == row.CaseId), cancel);
        if (document is null || await documents.Read(code, cancel) is not { } bytes) return null;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "verification.document-read", code));
        await db.SaveChangesAsync(cancel);
        return new DocumentContent(bytes, document.ContentType, document.FileName);
    }

    /// <summary>The contact's phone in full, for a call by whoever has the case on the desk; that they asked is written down.</summary>
    public async Task<string?> RevealPhone(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, code, cancel) is not { State: CaseState.InReview } verification || verification.ReviewerId != actor.UserId) return null;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "verification.phone-read", code));
        await db.SaveChangesAsync(cancel);
        return SubjectData.Of(verification, vault).ContactPhone;
    }

    private async Task<ReviewResult> Decide(
        Person actor, string code, Guid version, Func<PortalDb, VerificationCase, OfficialAccount, DateTime, Task<ReviewResult>> decide, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, code, cancel) is not { } verification) return ReviewResult.Of(ReviewOutcome.Missing);
        if (verification.Version != version) return ReviewResult.Of(ReviewOutcome.Conflict);
        var account = await db.OfficialAccounts.SingleAsync(row => row.Id == verification.AccountId, cancel);
        var result = await decide(db, verification, account, clock.UtcNow);
        return result.Outcome != ReviewOutcome.Done || await Save(db, cancel) ? result : ReviewResult.Of(ReviewOutcome.Conflict);
    }

    private async Task<CaseDesk> Desk(PortalDb db, Person actor, VerificationCase verification, CancellationToken cancel)
    {
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == verification.AccountId, cancel);
        var data = SubjectData.Of(verification, vault);
        var mine = verification.State == CaseState.InReview && verification.ReviewerId == actor.UserId;
        return new CaseDesk
        {
            Code = verification.Code,
            Version = verification.Version,
            AccountName = account.Name,
            AppId = account.AppId,
            Standing = account.Standing,
            State = verification.State,
            Mine = mine,
            HeldBy = mine || verification.ReviewerId is null ? null : await db.Users.Where(user => user.Id == verification.ReviewerId).Select(user => user.DisplayName).SingleOrDefaultAsync(cancel),
            Data = data with { ContactPhone = PhoneWords.Masked(data.ContactPhone) },
            Documents = [.. verification.Documents.OrderBy(document => document.SupersededAt is not null).ThenByDescending(document => document.Id)
                .Select(document => new DocumentRow(document.Code, document.ContentType, document.FileName, document.Size, document.Pages, document.UploadedAt))],
            Checks = await AutomaticChecks.Run(db, verification, data, cancel),
            History = [.. verification.Events.OrderByDescending(happened => happened.Id)
                .Select(happened => new ReviewHistoryRow(happened.At, happened.Kind, happened.ActorName, happened.Field, happened.Text, happened.PrivateNote))],
            CorrectionsLeft = verification.CorrectionsLeft,
            Round = verification.CorrectionsUsed,
            SubmittedAt = verification.SubmittedAt,
            DueAt = verification.DueAt,
        };
    }

    private static Task<VerificationCase?> Load(PortalDb db, Person actor, string code, CancellationToken cancel) => ReviewQueries.Reviewable(db, actor)
        .Include(row => row.Documents).Include(row => row.Events).AsSplitQuery().SingleOrDefaultAsync(row => row.Code == code, cancel);

    private static IReadOnlyList<ReviewProblem> Problems(IReadOnlyList<Finding> findings, string? note, bool correctable)
    {
        var problems = FindingRules.Check(findings, correctable);
        return FindingRules.CheckNote(note) is { } tooLong ? [.. problems, tooLong] : problems;
    }

    private static ReviewResult Of(CaseRefusal refusal) => ReviewResult.Of(refusal switch
    {
        CaseRefusal.HeldByAnother => ReviewOutcome.Conflict,
        CaseRefusal.NoCorrectionsLeft => ReviewOutcome.NoCorrectionsLeft,
        _ => ReviewOutcome.NotNow,
    });

    private static async Task<bool> Save(PortalDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The version is no longer the one that was read: of two who act at once the database lets one win.
            return false;
        }
    }
}
