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
    /// <param name="results">The numbers, by the hour or summed by the day already.</param>
    /// <param name="now">UTC.</param>
    public static ResultBuckets Of(CampaignResults results, DateTime now)
    {
        var summed = results.Days.Count > 0;
        var parts = summed
            ? results.Days.Select(day => new HourNumbers(day.Day.ToDateTime(TimeOnly.MinValue), day.Delivered, day.Read, day.Joined)).ToList()
            : results.Hours.Select(hour => hour with { Hour = ZonedTime.ToLocal(hour.Hour, results.TimeZone) }).ToList();
        if (parts.Count == 0) return new(true, []);
        var first = results.LaunchedAt is { } launched ? Earlier(parts[0].Hour, Local(launched)) : parts[0].Hour;
        // Of what is over, the quiet time after it is not shown.
        var last = Later(parts[^1].Hour, Local(results.EndsAt is { } end ? Earlier(end, now) : now));
        return !summed && last - first < TimeSpan.FromHours(HoursShown)
            ? new(true, Fill(parts, HourOf(first), HourOf(last), TimeSpan.FromHours(1), HourOf, time => time.ToString("HH:mm", CultureInfo.InvariantCulture)))
            : new(false, Fill(parts, first.Date, last.Date, TimeSpan.FromDays(1), time => time.Date, Dates.ShortDay));

        DateTime Local(DateTime utc) => ZonedTime.ToLocal(utc, results.TimeZone);
    }

    private static List<ResultBucket> Fill(
        List<HourNumbers> parts, DateTime first, DateTime last, TimeSpan step, Func<DateTime, DateTime> bucketOf, Func<DateTime, string> label)
    {
        // In autumn two hours of one day have the same name on the wall.
        var sums = parts.GroupBy(part => bucketOf(part.Hour)).ToDictionary(group => group.Key,
            group => (group.Sum(part => part.Delivered), group.Sum(part => part.Read), group.Sum(part => part.Joined)));
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
