using System.Collections.Frozen;
using System.Globalization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Layout;

/// <summary>Dates as every page writes them: 2026年11月25日 21:30, or 25 Nov 2026 21:30, on a clock that the caller names.</summary>
public static class Dates
{
    // A zone's name is its city's. These are known to Chinese readers by a name of their own.
    private static readonly FrozenDictionary<string, Bilingual> Cities = new Dictionary<string, Bilingual>
    {
        ["Asia/Shanghai"] = new("Beijing", "北京"),
        ["Asia/Hong_Kong"] = new("Hong Kong", "香港"),
        ["Asia/Macau"] = new("Macao", "澳门"),
        ["Asia/Taipei"] = new("Taipei", "台北"),
        ["Asia/Singapore"] = new("Singapore", "新加坡"),
        ["Asia/Tokyo"] = new("Tokyo", "东京"),
        ["Europe/London"] = new("London", "伦敦"),
        ["Europe/Paris"] = new("Paris", "巴黎"),
        ["America/New_York"] = new("New York", "纽约"),
        ["America/Los_Angeles"] = new("Los Angeles", "洛杉矶"),
        ["Australia/Sydney"] = new("Sydney", "悉尼"),
    }.ToFrozenDictionary();

    private static CultureInfo Reader => PortalCultures.Current;

    /// <summary>The day of a moment.</summary>
    /// <param name="utc">The moment.</param>
    /// <param name="timeZone">IANA name of the clock.</param>
    public static string Day(DateTime utc, string timeZone) => Local(utc, timeZone).ToString("d", Reader);

    /// <summary>Day and time of a moment.</summary>
    public static string Moment(DateTime utc, string timeZone) => Local(utc, timeZone).ToString("g", Reader);

    /// <summary>The time of a moment, without its day.</summary>
    public static string Time(DateTime utc, string timeZone) => Local(utc, timeZone).ToString("t", Reader);

    /// <summary>As a list of messages says it: the time today, the day this year, else the date.</summary>
    public static string Near(DateTime utc, DateTime now, string timeZone)
    {
        var (here, today) = (Local(utc, timeZone), Local(now, timeZone));
        return here.ToString(here.Date == today.Date ? "t" : here.Year == today.Year ? "M" : "d", Reader);
    }

    /// <summary>A day without its year: of a chart, where the year is plain.</summary>
    public static string ShortDay(DateTime local) => local.ToString("M", Reader);

    /// <summary>What a wall clock showed, with the day of the week: to read back what was chosen.</summary>
    public static string WithWeekday(DateTime local) => string.Create(Reader, $"{local:ddd} {local:g}");

    /// <summary>A clock's name: <c>London time</c>, 伦敦时间.</summary>
    public static string ZoneName(string timeZone)
    {
        if (timeZone == "UTC")
            return timeZone;
        var city = timeZone[(timeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return (Cities.TryGetValue(timeZone, out var known) ? new Bilingual($"{known.En} time", $"{known.Zh}时间") : new Bilingual($"{city} time", $"{city} 当地时间")).ToString();
    }

    private static DateTime Local(DateTime utc, string timeZone) => ZonedTime.ToLocal(utc, timeZone);
}
