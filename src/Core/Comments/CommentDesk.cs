using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Comments;

/// <summary>Which comments the desk shows.</summary>
public enum DeskFilter
{
    /// <summary>All that were not deleted.</summary>
    All,

    /// <summary>Those that wait to be chosen.</summary>
    Waiting,

    /// <summary>Those that everybody sees.</summary>
    Chosen,

    /// <summary>Those on top of their articles.</summary>
    Pinned,
}

/// <summary>How an act of the desk ended.</summary>
public enum DeskOutcome
{
    /// <summary>It is so, now or since before.</summary>
    Done = 1,

    /// <summary>There is no such comment for the actor, or no more.</summary>
    Missing,

    /// <summary>As many are pinned under the article as can be.</summary>
    Full,

    /// <summary>Only what everybody sees can be pinned.</summary>
    NotChosen,

    /// <summary>Something is wrong with the words; see the problem.</summary>
    Invalid,
}

/// <summary>A comment as its article's account sees it.</summary>
/// <param name="Code">Names it.</param>
/// <param name="Nickname">Whose.</param>
/// <param name="Text">Plain text.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="State">Waiting, or chosen.</param>
/// <param name="Pinned">Stands on top.</param>
/// <param name="Reply">The account's reply; null for none.</param>
/// <param name="RepliedAt">UTC of the reply.</param>
/// <param name="Campaign">Code of the article.</param>
/// <param name="Title">The article's.</param>
/// <param name="Writer">Who wrote it, as a follower; null when they never followed.</param>
public sealed record DeskComment(
    string Code, string Nickname, string Text, DateTime MadeAt, CommentState State, bool Pinned, string? Reply, DateTime? RepliedAt, string Campaign, string Title, FollowerRow? Writer);

/// <summary>The article to which the desk is narrowed.</summary>
/// <param name="Code">Names it.</param>
/// <param name="Title">Headline.</param>
/// <param name="Comments">Who may comment on it.</param>
/// <param name="Launched">It can be opened to comments, and closed, here; a draft is in its editor.</param>
public sealed record DeskArticle(string Code, string Title, CommentRule Comments, bool Launched);

/// <summary>A part of the desk's list.</summary>
/// <param name="TimeZone">IANA name of the account's clock.</param>
/// <param name="Article">The one it is narrowed to; null for all.</param>
/// <param name="Waiting">How many wait, of that article or of all; more than <see cref="CommentDesk.Counted"/> are not counted.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">Code of the last one, when there are more.</param>
public sealed record DeskList(string TimeZone, DeskArticle? Article, int Waiting, IReadOnlyList<DeskComment> Rows, string? Next);

/// <summary>Comments for the account under whose articles they stand. Every act is recorded, and never with the words.</summary>
public sealed class CommentDesk(IDbContextFactory<PortalDb> dbs, ArticleChanges articles, TimeProvider clock)
{
    /// <summary>Comments in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>More than this many that wait are not counted.</summary>
    public const int Counted = 999;

    /// <summary>A part of the list; null when the account is none of the actor's. Of an article that is none of the account's there is nothing.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="appId">The account.</param>
    /// <param name="filter">Which.</param>
    /// <param name="campaign">Code of one article; null for all.</param>
    /// <param name="before">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DeskList?> List(Person actor, string appId, DeskFilter filter = DeskFilter.All, string? campaign = null, string? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CommentsModerate, cancel) is not { } account)
            return null;
        var comments = db.Comments.AsNoTracking().Where(row => row.AccountId == account.Id);
        DeskArticle? article = null;
        if (campaign is not null)
        {
            if (!Ids.IsCode(campaign) || await db.Campaigns.Where(row => row.AccountId == account.Id && row.Code == campaign)
                    .Select(row => new { row.Id, row.Title, row.Comments, row.State }).SingleOrDefaultAsync(cancel) is not { } found)
                return new(account.TimeZone, null, 0, [], null);
            article = new(campaign, found.Title, found.Comments, found.State is CampaignState.Launching or CampaignState.Running or CampaignState.Ended);
            comments = db.Comments.AsNoTracking().Where(row => row.CampaignId == found.Id);
        }

