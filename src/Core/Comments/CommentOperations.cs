using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Comments;

/// <summary>Whether somebody can write under an article.</summary>
public enum CommentStanding
{
    /// <summary>Can.</summary>
    Open = 1,

    /// <summary>Has to follow the account first.</summary>
    FollowersOnly,

    /// <summary>Nobody can.</summary>
    Closed,
}

/// <summary>How writing ended.</summary>
public enum CommentOutcome
{
    /// <summary>It waits; or it was there already, sent twice.</summary>
    Written = 1,

    /// <summary>They have written as many in a day as they may.</summary>
    TooManyToday,

    /// <summary>They have written as many under this article as they may.</summary>
    TooManyHere,

    /// <summary>They have to follow the account first.</summary>
    FollowersOnly,

    /// <summary>Nobody can write here.</summary>
    Closed,

    /// <summary>This form brought another comment before; nothing was added. Whoever went back to it and wrote on in it sends it anew.</summary>
    SentBefore,

    /// <summary>Something is wrong with the words; see the problem.</summary>
    Invalid,

    /// <summary>There is no such article for this person.</summary>
    Missing,
}

/// <summary>A comment as a reader of the article sees it.</summary>
/// <param name="Code">Names it.</param>
/// <param name="Nickname">Whose.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
/// <param name="Text">Plain text.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Waiting">The reader alone sees it: it is their own.</param>
/// <param name="Pinned">Stands on top.</param>
/// <param name="Mine">The reader wrote it.</param>
/// <param name="Reply">The account's reply; null for none.</param>
/// <param name="RepliedAt">UTC of the reply.</param>
public sealed record ShownComment(string Code, string Nickname, string? PictureCode, string Text, DateTime MadeAt, bool Waiting, bool Pinned, bool Mine, string? Reply, DateTime? RepliedAt);

/// <summary>What one reader sees below an article.</summary>
/// <param name="Article">The article.</param>
/// <param name="Standing">Whether they can write.</param>
/// <param name="Waiting">Their own that wait, the newest first.</param>
/// <param name="Pinned">Those on top.</param>
/// <param name="Rows">The others, the newest first.</param>
/// <param name="Next">Code of the last one, when there are more.</param>
public sealed record CommentThread(
    ArticleSeen Article, CommentStanding Standing, IReadOnlyList<ShownComment> Waiting, IReadOnlyList<ShownComment> Pinned, IReadOnlyList<ShownComment> Rows, string? Next)
{
    /// <summary>There is nothing to read and nothing to write.</summary>
    public bool IsSilent => Standing == CommentStanding.Closed && Waiting.Count + Pinned.Count + Rows.Count == 0;
}

/// <summary>A comment in its writer's own list.</summary>
/// <param name="Code">Names it.</param>
/// <param name="Text">Plain text.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="State">Waiting, or chosen.</param>
/// <param name="Reply">The account's reply; null for none.</param>
/// <param name="RepliedAt">UTC of the reply.</param>
/// <param name="AccountName">Whose article it is.</param>
/// <param name="Title">The article's.</param>
/// <param name="Article">Its code; null when it was withdrawn.</param>
public sealed record OwnComment(string Code, string Text, DateTime MadeAt, CommentState State, string? Reply, DateTime? RepliedAt, string AccountName, string Title, string? Article);

