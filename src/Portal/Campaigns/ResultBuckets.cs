using System.Globalization;
using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>One column of the chart.</summary>
internal sealed record ResultBucket(string Label, long Delivered, long Read, long Joined);

/// <summary>A campaign's hours or days as columns, on the account's clock and without gaps.</summary>
internal static class ResultBuckets
{
    /// <summary>The columns, oldest first.</summary>
    public static IReadOnlyList<ResultBucket> Of(CampaignResults results, CultureInfo culture) => results.Days.Count > 0
        ? Fill(results.Days.Select(day => new HourNumbers(day.Day.ToDateTime(TimeOnly.MinValue), day.Delivered, day.Read, day.Joined)),
            TimeSpan.FromDays(1), time => time.ToString("M", culture))
        : Fill(results.Hours.Select(hour => hour with { Hour = ZonedTime.ToLocal(hour.Hour, results.TimeZone) }),
            TimeSpan.FromHours(1), time => time.ToString("HH:mm", culture));

    private static List<ResultBucket> Fill(IEnumerable<HourNumbers> numbers, TimeSpan step, Func<DateTime, string> label)
    {
        // In autumn two hours of one day have the same name on the wall.
        var sums = numbers.GroupBy(part => part.Hour).ToDictionary(group => group.Key,
            group => (group.Sum(part => part.Delivered), group.Sum(part => part.Read), group.Sum(part => part.Joined)));
        List<ResultBucket> buckets = [];
        if (sums.Count == 0) return buckets;
        for (var (time, last) = (sums.Keys.Min(), sums.Keys.Max()); time <= last; time += step)
        {
            var (delivered, read, joined) = sums.GetValueOrDefault(time);
            buckets.Add(new(label(time), delivered, read, joined));
        }

        return buckets;
    }
}
