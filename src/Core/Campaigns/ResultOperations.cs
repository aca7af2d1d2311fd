using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>A campaign's numbers of one hour; the hour in UTC.</summary>
public sealed record HourNumbers(DateTime Hour, long Delivered, long Read, long Joined);

/// <summary>A campaign's numbers of one day on the account's clock.</summary>
public sealed record DayNumbers(DateOnly Day, long Delivered, long Read, long Joined);

/// <summary>What a campaign has come to so far: by the hour in its first day, later by the day. The other list is empty.</summary>
public sealed record CampaignResults(
    string Code, string Title, CampaignState State, string TimeZone, DateTime? LaunchedAt, DateTime? StartsAt, DateTime? EndsAt, int? Capacity,
    long Delivered, long Read, long Joined, IReadOnlyList<HourNumbers> Hours, IReadOnlyList<DayNumbers> Days);

/// <summary>Somebody who joined, as the brand may know them: by the name they chose, never by phone number.</summary>
/// <param name="Nickname">What they call themselves.</param>
/// <param name="Region">Where they say they live, one of <see cref="LivingPlaces"/>; the country of their number when they said nothing.</param>
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

    /// <summary>How long a campaign is shown hour by hour.</summary>
    public static readonly TimeSpan HourByHour = TimeSpan.FromDays(1);

    /// <summary>A campaign's numbers; null when missing or not the actor's.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="appId">The account.</param>
    /// <param name="code">The campaign.</param>
    /// <param name="seen">What the last look found: given back when nothing has changed since, and no hour is asked for. Pages look every few seconds.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<CampaignResults?> Find(Person actor, string appId, string code, CampaignResults? seen = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var accounts = db.OfficialAccounts;
        var found = await db.CampaignsOf(actor, appId, Permissions.InsightsView).Where(row => row.Code == code)
            .Join(accounts, row => row.AccountId, account => account.Id, (row, account) => new
            {
                row.Id,
                row.Title,
                row.State,
                account.TimeZone,
                row.LaunchedAt,
                row.StartsAt,
                row.EndsAt,
                row.Capacity,
                row.Delivered,
                row.Read,
                row.Joined,
            }).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        var results = new CampaignResults(code, found.Title, found.State, found.TimeZone, found.LaunchedAt, found.StartsAt, found.EndsAt, found.Capacity,
            found.Delivered, found.Read, found.Joined, seen?.Hours ?? [], seen?.Days ?? []);
        if (results == seen) return seen;

        var hours = db.CampaignHours.Where(row => row.CampaignId == found.Id);
        if (await hours.MinAsync(row => (DateTime?)row.Hour, cancel) is not { } first || await hours.MaxAsync(row => (DateTime?)row.Hour, cancel) is not { } last)
            return results with { Hours = [], Days = [] };
        if (last - first >= HourByHour)
            return results with { Hours = [], Days = await ByDay(hours, first, last, found.TimeZone, cancel) };
        return results with
        {
            Hours = await hours.OrderBy(row => row.Hour).Select(row => new HourNumbers(row.Hour, row.Delivered, row.Read, row.Joined)).ToListAsync(cancel),
            Days = [],
        };
    }

    /// <summary>Who joined, newest first; null when missing or not the actor's.</summary>
    public async Task<JoinerPart?> Joiners(Person actor, string appId, string code, JoinerCursor? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var campaign = await db.CampaignsOf(actor, appId, Permissions.InsightsView).Where(row => row.Code == code)
            .Select(row => new { row.Id, row.AccountId }).SingleOrDefaultAsync(cancel);
        if (campaign is null) return null;
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
                Joiner = new Joiner(person.Nickname, person.Place ?? person.Region, row.JoinedAt!.Value,
                    followings.Any(following => following.AccountId == campaign.AccountId && following.SubscriberId == row.SubscriberId && following.UnfollowedAt == null)),
            }).ToListAsync(cancel);
        var part = found.Take(PageSize).ToList();
        return new([.. part.Select(row => row.Joiner)], found.Count > PageSize ? new(part[^1].Joiner.JoinedAt, part[^1].SubscriberId) : null);
    }

    // The database sums; where a day begins it does not know. Between two changes of the account's clock the distance from UTC is one number.
    private static async Task<IReadOnlyList<DayNumbers>> ByDay(IQueryable<CampaignHour> hours, DateTime first, DateTime last, string zone, CancellationToken cancel)
    {
        List<DayNumbers> days = [];
        foreach (var (from, to, offset) in ZonedTime.Stretches(first, last.AddHours(1), zone))
        {
            var minutes = offset.TotalMinutes;
            var sums = await hours.Where(row => row.Hour >= from && row.Hour < to).GroupBy(row => row.Hour.AddMinutes(minutes).Date)
                .Select(day => new { day.Key, Delivered = day.Sum(row => row.Delivered), Read = day.Sum(row => row.Read), Joined = day.Sum(row => row.Joined) })
                .ToListAsync(cancel);
            days.AddRange(sums.Select(day => new DayNumbers(DateOnly.FromDateTime(day.Key), day.Delivered, day.Read, day.Joined)));
        }

        // The day on which the clock was changed has a part in either stretch.
        return [.. days.GroupBy(day => day.Day).OrderBy(day => day.Key)
            .Select(day => new DayNumbers(day.Key, day.Sum(part => part.Delivered), day.Sum(part => part.Read), day.Sum(part => part.Joined)))];
    }
}
