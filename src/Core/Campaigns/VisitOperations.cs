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
public sealed class VisitOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, TimeProvider clock)
{
    /// <summary>Of who leaves for good nobody learns any more what they were sent and read.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) => await db.Deliveries.Where(row => row.SubscriberId == me && row.JoinedAt == null).ExecuteDeleteAsync(cancel),
        new("What you were sent, and what of it you read.", "收到的消息和阅读记录。"),
        new("That somebody joined a campaign, for the brand that ran it: without your name.", "活动的参与记录：由活动方保留，不含你的姓名。"));

    /// <summary>Would <see cref="Open"/> open it? Counts nothing.</summary>
    public async Task<bool> Opens(long subscriberId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Seen(db, subscriberId, code, cancel) is not null;
    }

    /// <summary>The same, with what is needed of it to read or write below it; null when it would not open.</summary>
    public async Task<ArticleSeen?> Look(long subscriberId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Seen(db, subscriberId, code, cancel) is var (campaign, account, follows) ? new(campaign.Id, account.Id, account.AppId, account.Name, campaign.Title, campaign.Comments, follows) : null;
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
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Seen(db, subscriberId, code, cancel) is not var (campaign, account, follows)) return null;
        if (await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(row => row.CampaignId == campaign.Id && row.SubscriberId == subscriberId, cancel) is not { ReadAt: not null })
            await CountReading(campaign.Id, subscriberId, cancel);
        var joined = await HasJoined(db, campaign.Id, subscriberId, cancel);
        return new(campaign.Code, campaign.Title, campaign.Author, campaign.Digest, campaign.CoverCode, campaign.Content, campaign.StartsAt!.Value, campaign.EndsAt!.Value,
            account.TimeZone, campaign.LaunchedAt!.Value, campaign.Capacity, campaign.Joined, account.AppId, account.Name, account.AvatarCode,
            account.Standing, follows, joined ? JoinState.Joined : StateFor(campaign, account, follows));
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
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Seen(db, subscriberId, code, cancel) is not var (campaign, account, follows)) return null;
        if (await HasJoined(db, campaign.Id, subscriberId, cancel)) return JoinState.Joined;
        if (StateFor(campaign, account, follows) is var state and not JoinState.Open) return state;

        var (now, id) = (clock.UtcNow, campaign.Id);
        var (came, counted) = await db.InTransaction<(JoinState State, bool New)>(async () =>
        {
            // The guard is in the statement that counts: between a look and a write somebody else could take the last place.
            var room = await db.Campaigns
                .Where(row => row.Id == id && (row.State == CampaignState.Launching || row.State == CampaignState.Running)
                    && row.StartsAt <= now && row.EndsAt > now && (row.Capacity == null || row.Joined < row.Capacity))
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Joined, it => it.Joined + 1), cancel);
            if (room == 0)
            {
                var reread = await db.Campaigns.AsNoTracking().SingleAsync(row => row.Id == id, cancel);
                return ((StateFor(reread, account, follows) is var why and not JoinState.Open ? why : JoinState.Full, false), false);
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
            await db.InTransaction(async () =>
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

    private async Task<(Campaign Campaign, OfficialAccount Account, bool Follows)?> Seen(PortalDb db, long subscriberId, string code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code)) return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code
            && (row.State == CampaignState.Launching || row.State == CampaignState.Running || row.State == CampaignState.Ended), cancel);
        if (campaign is null) return null;
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == campaign.AccountId, cancel);
        var following = await db.Followings.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id && row.SubscriberId == subscriberId, cancel);
        // Whom the account has blocked receives nothing of it, by no way.
        if (following?.Blocked == true) return null;
        var follows = following?.Follows == true;
        return Visibility.DecideForOwnPeople(edition, account.Standing, follows, WayIn.Campaign, Act.View).Allowed ? (campaign, account, follows) : null;
    }

    private JoinState StateFor(Campaign campaign, OfficialAccount account, bool follows) => campaign switch
    {
        _ when campaign.State is CampaignState.Ended or CampaignState.Withdrawn || campaign.EndsAt <= clock.UtcNow => JoinState.Over,
        _ when !Visibility.DecideForOwnPeople(edition, account.Standing, follows, WayIn.Campaign, Act.Join).Allowed => JoinState.Stopped,
        _ when campaign.StartsAt > clock.UtcNow => JoinState.NotYet,
        _ when campaign.Capacity <= campaign.Joined => JoinState.Full,
        _ => JoinState.Open,
    };

    private static Task<bool> HasJoined(PortalDb db, long campaignId, long subscriberId, CancellationToken cancel) =>
        db.Deliveries.AnyAsync(row => row.CampaignId == campaignId && row.SubscriberId == subscriberId && row.JoinedAt != null, cancel);
}
