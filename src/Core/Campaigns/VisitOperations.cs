using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>Whether a person can join now, and if not, why.</summary>
public enum JoinState
{
    /// <summary>Can join.</summary>
    Open = 1,

    /// <summary>Has joined.</summary>
    Joined,

    /// <summary>The period has not begun.</summary>
    NotYet,

    /// <summary>The period is over.</summary>
    Over,

    /// <summary>Everybody for whom there was room has joined.</summary>
    Full,

    /// <summary>The account may not run campaigns for now.</summary>
    Stopped,
}

/// <summary>A campaign as its reader sees it.</summary>
public sealed record CampaignArticle(
    string Code, string Title, string Author, string Digest, string? CoverCode, string Content, DateTime StartsAt, DateTime EndsAt, string TimeZone,
    DateTime LaunchedAt, int? Capacity, long Joined, string AppId, string AccountName, string? AccountAvatarCode, AccountStanding Standing, bool Follows, JoinState State);

/// <summary>An article as one reader meets it, without its words: readers who have the same of all this are shown the same article.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Version">Changes with the campaign.</param>
/// <param name="Comments">Who may comment.</param>
/// <param name="AccountVersion">Changes with the account.</param>
/// <param name="Follows">The reader follows the account.</param>
/// <param name="State">Whether the reader can join.</param>
public sealed record ArticleSight(long CampaignId, Guid Version, CommentRule Comments, Guid AccountVersion, bool Follows, JoinState State);

/// <summary>A campaign that somebody joined.</summary>
/// <param name="Code">Of its article.</param>
/// <param name="Title">Headline.</param>
/// <param name="AccountName">Who runs it.</param>
/// <param name="AccountAvatarCode">Their picture.</param>
/// <param name="EndsAt">UTC until which people can join.</param>
/// <param name="TimeZone">The account's.</param>
/// <param name="JoinedAt">UTC.</param>
/// <param name="IsOver">Its period is over.</param>
public sealed record JoinedCampaign(string Code, string Title, string AccountName, string? AccountAvatarCode, DateTime EndsAt, string TimeZone, DateTime JoinedAt, bool IsOver);

/// <summary>An article that somebody may open, for what hangs below it.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="AppId">The account's public id.</param>
/// <param name="AccountName">The account's name.</param>
/// <param name="Title">Headline.</param>
/// <param name="Comments">Who may comment.</param>
/// <param name="Follows">The person follows the account.</param>
public sealed record ArticleSeen(long Id, long AccountId, string AppId, string AccountName, string Title, CommentRule Comments, bool Follows);

/// <summary>What subscribers do with campaigns: open them and join them. Who may not know of a campaign gets what a missing one gives: null.</summary>
public sealed class VisitOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, TimeProvider clock, GroupCommit? group = null) : IDisposable
{
    private readonly KeptQuery<Met> meetings = new(dbs, Meeting, Met.Read);

