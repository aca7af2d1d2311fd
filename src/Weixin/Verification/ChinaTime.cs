using System.Globalization;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Days and moments as the mainland portal's pages write them: on China's clock, in the reader's language.</summary>
internal static class ChinaTime
{
    // China has one zone and no summer time, so a fixed distance is exact; it also spares the zone database.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>A day: 2026年11月22日, 22 Nov 2026.</summary>
    public static string Day(DateTime utc) =>
        (utc + Shanghai).ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "yyyy年M月d日" : "d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A day with its time.</summary>
    public static string Moment(DateTime utc) => (utc + Shanghai).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>The time of day alone.</summary>
    public static string Time(DateTime utc) => (utc + Shanghai).ToString("t", CultureInfo.CurrentCulture);
}
