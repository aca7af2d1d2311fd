using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.Accounts;

/// <summary>Days and moments on China's clock, by which the mainland portal's promises run.</summary>
public static class ChinaTime
{
    /// <summary>The clock on the wall of every shop.</summary>
    public const string Zone = "Asia/Shanghai";

    /// <summary>A day.</summary>
    public static string Day(DateTime utc) => Dates.Day(utc, Zone);

    /// <summary>A day with its time.</summary>
    public static string Moment(DateTime utc) => Dates.Moment(utc, Zone);

    /// <summary>The time of day alone.</summary>
    public static string Time(DateTime utc) => Dates.Time(utc, Zone);

    /// <summary>A month with its year.</summary>
    public static string Month(DateTime utc) => ZonedTime.ToLocal(utc, Zone).ToString("y", PortalCultures.Current);

    /// <summary>The day of a moment.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ZonedTime.ToLocal(utc, Zone));

    /// <summary>The moment at which a day begins, UTC.</summary>
    public static DateTime StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The moment of a time of a day, UTC.</summary>
    public static DateTime At(DateOnly day, TimeOnly time) => ZonedTime.ToUtc(day.ToDateTime(time), Zone);
}