    /// <summary>Of who leaves for good nobody learns any more what they were sent and read.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) => await db.Deliveries.Where(row => row.SubscriberId == me && row.JoinedAt == null).ExecuteDeleteAsync(cancel),
        new("What you were sent, and what of it you read.", "收到的消息和阅读记录。"),
        new("That somebody joined a campaign, for the brand that ran it: without your name.", "活动的参与记录：由活动方保留，不含你的姓名。"));

    /// <summary>Would <see cref="Open"/> open it? Counts nothing.</summary>
    public async Task<bool> Opens(long subscriberId, string code, CancellationToken cancel = default) =>
        await Meet(subscriberId, code, cancel) is not null;

    /// <summary>The same, with what is needed of it to read or write below it; null when it would not open.</summary>
    public async Task<ArticleSeen?> Look(long subscriberId, string code, CancellationToken cancel = default)
    {
        if (await Meet(subscriberId, code, cancel) is not { } met) return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var accounts = db.OfficialAccounts;
        return await (from campaign in db.Campaigns
                      join account in accounts on campaign.AccountId equals account.Id
                      where campaign.Id == met.Id
                      select new ArticleSeen(campaign.Id, account.Id, account.AppId, account.Name, campaign.Title, campaign.Comments, met.Follows)).SingleAsync(cancel);
    }

    /// <summary>Opens a campaign without fetching its words, and counts the first opening of each person as <see cref="Open"/> does.</summary>
    public async Task<ArticleSight?> See(long subscriberId, string code, CancellationToken cancel = default)
    {
        if (await Meet(subscriberId, code, cancel) is not { } met) return null;
        if (!met.HasRead)
            await CountReading(met.Id, subscriberId, cancel);
        return new(met.Id, met.Version, met.Comments, met.AccountVersion, met.Follows, StateFor(met));
    }

    /// <summary>Joined campaigns in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>What the person joined and can still open, the latest first.</summary>
    /// <param name="subscriberId">The person.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<JoinedCampaign>> Joined(long subscriberId, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, campaigns, accounts, followings) = (clock.UtcNow, db.Campaigns, db.OfficialAccounts, db.Followings);
        var (followed, met) = (
            Visibility.StandingsFor(edition, follows: true, WayIn.Campaign, Act.View), Visibility.StandingsFor(edition, follows: false, WayIn.Campaign, Act.View));
        // As it is decided for each one by itself when it is opened.
        var joined =
            from delivery in db.Deliveries
            join campaign in campaigns on delivery.CampaignId equals campaign.Id
            join account in accounts on campaign.AccountId equals account.Id
            where delivery.SubscriberId == subscriberId && delivery.JoinedAt != null
                && (campaign.State == CampaignState.Launching || campaign.State == CampaignState.Running || campaign.State == CampaignState.Ended)
                && !followings.Any(row => row.AccountId == account.Id && row.SubscriberId == subscriberId && row.Blocked)
                && (met.Contains(account.Standing)
                    || (followed.Contains(account.Standing) && followings.Any(row => row.AccountId == account.Id && row.SubscriberId == subscriberId && row.UnfollowedAt == null)))
            select new { Delivery = delivery, Campaign = campaign, Account = account };
        if (after is not null && await joined.Where(row => row.Campaign.Code == after).Select(row => new { row.Delivery.JoinedAt, row.Delivery.CampaignId }).SingleOrDefaultAsync(cancel) is { } last)
            joined = joined.Where(row => row.Delivery.JoinedAt < last.JoinedAt || (row.Delivery.JoinedAt == last.JoinedAt && row.Delivery.CampaignId < last.CampaignId));
        var found = await joined.OrderByDescending(row => row.Delivery.JoinedAt).ThenByDescending(row => row.Delivery.CampaignId).Take(PageSize + 1)
            .Select(row => new JoinedCampaign(row.Campaign.Code, row.Campaign.Title, row.Account.Name, row.Account.AvatarCode, row.Campaign.EndsAt!.Value, row.Account.TimeZone,
                row.Delivery.JoinedAt!.Value, row.Campaign.EndsAt <= now || row.Campaign.State == CampaignState.Ended))
            .ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>Opens a campaign, and counts the first opening of each person.</summary>
    public async Task<CampaignArticle?> Open(long subscriberId, string code, CancellationToken cancel = default)
    {
        if (await Meet(subscriberId, code, cancel) is not { } met) return null;
        if (!met.HasRead)
            await CountReading(met.Id, subscriberId, cancel);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (campaign, account) = (
            await db.Campaigns.AsNoTracking().SingleAsync(row => row.Id == met.Id, cancel), await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == met.AccountId, cancel));
        return new(campaign.Code, campaign.Title, campaign.Author, campaign.Digest, campaign.CoverCode, campaign.Content, campaign.StartsAt!.Value, campaign.EndsAt!.Value,
            account.TimeZone, campaign.LaunchedAt!.Value, campaign.Capacity, campaign.Joined, account.AppId, account.Name, account.AvatarCode, account.Standing, met.Follows, StateFor(met));
    }

    /// <summary>
    /// Joins a campaign: once for each person however often it is asked, and never more people than there is room for. Null when the person
    /// may not know of it; otherwise where they stand now.
    /// </summary>
    public async Task<JoinState?> Join(long subscriberId, string code, CancellationToken cancel = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryJoin(subscriberId, code, cancel);
            }
            catch (DbUpdateException) when (attempt < 2)
            {
                // The same person's other click has written the row in this moment.
            }
        }
    }

    private async Task<JoinState?> TryJoin(long subscriberId, string code, CancellationToken cancel)
    {
        if (await Meet(subscriberId, code, cancel) is not { } met) return null;
        if (StateFor(met) is var state and not JoinState.Open) return state;

        var (now, id) = (clock.UtcNow, met.Id);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (came, counted) = await Commit<(JoinState State, bool New)>(db, async () =>
        {
            // The guard is in the statement that counts: between a look and a write somebody else could take the last place.
            var room = await db.Campaigns
                .Where(row => row.Id == id && (row.State == CampaignState.Launching || row.State == CampaignState.Running)
                    && row.StartsAt <= now && row.EndsAt > now && (row.Capacity == null || row.Joined < row.Capacity))
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Joined, it => it.Joined + 1), cancel);
            if (room == 0)
            {
                // Withdrawn in this moment: as over as an ended one.
                var reread = await Meeting(db, code, subscriberId).SingleOrDefaultAsync(cancel);
                return ((reread is null ? JoinState.Over : StateFor(reread) is var why and not JoinState.Open ? why : JoinState.Full, false), false);
            }

            var written = await db.Deliveries.Where(row => row.CampaignId == id && row.SubscriberId == subscriberId && row.JoinedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.JoinedAt, now), cancel);
            if (written == 0)
            {
                if (await HasJoined(db, id, subscriberId, cancel)) return ((JoinState.Joined, false), false);
                db.Deliveries.Add(new Delivery { CampaignId = id, SubscriberId = subscriberId, JoinedAt = now });
                await db.SaveChangesAsync(cancel);
            }

            await CampaignCounters.Count(db, id, now, 0, 0, 1, cancel);
            return ((JoinState.Joined, true), true);
        }, cancel);
        if (counted)
            PortalMeter.Joins.Add(1);
        return came;
    }

    // What was opened at the same moment in two tabs counts once: the second finds the row written, or fails on its key and is done.
    private async Task CountReading(long campaignId, long subscriberId, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        try
        {
            await Commit(db, async () =>
            {
                await db.Campaigns.Where(row => row.Id == campaignId).ExecuteUpdateAsync(row => row.SetProperty(it => it.Read, it => it.Read + 1), cancel);
                var written = await db.Deliveries.Where(row => row.CampaignId == campaignId && row.SubscriberId == subscriberId && row.ReadAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.ReadAt, now), cancel);
                if (written == 0)
                {
                    if (await db.Deliveries.AnyAsync(row => row.CampaignId == campaignId && row.SubscriberId == subscriberId, cancel)) return (0, false);
                    db.Deliveries.Add(new Delivery { CampaignId = campaignId, SubscriberId = subscriberId, ReadAt = now });
                    await db.SaveChangesAsync(cancel);
                }

                await CampaignCounters.Count(db, campaignId, now, 0, 1, 0, cancel);
                return (1, true);
            }, cancel);
        }
        catch (DbUpdateException)
        {
            // Counted by the other one.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meetings.Dispose();

    // With others, where there are some.
    private Task<T> Commit<T>(PortalDb db, Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel) =>
        group is null ? db.InTransaction(work, cancel) : group.Run(db, work, cancel);

    // Null for who may not know of it.
    private async Task<Met?> Meet(long subscriberId, string code, CancellationToken cancel) =>
        Ids.IsCode(code) && await meetings.Find(code, subscriberId, cancel) is { } met
        // Whom the account has blocked receives nothing of it, by no way.
        && !met.IsBlocked && Visibility.DecideForOwnPeople(edition, met.Standing, met.Follows, WayIn.Campaign, Act.View).Allowed ? met : null;

    private static IQueryable<Met> Meeting(PortalDb db, string code, long me)
    {
        var (followings, deliveries) = (db.Followings, db.Deliveries);
        return from campaign in db.Campaigns
               join account in db.OfficialAccounts on campaign.AccountId equals account.Id
               from following in followings.Where(row => row.AccountId == account.Id && row.SubscriberId == me).DefaultIfEmpty()
               from delivery in deliveries.Where(row => row.CampaignId == campaign.Id && row.SubscriberId == me).DefaultIfEmpty()
               where campaign.Code == code && (campaign.State == CampaignState.Launching || campaign.State == CampaignState.Running || campaign.State == CampaignState.Ended)
               select new Met(
                   campaign.Id, campaign.Version, campaign.State, campaign.Comments, campaign.StartsAt, campaign.EndsAt, campaign.Capacity, campaign.Joined,
                   account.Id, account.Version, account.Standing,
                   following != null && following.UnfollowedAt == null, following != null && following.Blocked, delivery != null && delivery.ReadAt != null, delivery != null && delivery.JoinedAt != null);
    }

    private JoinState StateFor(Met met) => met switch
    {
        { HasJoined: true } => JoinState.Joined,
        _ when met.State == CampaignState.Ended || met.EndsAt <= clock.UtcNow => JoinState.Over,
        _ when !Visibility.DecideForOwnPeople(edition, met.Standing, met.Follows, WayIn.Campaign, Act.Join).Allowed => JoinState.Stopped,
        _ when met.StartsAt > clock.UtcNow => JoinState.NotYet,
        _ when met.Capacity <= met.Joined => JoinState.Full,
        _ => JoinState.Open,
    };

    private static Task<bool> HasJoined(PortalDb db, long campaignId, long subscriberId, CancellationToken cancel) =>
        db.Deliveries.AnyAsync(row => row.CampaignId == campaignId && row.SubscriberId == subscriberId && row.JoinedAt != null, cancel);

    // A campaign that can be read, its account, and how one person stands with both.
    private sealed record Met(
        long Id, Guid Version, CampaignState State, CommentRule Comments, DateTime? StartsAt, DateTime? EndsAt, int? Capacity, long Joined,
        long AccountId, Guid AccountVersion, AccountStanding Standing,
        bool Follows, bool IsBlocked, bool HasRead, bool HasJoined)
    {
        // In the order of the query's columns, which is that of the record.
        public static Met Read(DbDataReader row) => new(
            row.GetInt64(0), row.GetGuid(1), Enum.Parse<CampaignState>(row.GetString(2)), Enum.Parse<CommentRule>(row.GetString(3)), Time(row, 4), Time(row, 5),
            row.IsDBNull(6) ? null : row.GetInt32(6), row.GetInt64(7), row.GetInt64(8), row.GetGuid(9), Enum.Parse<AccountStanding>(row.GetString(10)),
            row.GetBoolean(11), row.GetBoolean(12), row.GetBoolean(13), row.GetBoolean(14));

        private static DateTime? Time(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetDateTime(at);
    }
}