/// <summary>Comments for readers: whoever may open an article reads what its account has chosen, and what they wrote themselves.</summary>
public sealed class CommentOperations(IDbContextFactory<PortalDb> dbs, VisitOperations visits, ArticleChanges articles, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Of who leaves for good no word stays, nor what was answered to it.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) => await db.Comments.Where(row => row.SubscriberId == me).ExecuteUpdateAsync(
            row => row.SetProperty(it => it.State, CommentState.Deleted).SetProperty(it => it.Text, "").SetProperty(it => it.PinnedAt, (DateTime?)null)
                .SetProperty(it => it.Reply, (string?)null).SetProperty(it => it.RepliedAt, (DateTime?)null), cancel),
        new("Your comments, and the replies to them.", "你的留言及公众号的回复。"));

    /// <summary>Comments in one part of a list.</summary>
    public const int PageSize = 20;

    // No subscriber has this number.
    private const long Nobody = 0;

    /// <summary>What somebody sees of an article's comments; null when it does not open for them.</summary>
    /// <param name="me">Who.</param>
    /// <param name="article">Code of the article.</param>
    /// <param name="before">Code of the last one seen; null for the first part. What is none of this article's counts as none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CommentThread?> Read(long me, string article, string? before = null, CancellationToken cancel = default) =>
        await visits.Look(me, article, cancel) is { } seen ? await Read(seen, me, before, cancel) : null;

    /// <summary>The first part of what everybody sees who may open an article, none of it as anybody's own; null when it does not open for this one.</summary>
    /// <param name="me">Who.</param>
    /// <param name="article">Code of the article.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CommentThread?> ReadAsAnyone(long me, string article, CancellationToken cancel = default) =>
        await visits.Look(me, article, cancel) is { } seen ? await Read(seen, Nobody, null, cancel) : null;

    private async Task<CommentThread> Read(ArticleSeen seen, long me, string? before, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var here = db.Comments.AsNoTracking().Where(row => row.CampaignId == seen.Id);
        var chosen = here.Where(row => row.State == CommentState.Chosen && row.PinnedAt == null);
        var last = Ids.IsCode(before) ? await here.Where(row => row.Code == before).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel) : null;
        if (last is not null)
            chosen = chosen.Where(row => row.Id < last);
        var rows = await Shown(db, me, chosen).Take(PageSize + 1).ToListAsync(cancel);
        IReadOnlyList<ShownComment> waiting = [], pinned = [];
        if (last is null)
        {
            waiting = await Shown(db, me, here.Where(row => row.SubscriberId == me && row.State == CommentState.Waiting)).Take(PageSize).ToListAsync(cancel);
            pinned = await Shown(db, me, here.Where(row => row.AccountId == seen.AccountId && row.PinnedAt != null)).ToListAsync(cancel);
        }

        return rows.Count > PageSize
            ? new(seen, StandingFor(seen), waiting, pinned, rows[..PageSize], rows[PageSize - 1].Code)
            : new(seen, StandingFor(seen), waiting, pinned, rows, null);
    }

    /// <summary>Writes under an article. Sent twice, from two tabs or by a double click, it is one comment.</summary>
    /// <param name="me">Who.</param>
    /// <param name="article">Code of the article.</param>
    /// <param name="key">Made with the form.</param>
    /// <param name="typed">As typed.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How it ended, and what is wrong with the words if anything is.</returns>
    public async Task<(CommentOutcome Outcome, Bilingual Problem)> Write(long me, string article, string? key, string? typed, CancellationToken cancel = default)
    {
        if (await visits.Look(me, article, cancel) is not { } seen)
            return (CommentOutcome.Missing, default);
        var (text, problem) = CommentText.Read(typed);
        // A form without a key was not ours: it gets one of its own.
        var (now, formKey) = (clock.UtcNow, Ids.IsCode(key) ? key! : Ids.Code());
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable: how many there are decides, and the same person's other click may add one at this moment.
        return await db.InTransaction<(CommentOutcome, Bilingual)>(IsolationLevel.Serializable, async () =>
        {
            var mine = db.Comments.Where(row => row.SubscriberId == me);
            if (text is not null && await mine.Where(row => row.FormKey == formKey).Select(row => row.Text).SingleOrDefaultAsync(cancel) is { } before)
                return ((before == text ? CommentOutcome.Written : CommentOutcome.SentBefore, default), false);
            if (StandingFor(seen) is var standing and not CommentStanding.Open)
                return ((standing == CommentStanding.FollowersOnly ? CommentOutcome.FollowersOnly : CommentOutcome.Closed, default), false);
            if (text is null)
                return ((CommentOutcome.Invalid, problem), false);
            var dayAgo = now.AddDays(-1);
            if (await mine.Where(row => row.MadeAt > dayAgo).CountAsync(cancel) >= limits.CommentsPerDay)
                return ((CommentOutcome.TooManyToday, default), false);
            if (await mine.Where(row => row.CampaignId == seen.Id && (row.State == CommentState.Waiting || row.State == CommentState.Chosen)).CountAsync(cancel) >= Comment.MostUnderOne)
                return ((CommentOutcome.TooManyHere, default), false);
            db.Add(Comment.Write(seen, me, formKey, text, now));
            await db.SaveChangesAsync(cancel);
            return ((CommentOutcome.Written, default), true);
        }, cancel);
    }

    /// <summary>Deletes what the person wrote, whether or not its article still opens. Said twice, it is done once; somebody else's stays.</summary>
    public async Task Delete(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var deleted = await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (await db.Comments.SingleOrDefaultAsync(row => row.Code == code && row.SubscriberId == me, cancel) is not { } comment || !comment.Delete())
                return (false, false);
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
        if (deleted)
            articles.Add();
    }

    /// <summary>What a person wrote, the newest first.</summary>
    /// <param name="me">Who.</param>
    /// <param name="before">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<OwnComment>> Mine(long me, string? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var mine = db.Comments.AsNoTracking().Where(row => row.SubscriberId == me);
        // One that was deleted since it was seen still says where to go on.
        if (Ids.IsCode(before) && await mine.Where(row => row.Code == before).Select(row => new { row.MadeAt, row.Id }).SingleOrDefaultAsync(cancel) is { } last)
            mine = mine.Where(row => row.MadeAt < last.MadeAt || (row.MadeAt == last.MadeAt && row.Id < last.Id));
        var (campaigns, accounts) = (db.Campaigns, db.OfficialAccounts);
        var found = await (from row in mine
                           where row.State != CommentState.Deleted
                           join article in campaigns on row.CampaignId equals article.Id
                           join account in accounts on row.AccountId equals account.Id
                           orderby row.MadeAt descending, row.Id descending
                           select new OwnComment(row.Code, row.Text, row.MadeAt, row.State, row.Reply, row.RepliedAt, account.Name, article.Title,
                               article.State == CampaignState.Withdrawn ? null : article.Code)).Take(PageSize + 1).ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    private static CommentStanding StandingFor(ArticleSeen article) => article.Comments switch
    {
        CommentRule.Off => CommentStanding.Closed,
        CommentRule.Followers when !article.Follows => CommentStanding.FollowersOnly,
        _ => CommentStanding.Open,
    };

    private static IQueryable<ShownComment> Shown(PortalDb db, long me, IQueryable<Comment> comments)
    {
        var subscribers = db.Subscribers;
        return from row in comments
               join writer in subscribers on row.SubscriberId equals writer.Id
               orderby row.Id descending
               select new ShownComment(row.Code, writer.Nickname, writer.PictureCode, row.Text, row.MadeAt, row.State == CommentState.Waiting, row.PinnedAt != null, row.SubscriberId == me, row.Reply, row.RepliedAt);
    }
}
