using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Complaints;

/// <summary>How a report was taken.</summary>
public enum ComplaintOutcome
{
    /// <summary>It waits for the staff.</summary>
    Made = 1,

    /// <summary>This person's report of this account waits already; nothing was added.</summary>
    MadeBefore,

    /// <summary>This person has made as many as a day allows.</summary>
    TooMany,

    /// <summary>Something is missing or wrong; see the problems.</summary>
    Invalid,

    /// <summary>There is no such account, or message, for this person.</summary>
    Missing,
}

/// <summary>What a subscriber fills in.</summary>
/// <param name="Key">Made with the form.</param>
/// <param name="Reason">What for; null when nothing was chosen.</param>
/// <param name="Text">In their own words.</param>
/// <param name="Message">Code of the campaign that it is about; null when it is about the account.</param>
public sealed record NewComplaint(Guid Key, ComplaintReason? Reason, string? Text, string? Message);

/// <summary>The answer to a report.</summary>
/// <param name="Outcome">How it was taken.</param>
/// <param name="Problems">What is wrong with which field (<c>Reason</c>, <c>Text</c>), and what to do.</param>
public sealed record ComplaintAnswer(ComplaintOutcome Outcome, params IReadOnlyList<(string Field, Bilingual Text)> Problems);

/// <summary>A report as the one who made it sees it.</summary>
public sealed record OwnComplaint(string Code, string AccountName, ComplaintReason Reason, string Text, string? MessageTitle, DateTime MadeAt, ComplaintState State, string Answer, DateTime? DecidedAt);

/// <summary>What an account can be reported by: a subscriber who may see it.</summary>
public sealed class ComplaintOperations(IDbContextFactory<PortalDb> dbs, DirectoryOperations directory, TimeProvider clock)
{
    /// <summary>What was reported stays reported.</summary>
    public static Leaving Leaving => new(
        (_, _, _, _) => Task.CompletedTask, Kept: new("Reports that you made: the platform decides them all the same, without your name.", "你提交的投诉：平台会继续处理，不含你的姓名。"));

    /// <summary>Reports of one person within 24 hours.</summary>
    public const int MostADay = 10;

    /// <summary>Reports in one part of a person's list.</summary>
    public const int PageSize = 20;

    private static readonly Bilingual NoReason = new("Choose what it is about.", "请选择投诉类型。");
    private static readonly Bilingual NoWords = new("Say in a few words what it is about.", "请简要说明情况。");
    private static readonly Bilingual TooLong = new($"At most {Complaint.TextMax} characters.", $"最多{Complaint.TextMax}个字。");
    private static readonly Bilingual Unreadable = new("It holds characters that cannot be shown. Type it anew.", "内容包含无法显示的字符，请重新输入。");

