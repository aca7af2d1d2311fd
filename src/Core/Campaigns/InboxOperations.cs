using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>One delivery in a person's inbox.</summary>
public sealed record InboxEntry(
    string Code, string Title, string Digest, string? CoverCode, DateTime DeliveredAt, bool Unread, bool Joined,
    string AppId, string AccountName, string? AccountAvatarCode, AccountStanding Standing);

/// <summary>A part of an inbox.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Code of the entry after which the next part begins; null at the end.</param>
public sealed record InboxPart(IReadOnlyList<InboxEntry> Entries, string? Next);

/// <summary>What lies in a subscriber's inbox, from the accounts that they follow.</summary>
public sealed class InboxOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition)
{
    /// <summary>Entries in one part.</summary>
    public const int PageSize = 20;

    /// <summary>The newest deliveries.</summary>
    /// <param name="subscriberId">Whose inbox.</param>
    /// <param name="appId">Only those of one account; null for all.</param>
    /// <param name="after">Code of the last entry seen; null for the first part.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<InboxPart> Newest(long subscriberId, string? appId = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var rows = Of(db, subscriberId);
        if (appId is not null)
            rows = rows.Where(row => row.Account.AppId == appId);
        // Asked for within the person's own inbox: a code of somebody else's leads nowhere and begins anew.
        if (after is not null && await Of(db, subscriberId).Where(row => row.Campaign.Code == after)
                .Select(row => new { row.Delivery.DeliveredAt, row.Campaign.Id }).SingleOrDefaultAsync(cancel) is { } last)
            rows = rows.Where(row => row.Delivery.DeliveredAt < last.DeliveredAt || (row.Delivery.DeliveredAt == last.DeliveredAt && row.Delivery.CampaignId < last.Id));

        var found = await rows.OrderByDescending(row => row.Delivery.DeliveredAt).ThenByDescending(row => row.Delivery.CampaignId).Take(PageSize + 1)
            .Select(row => new InboxEntry(row.Campaign.Code, row.Campaign.Title, row.Campaign.Digest, row.Campaign.CoverCode, row.Delivery.DeliveredAt!.Value,
                row.Delivery.ReadAt == null, row.Delivery.JoinedAt != null,
                row.Account.AppId, row.Account.Name, row.Account.AvatarCode, row.Account.Standing))
            .ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>How many deliveries were not opened yet, counted to 100.</summary>
    public async Task<int> Unread(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Of(db, subscriberId).Where(row => row.Delivery.ReadAt == null).Take(100).CountAsync(cancel);
    }

    /// <summary>A text that changes when something came in, was opened or was withdrawn.</summary>
    public async Task<string> Mark(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var newest = await Of(db, subscriberId).OrderByDescending(row => row.Delivery.DeliveredAt).ThenByDescending(row => row.Delivery.CampaignId)
            .Take(PageSize).Select(row => new { row.Campaign.Code, Read = row.Delivery.ReadAt != null }).ToListAsync(cancel);
        if (newest.Count == 0) return "";
        var print = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(newest.Select(row => row.Code + (row.Read ? '+' : '-')))));
        return Convert.ToHexStringLower(print, 0, 12);
    }

    // What could not be opened is not shown either: withdrawn campaigns, accounts no longer followed, or that have gone.
    private IQueryable<Row> Of(PortalDb db, long subscriberId)
    {
        var (campaigns, accounts, followings) = (db.Campaigns, db.OfficialAccounts, db.Followings);
        var open = Visibility.StandingsFor(edition, follows: true, WayIn.Campaign, Act.View);
        return
            from delivery in db.Deliveries
            where delivery.SubscriberId == subscriberId && delivery.DeliveredAt != null
            join campaign in campaigns on delivery.CampaignId equals campaign.Id
            where campaign.State != CampaignState.Withdrawn
            join account in accounts on campaign.AccountId equals account.Id
            where open.Contains(account.Standing) && followings.Any(following => following.AccountId == account.Id
                && following.SubscriberId == subscriberId && following.UnfollowedAt == null && !following.Blocked)
            select new Row { Delivery = delivery, Campaign = campaign, Account = account };
    }

    private sealed class Row
    {
        public required Delivery Delivery { get; init; }

        public required Campaign Campaign { get; init; }

        public required OfficialAccount Account { get; init; }
    }
}
