using System.Globalization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>One column of the chart.</summary>
internal sealed record ResultBucket(string Label, long Delivered, long Read, long Joined);

/// <summary>A campaign's numbers as columns, oldest first: hour by hour in its first day, then day by day, on the account's clock and without gaps.</summary>
/// <param name="ByHour">Is a column an hour, or a day?</param>
/// <param name="Columns">The columns.</param>
internal sealed record ResultBuckets(bool ByHour, IReadOnlyList<ResultBucket> Columns)
{
    private const int HoursShown = 24;

    /// <summary>The columns from the launch on, also where nothing happened.</summary>
    /// <param name="results">The numbers; those of a long campaign may be summed by the day already.</param>
    /// <param name="now">UTC.</param>
    public static ResultBuckets Of(CampaignResults results, DateTime now)
    {
        var hours = results.Hours.Select(hour => hour with { Hour = ZonedTime.ToLocal(hour.Hour, results.TimeZone) }).ToList();
        if (hours.Count == 0) return new(true, []);
        var first = Earlier(hours[0].Hour, Local(results.LaunchedAt ?? results.Hours[0].Hour));
        // Of what is over, the quiet time after it is not shown.
        var last = Later(hours[^1].Hour, Local(results.EndsAt is { } end ? Earlier(end, now) : now));
        return last - first < TimeSpan.FromHours(HoursShown)
            ? new(true, Fill(hours, HourOf(first), HourOf(last), TimeSpan.FromHours(1), HourOf, time => time.ToString("HH:mm", CultureInfo.InvariantCulture)))
            : new(false, Fill(hours, first.Date, last.Date, TimeSpan.FromDays(1), time => time.Date, Dates.ShortDay));

        DateTime Local(DateTime utc) => ZonedTime.ToLocal(utc, results.TimeZone);
    }

    private static List<ResultBucket> Fill(
        List<HourNumbers> hours, DateTime first, DateTime last, TimeSpan step, Func<DateTime, DateTime> bucketOf, Func<DateTime, string> label)
    {
        var sums = hours.GroupBy(hour => bucketOf(hour.Hour)).ToDictionary(group => group.Key,
            group => (group.Sum(hour => hour.Delivered), group.Sum(hour => hour.Read), group.Sum(hour => hour.Joined)));
        List<ResultBucket> buckets = [];
        for (var time = first; time <= last; time += step)
        {
            var (delivered, read, joined) = sums.GetValueOrDefault(time);
            buckets.Add(new(label(time), delivered, read, joined));
        }

        return buckets;
    }

    private static DateTime HourOf(DateTime time) => time.Date.AddHours(time.Hour);

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