        var waiting = await comments.Where(row => row.State == CommentState.Waiting).Take(Counted + 1).CountAsync(cancel);
        if (Ids.IsCode(before) && await comments.Where(row => row.Code == before).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel) is { } last)
            comments = comments.Where(row => row.Id < last);
        var rows = await Rows(db, account.Id, Filtered(comments, account.Id, filter), cancel);
        return rows.Count > PageSize
            ? new(account.TimeZone, article, waiting, rows[..PageSize], rows[PageSize - 1].Code)
            : new(account.TimeZone, article, waiting, rows, null);
    }

    /// <summary>Shows a comment to everybody.</summary>
    public Task<DeskOutcome> Choose(Person actor, string appId, string code, CancellationToken cancel = default) =>
        Change(actor, appId, code, "comment.chosen", comment => comment.Choose(), cancel);

    /// <summary>Hides it from all but its writer.</summary>
    public Task<DeskOutcome> Hide(Person actor, string appId, string code, CancellationToken cancel = default) =>
        Change(actor, appId, code, "comment.hidden", comment => comment.Hide(), cancel);

    /// <summary>Puts it on top of the others.</summary>
    public Task<DeskOutcome> Pin(Person actor, string appId, string code, CancellationToken cancel = default) => Change(actor, appId, code, "comment.pinned", async (db, comment) =>
        comment switch
        {
            { State: not CommentState.Chosen } => (DeskOutcome.NotChosen, false),
            { PinnedAt: null } when await db.Comments.CountAsync(row => row.AccountId == comment.AccountId && row.CampaignId == comment.CampaignId && row.PinnedAt != null, cancel) >= Comment.PinnedMax
                => (DeskOutcome.Full, false),
            _ => (DeskOutcome.Done, comment.Pin(clock.UtcNow)),
        }, cancel);

    /// <summary>Puts it among the others again.</summary>
    public Task<DeskOutcome> Unpin(Person actor, string appId, string code, CancellationToken cancel = default) =>
        Change(actor, appId, code, "comment.unpinned", comment => comment.Unpin(), cancel);

    /// <summary>Replies in the account's name; what was replied before goes.</summary>
    public async Task<(DeskOutcome Outcome, Bilingual Problem)> Reply(Person actor, string appId, string code, string? typed, CancellationToken cancel = default)
    {
        var (text, problem) = CommentText.Read(typed);
        return text is null
            ? (DeskOutcome.Invalid, problem)
            : (await Change(actor, appId, code, "comment.replied", comment => comment.Answer(text, clock.UtcNow), cancel), default);
    }

    /// <summary>Takes the reply back.</summary>
    public Task<DeskOutcome> DeleteReply(Person actor, string appId, string code, CancellationToken cancel = default) =>
        Change(actor, appId, code, "comment.reply_deleted", comment => comment.Unanswer(), cancel);

    /// <summary>Deletes a comment for good.</summary>
    public Task<DeskOutcome> Delete(Person actor, string appId, string code, CancellationToken cancel = default) =>
        Change(actor, appId, code, "comment.deleted", comment => comment.Delete(), cancel);

    /// <summary>Blocks whoever wrote a comment, whether or not they ever followed: nothing of the account opens for them any more.</summary>
    public async Task<DeskOutcome> Block(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return DeskOutcome.Missing;
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            try
            {
                return await db.InTransaction(() => Block(db, actor, appId, code, cancel), cancel);
            }
            catch (DbUpdateException) when (attempt == 0)
            {
                // They have begun to follow in this moment, or a colleague has blocked them.
            }
        }
    }

    private async Task<(DeskOutcome, bool)> Block(PortalDb db, Person actor, string appId, string code, CancellationToken cancel)
    {
        if (await db.AccountOf(actor, appId, Permissions.CommentsModerate, cancel) is not { } account
            || await db.Comments.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.AccountId == account.Id && row.State != CommentState.Deleted, cancel) is not { } comment)
            return (DeskOutcome.Missing, false);
        var writer = await db.Followings.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.SubscriberId == comment.SubscriberId, cancel);
        // Said twice, it is done and recorded once.
        if (writer?.Blocked == true)
            return (DeskOutcome.Done, false);
        if (writer is null)
            db.Add(writer = Following.Shut(account.Id, comment.SubscriberId));
        writer.Blocked = true;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "follower.blocked", writer.OpenId, appId));
        await db.SaveChangesAsync(cancel);
        return (DeskOutcome.Done, true);
    }

    /// <summary>Says who may comment on an article that was launched. False when there is none for the actor.</summary>
    public async Task<bool> Open(Person actor, string appId, string campaign, CommentRule rule, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            // Not by its version: that it reached the next thousand readers is no reason to refuse this.
            var article = db.CampaignsOf(actor, appId, Permissions.CommentsModerate).Where(row => row.Code == campaign
                && (row.State == CampaignState.Launching || row.State == CampaignState.Running || row.State == CampaignState.Ended));
            if (await article.Where(row => row.Comments != rule).ExecuteUpdateAsync(row => row.SetProperty(one => one.Comments, rule), cancel) == 0)
                return (await article.AnyAsync(cancel), false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "comments.rule_changed", campaign, appId, Detail: $"{rule}"));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private Task<DeskOutcome> Change(Person actor, string appId, string code, string fact, Func<Comment, bool> act, CancellationToken cancel) =>
        Change(actor, appId, code, fact, (_, comment) => Task.FromResult((DeskOutcome.Done, act(comment))), cancel);

    // Serializable: how many are pinned decides, and its writer may delete a comment at the moment at which it is chosen.
    private async Task<DeskOutcome> Change(Person actor, string appId, string code, string fact, Func<PortalDb, Comment, Task<(DeskOutcome Outcome, bool Changed)>> act, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return DeskOutcome.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (ended, kept) = await db.InTransaction<(DeskOutcome, bool)>(IsolationLevel.Serializable, async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CommentsModerate, cancel) is not { } account
                || await db.Comments.SingleOrDefaultAsync(row => row.Code == code && row.AccountId == account.Id && row.State != CommentState.Deleted, cancel) is not { } comment)
                return ((DeskOutcome.Missing, false), false);
            var (outcome, changed) = await act(db, comment);
            if (!changed)
                return ((outcome, false), false);
            // Said twice, it is done and recorded once.
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, fact, code, appId));
            await db.SaveChangesAsync(cancel);
            return ((outcome, true), true);
        }, cancel);
        if (kept)
            articles.Add();
        return ended;
    }

    private static IQueryable<Comment> Filtered(IQueryable<Comment> comments, long accountId, DeskFilter filter) => filter switch
    {
        DeskFilter.Waiting => comments.Where(row => row.State == CommentState.Waiting),
        DeskFilter.Chosen => comments.Where(row => row.State == CommentState.Chosen),
        DeskFilter.Pinned => comments.Where(row => row.AccountId == accountId && row.PinnedAt != null),
        _ => comments.Where(row => row.State != CommentState.Deleted),
    };

    private static async Task<List<DeskComment>> Rows(PortalDb db, long accountId, IQueryable<Comment> comments, CancellationToken cancel)
    {
        var (subscribers, campaigns, followings) = (db.Subscribers, db.Campaigns, db.Followings.AsNoTracking());
        var found = await (from row in comments
                           join writer in subscribers on row.SubscriberId equals writer.Id
                           join article in campaigns on row.CampaignId equals article.Id
                           from following in followings.Where(one => one.AccountId == accountId && one.SubscriberId == row.SubscriberId).DefaultIfEmpty()
                           orderby row.Id descending
                           select new { Comment = row, writer.Nickname, writer.PictureCode, Region = writer.Place ?? writer.Region, Campaign = article.Code, article.Title, Following = following }).Take(PageSize + 1).ToListAsync(cancel);
        return found.ConvertAll(one => new DeskComment(one.Comment.Code, one.Nickname, one.Comment.Text, one.Comment.MadeAt, one.Comment.State, one.Comment.PinnedAt is not null,
            one.Comment.Reply, one.Comment.RepliedAt, one.Campaign, one.Title,
            one.Following is { } it ? new FollowerRow(it.OpenId, one.Nickname, it.FollowedAt, it.Scene, one.Region, it.Blocked, one.PictureCode) : null));
    }
}
