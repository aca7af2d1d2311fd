using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Complaints;

/// <summary>A report in the staff's list.</summary>
public sealed record ComplaintRow(string Code, string AccountName, ComplaintReason Reason, DateTime MadeAt, ComplaintState State, DateTime? DecidedAt);

/// <summary>A report with everything that a decision needs.</summary>
/// <param name="Row">What the list shows.</param>
/// <param name="AppId">Who is reported.</param>
/// <param name="NameNow">Its name by now; the evidence has the one of that moment.</param>
/// <param name="Introduction">As it was.</param>
/// <param name="Standing">Its standing by now.</param>
/// <param name="Text">The subscriber's words.</param>
/// <param name="MessageTitle">The message that it is about; null when it is about the account.</param>
/// <param name="MessageContent">Its sanitised HTML.</param>
/// <param name="MessageCover">Its cover in the media store.</param>
/// <param name="OthersWaiting">Reports of the same account that wait, this one left out.</param>
/// <param name="UpheldBefore">Reports of it that were found to be so.</param>
/// <param name="Answer">What the subscriber was told.</param>
/// <param name="Note">What the staff keep for themselves.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="MaySuspend">Whether the reader may stop the account.</param>
public sealed record ComplaintCase(ComplaintRow Row, string AppId, string NameNow, string Introduction, AccountStanding Standing, string Text, string? MessageTitle, string? MessageContent, string? MessageCover,
    int OthersWaiting, int UpheldBefore, string Answer, string Note, string? DecidedBy, bool MaySuspend);

/// <summary>How a decision ended.</summary>
public enum ComplaintDecision
{
    /// <summary>It stands, and the subscriber can read it.</summary>
    Done = 1,

    /// <summary>Somebody else has decided meanwhile.</summary>
    DecidedBefore,

    /// <summary>The answer is missing or wrong; see the problem.</summary>
    Invalid,

    /// <summary>There is no such report for this person.</summary>
    Missing,
}

/// <summary>The platform's staff and what subscribers reported. Nobody sees a report of an account that they work for.</summary>
public sealed class ComplaintDesk(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Reports in one part of the list.</summary>
    public const int PageSize = 25;

    private static readonly Bilingual NoAnswer = new("Tell the subscriber what you found.", "请填写给用户的处理说明。");

    /// <summary>The reports that wait, the oldest first; or those that are decided, the newest first. Empty for who may not see them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="waiting">Those that wait, or the others.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<ComplaintRow>> List(Person actor, bool waiting, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.ComplaintsDecide, cancel))
            return new([], null);
        var found = await (waiting ? await Waiting(db, actor, after, cancel) : await Decided(db, actor, after, cancel)).Take(PageSize + 1)
            .Select(row => new ComplaintRow(row.Code, row.AccountName, row.Reason, row.MadeAt, row.State, row.DecidedAt)).ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>One report; null for who may not see it, whether or not there is one.</summary>
    public async Task<ComplaintCase?> Find(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.ComplaintsDecide, cancel) || await Seen(db, actor).SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } report)
            return null;
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == report.AccountId, cancel);
        var message = await db.Campaigns.AsNoTracking().Where(row => row.Id == report.CampaignId).Select(row => new { row.Title, row.Content, row.CoverCode }).SingleOrDefaultAsync(cancel);
        var others = db.Complaints.Where(row => row.AccountId == report.AccountId && row.Id != report.Id);
        return new(
            new(report.Code, report.AccountName, report.Reason, report.MadeAt, report.State, report.DecidedAt),
            account.AppId, account.Name, report.Introduction, account.Standing, report.Text, message?.Title, message?.Content, message?.CoverCode,
            await others.CountAsync(row => row.State == ComplaintState.Waiting, cancel), await others.CountAsync(row => row.State == ComplaintState.Upheld, cancel),
            report.Answer, report.Note, await db.Users.Where(row => row.Id == report.DecidedById).Select(row => row.DisplayName).SingleOrDefaultAsync(cancel),
            await db.Holds(actor, Permissions.PlatformAdminister, cancel));
    }

    /// <summary>Ends a report.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="code">Which.</param>
    /// <param name="upheld">Whether it is so.</param>
    /// <param name="answer">What the subscriber reads about it.</param>
    /// <param name="note">What stays with the staff.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How it ended, and what is wrong with the words if anything is: with <c>answer</c> or with <c>note</c>.</returns>
    public async Task<(ComplaintDecision Outcome, (string Field, Bilingual Text) Problem)> Decide(Person actor, string code, bool upheld, string? answer, string? note, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.ComplaintsDecide, cancel) || await Seen(db, actor).AsTracking().SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } report)
            return (ComplaintDecision.Missing, default);
        if (report.State != ComplaintState.Waiting)
            return (ComplaintDecision.DecidedBefore, default);
        var (told, kept) = ((answer ?? "").ReplaceLineEndings("\n").Trim(), (note ?? "").ReplaceLineEndings("\n").Trim());
        if (!VisibleText.IsSeen(told))
            return (ComplaintDecision.Invalid, (nameof(answer), NoAnswer));
        if (ComplaintOperations.Unfit(told) is { } unfit)
            return (ComplaintDecision.Invalid, (nameof(answer), unfit));
        if (ComplaintOperations.Unfit(kept) is { } wrong)
            return (ComplaintDecision.Invalid, (nameof(note), wrong));
        var now = clock.UtcNow;
        report.Decide(actor.UserId, upheld, told, kept, now);
        db.Record(new AuditFact(now, actor.UserId, upheld ? "complaint.upheld" : "complaint.dismissed", code));
        try
        {
            await db.SaveChangesAsync(cancel);
            return (ComplaintDecision.Done, default);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (ComplaintDecision.DecidedBefore, default);
        }
    }

    private static async Task<IQueryable<Complaint>> Waiting(PortalDb db, Person actor, string? after, CancellationToken cancel)
    {
        var reports = Seen(db, actor).Where(row => row.State == ComplaintState.Waiting);
        // One that was decided since it was seen still says where to go on.
        if (after is not null && await Seen(db, actor).Where(row => row.Code == after).Select(row => new { row.MadeAt, row.Id }).SingleOrDefaultAsync(cancel) is { } last)
            reports = reports.Where(row => row.MadeAt > last.MadeAt || (row.MadeAt == last.MadeAt && row.Id > last.Id));
        return reports.OrderBy(row => row.MadeAt).ThenBy(row => row.Id);
    }

    private static async Task<IQueryable<Complaint>> Decided(PortalDb db, Person actor, string? after, CancellationToken cancel)
    {
        var reports = Seen(db, actor).Where(row => row.DecidedAt != null);
        if (after is not null && await reports.Where(row => row.Code == after).Select(row => new { row.DecidedAt, row.Id }).SingleOrDefaultAsync(cancel) is { } last)
            reports = reports.Where(row => row.DecidedAt < last.DecidedAt || (row.DecidedAt == last.DecidedAt && row.Id < last.Id));
        return reports.OrderByDescending(row => row.DecidedAt).ThenByDescending(row => row.Id);
    }

    private static IQueryable<Complaint> Seen(PortalDb db, Person actor)
    {
        var memberships = db.Memberships;
        return db.Complaints.AsNoTracking().Where(row => !memberships.Any(member => member.AccountId == row.AccountId && member.UserId == actor.UserId));
    }
}
