using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Insights;

/// <summary>An account's followers on one day of its own clock.</summary>
/// <param name="Day">The day.</param>
/// <param name="Followed">How many began to follow.</param>
/// <param name="Left">How many ended it.</param>
public sealed record FollowerDay(DateOnly Day, long Followed, long Left);

/// <summary>How many came by one way.</summary>
public sealed record FollowerWay(FollowScene Scene, long Followed);

/// <summary>A campaign's numbers in a list.</summary>
public sealed record CampaignNumbers(string Code, string Title, DateTime LaunchedAt, CampaignState State, long Delivered, long Read, long Joined);

/// <summary>What has become of an account in a number of days.</summary>
/// <param name="TimeZone">IANA name of the account's clock.</param>
/// <param name="Followers">How many follow it now.</param>
/// <param name="Days">Every day asked for, the oldest first, today last.</param>
/// <param name="Ways">How those of these days came, the commonest way first.</param>
/// <param name="Campaigns">Launched in these days, the newest first.</param>
public sealed record AccountInsights(
    string TimeZone, long Followers, IReadOnlyList<FollowerDay> Days, IReadOnlyList<FollowerWay> Ways, IReadOnlyList<CampaignNumbers> Campaigns)
{
    /// <summary>How many began to follow in these days.</summary>
    public long Followed => Days.Sum(day => day.Followed);

    /// <summary>How many ended it.</summary>
    public long Left => Days.Sum(day => day.Left);
}

/// <summary>The numbers of an account, for its brand.</summary>
public sealed class InsightOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Numbers of days that may be asked for.</summary>
    public static IReadOnlyList<int> Ranges { get; } = [7, 30, 90];

    /// <summary>Campaigns in one answer at most.</summary>
    public const int CampaignsMost = 20;

    /// <summary>An account's numbers of the last days; null when missing or when the actor may not see them.</summary>
    /// <param name="actor">Who asks; must hold <see cref="Permissions.InsightsView"/> there.</param>
    /// <param name="appId">The account.</param>
    /// <param name="days">One of <see cref="Ranges"/>; anything else is the first.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<AccountInsights?> Of(Person actor, string appId, int days, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.InsightsView, cancel) is not { } account)
            return null;
        var today = DateOnly.FromDateTime(ZonedTime.ToLocal(clock.UtcNow, account.TimeZone));
        var first = today.AddDays(1 - (Ranges.Contains(days) ? days : Ranges[0]));
        var from = ZonedTime.ToUtc(first.ToDateTime(TimeOnly.MinValue), account.TimeZone);

        var hours = await db.FollowerHours.Where(row => row.AccountId == account.Id && row.Hour >= from)
            .Select(row => new { row.Hour, row.Scene, row.Followed, row.Left }).ToListAsync(cancel);
        // In a zone that is half an hour off, what happened in the hour around midnight counts for the day in which that hour began.
        var byDay = hours.ToLookup(row => DateOnly.FromDateTime(ZonedTime.ToLocal(row.Hour, account.TimeZone)));
        var campaigns = await db.Campaigns.Where(row => row.AccountId == account.Id && row.LaunchedAt >= from)
            .OrderByDescending(row => row.LaunchedAt).ThenByDescending(row => row.Id).Take(CampaignsMost)
            .Select(row => new CampaignNumbers(row.Code, row.Title, row.LaunchedAt!.Value, row.State, row.Delivered, row.Read, row.Joined)).ToListAsync(cancel);
        return new(
            account.TimeZone,
            account.FollowerCount,
            [.. Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays)
                .Select(day => new FollowerDay(day, byDay[day].Sum(row => row.Followed), byDay[day].Sum(row => row.Left)))],
            [.. hours.GroupBy(row => row.Scene).Select(group => new FollowerWay(group.Key, group.Sum(row => row.Followed)))
                .Where(way => way.Followed > 0).OrderByDescending(way => way.Followed).ThenBy(way => way.Scene)],
            campaigns);
    }
}