    /// <summary>Reports an account, or one of its messages. Sent twice, from two tabs or by a double click, it is one report.</summary>
    public async Task<ComplaintAnswer> Make(long subscriberId, string appId, NewComplaint form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        // Who may see an account may report it; a message, who was sent it or has opened it.
        if (await directory.ByAppId(subscriberId, appId, WayIn.Link, cancel) is null)
            return new(ComplaintOutcome.Missing);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.AppId == appId, cancel);
        var campaignId = form.Message is { Length: > 0 } code ? await MessageOf(db, subscriberId, account.Id, code, cancel) : null;
        if (form.Message is { Length: > 0 } && campaignId is null)
            return new(ComplaintOutcome.Missing);
        var text = (form.Text ?? "").ReplaceLineEndings("\n").Trim();
        if (ProblemsOf(form.Reason, text).ToList() is { Count: > 0 } problems)
            return new(ComplaintOutcome.Invalid, problems);
        var (now, reason) = (clock.UtcNow, form.Reason!.Value);
        if (await Stands(db, subscriberId, account.Id, form.Key, cancel))
            return new(ComplaintOutcome.MadeBefore);
        var dayAgo = now.AddDays(-1);
        if (await db.Complaints.Where(row => row.SubscriberId == subscriberId && row.MadeAt > dayAgo).Take(MostADay).CountAsync(cancel) == MostADay)
            return new(ComplaintOutcome.TooMany);
        var made = new Complaint
        {
            AccountId = account.Id,
            SubscriberId = subscriberId,
            FormKey = form.Key,
            Reason = reason,
            Text = text,
            CampaignId = campaignId,
            AccountName = account.Name,
            Introduction = account.Introduction,
            MadeAt = now,
        };
        db.Add(made);
        db.Record(new AuditFact(now, $"subscriber:{subscriberId}", "complaint.made", made.Code, Detail: $"{reason}"));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(ComplaintOutcome.Made);
        }
        catch (DbUpdateException)
        {
            // The same person's other click has made it in this moment. Anything else is a fault and stays one.
            await using var again = await dbs.CreateDbContextAsync(cancel);
            if (await Stands(again, subscriberId, account.Id, form.Key, cancel))
                return new(ComplaintOutcome.MadeBefore);
            throw;
        }
    }

    /// <summary>The title of the message that somebody is about to report; null when it is none that they know.</summary>
    public async Task<string?> Title(long subscriberId, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var accounts = db.OfficialAccounts;
        return await Known(db, subscriberId, code).Where(row => accounts.Any(account => account.Id == row.AccountId && account.AppId == appId)).Select(row => row.Title).SingleOrDefaultAsync(cancel);
    }

    /// <summary>What a person reported, the newest first, and what became of it.</summary>
    /// <param name="subscriberId">Who.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<OwnComplaint>> Mine(long subscriberId, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var mine = db.Complaints.AsNoTracking().Where(row => row.SubscriberId == subscriberId);
        if (after is not null && await mine.Where(row => row.Code == after).Select(row => new { row.MadeAt, row.Id }).SingleOrDefaultAsync(cancel) is { } last)
            mine = mine.Where(row => row.MadeAt < last.MadeAt || (row.MadeAt == last.MadeAt && row.Id < last.Id));
        var campaigns = db.Campaigns;
        var found = await mine.OrderByDescending(row => row.MadeAt).ThenByDescending(row => row.Id).Take(PageSize + 1)
            .Select(row => new OwnComplaint(row.Code, row.AccountName, row.Reason, row.Text, campaigns.Where(it => it.Id == row.CampaignId).Select(it => it.Title).FirstOrDefault(),
                row.MadeAt, row.State, row.Answer, row.DecidedAt))
            .ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>What is wrong with a text that others will read; null when nothing is.</summary>
    internal static Bilingual? Unfit(string text) =>
        text.Length > Complaint.TextMax ? TooLong : VisibleText.IsQuiet(text.Replace('\n', ' ')) ? null : Unreadable;

    private static IEnumerable<(string Field, Bilingual Text)> ProblemsOf(ComplaintReason? reason, string text)
    {
        if (reason is not { } chosen || !Enum.IsDefined(chosen))
            yield return (nameof(NewComplaint.Reason), NoReason);
        if (Unfit(text) is { } unfit)
            yield return (nameof(NewComplaint.Text), unfit);
        else if (reason == ComplaintReason.Other && !VisibleText.IsSeen(text))
            yield return (nameof(NewComplaint.Text), NoWords);
    }

    private static Task<bool> Stands(PortalDb db, long subscriberId, long accountId, Guid key, CancellationToken cancel) =>
        db.Complaints.AnyAsync(row => row.SubscriberId == subscriberId && (row.FormKey == key || (row.AccountId == accountId && row.State == ComplaintState.Waiting)), cancel);

    private static Task<long?> MessageOf(PortalDb db, long subscriberId, long accountId, string code, CancellationToken cancel) =>
        Known(db, subscriberId, code).Where(row => row.AccountId == accountId).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel);

    private static IQueryable<Campaign> Known(PortalDb db, long subscriberId, string code)
    {
        var deliveries = db.Deliveries;
        return db.Campaigns.Where(row => row.Code == code && deliveries.Any(it => it.CampaignId == row.Id && it.SubscriberId == subscriberId));
    }
}
