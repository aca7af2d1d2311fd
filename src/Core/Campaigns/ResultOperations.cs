using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>A campaign's numbers of one hour; the hour in UTC.</summary>
public sealed record HourNumbers(DateTime Hour, long Delivered, long Read, long Joined);

/// <summary>What a campaign has come to so far.</summary>
public sealed record CampaignResults(
    string Code, string Title, CampaignState State, string TimeZone, DateTime? LaunchedAt, DateTime? StartsAt, DateTime? EndsAt, int? Capacity,
    long Delivered, long Read, long Joined, IReadOnlyList<HourNumbers> Hours);

/// <summary>Somebody who joined, as the brand may know them: by the name they chose, never by phone number.</summary>
/// <param name="Nickname">What they call themselves.</param>
/// <param name="Region">ISO 3166 code of their number.</param>
/// <param name="JoinedAt">UTC.</param>
/// <param name="Follows">Follows the account now.</param>
public sealed record Joiner(string Nickname, string Region, DateTime JoinedAt, bool Follows);

/// <summary>Where a list of joiners goes on.</summary>
public sealed record JoinerCursor(DateTime JoinedAt, long SubscriberId);

/// <summary>A part of a list of joiners.</summary>
public sealed record JoinerPart(IReadOnlyList<Joiner> Rows, JoinerCursor? Next);

/// <summary>The numbers of campaigns, for their brand.</summary>
public sealed class ResultOperations(IDbContextFactory<PortalDb> dbs)
{
    /// <summary>Joiners in one part.</summary>
    public const int PageSize = 20;

    /// <summary>Hours that one answer holds at most: two weeks.</summary>
    public const int HoursMax = 14 * 24;

    /// <summary>A campaign's numbers; null when missing or not the actor's.</summary>
    public async Task<CampaignResults?> Find(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.CampaignOf(actor, appId, code, Permissions.InsightsView, cancel) is not { } campaign) return null;
        var zone = await db.OfficialAccounts.Where(account => account.Id == campaign.AccountId).Select(account => account.TimeZone).SingleAsync(cancel);
        var hours = await db.CampaignHours.Where(row => row.CampaignId == campaign.Id).OrderBy(row => row.Hour).Take(HoursMax)
            .Select(row => new HourNumbers(row.Hour, row.Delivered, row.Read, row.Joined)).ToListAsync(cancel);
        return new(campaign.Code, campaign.Title, campaign.State, zone, campaign.LaunchedAt, campaign.StartsAt, campaign.EndsAt, campaign.Capacity,
            campaign.Delivered, campaign.Read, campaign.Joined, hours);
    }

    /// <summary>Who joined, newest first; null when missing or not the actor's.</summary>
    public async Task<JoinerPart?> Joiners(Person actor, string appId, string code, JoinerCursor? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.CampaignOf(actor, appId, code, Permissions.InsightsView, cancel) is not { } campaign) return null;
        var (people, followings) = (db.Set<Subscribers.Subscriber>(), db.Set<Subscribers.Following>());
        var rows = db.Deliveries.Where(row => row.CampaignId == campaign.Id && row.JoinedAt != null);
        if (after is not null)
            rows = rows.Where(row => row.JoinedAt < after.JoinedAt || (row.JoinedAt == after.JoinedAt && row.SubscriberId < after.SubscriberId));
        var found = await (
            from row in rows.OrderByDescending(row => row.JoinedAt).ThenByDescending(row => row.SubscriberId).Take(PageSize + 1)
            join person in people on row.SubscriberId equals person.Id
            orderby row.JoinedAt descending, row.SubscriberId descending
            select new
            {
                row.SubscriberId,
                Joiner = new Joiner(person.Nickname, person.Region, row.JoinedAt!.Value,
                    followings.Any(following => following.AccountId == campaign.AccountId && following.SubscriberId == row.SubscriberId && following.UnfollowedAt == null)),
            }).ToListAsync(cancel);
        var part = found.Take(PageSize).ToList();
        return new([.. part.Select(row => row.Joiner)], found.Count > PageSize ? new(part[^1].Joiner.JoinedAt, part[^1].SubscriberId) : null);
    }
}
