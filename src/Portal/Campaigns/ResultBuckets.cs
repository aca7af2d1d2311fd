using System.Globalization;
using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>One column of the chart.</summary>
internal sealed record ResultBucket(string Label, long Delivered, long Read, long Joined);

/// <summary>A campaign's hours as columns: hour by hour in its first day, then day by day, on the account's clock and without gaps.</summary>
internal static class ResultBuckets
{
    private const int HoursShown = 24;

    /// <summary>The columns, oldest first.</summary>
    public static IReadOnlyList<ResultBucket> Of(IReadOnlyList<HourNumbers> hours, string timeZone, CultureInfo culture)
    {
        if (hours.Count == 0) return [];
        var local = hours.Select(hour => hour with { Hour = ZonedTime.ToLocal(hour.Hour, timeZone) }).ToList();
        var (first, last) = (local[0].Hour, local[^1].Hour);
        return last - first < TimeSpan.FromHours(HoursShown)
            ? Fill(local, first, last, TimeSpan.FromHours(1), time => time, time => time.ToString("HH:mm", culture))
            : Fill(local, first.Date, last.Date, TimeSpan.FromDays(1), time => time.Date, time => time.ToString("M", culture));
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
}
