using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace WeixinWeChat.Portal.Settings;

/// <summary>The languages of every page, and how each writes a date.</summary>
public static class PortalCultures
{
    /// <summary>Their names, the neutral one last.</summary>
    public static readonly IReadOnlyList<string> Names = ["zh-CN", "en"];

    private static readonly IReadOnlyList<CultureInfo> All = [Mainland(), International()];

    /// <summary>The culture of this name, with our dates.</summary>
    public static CultureInfo Of(string name) => All.Single(culture => culture.Name == name);

    /// <summary>The reader's culture, with our dates; the neutral one for whoever reads in another.</summary>
    public static CultureInfo Current => All.FirstOrDefault(culture => culture.Name == CultureInfo.CurrentUICulture.Name) ?? All[^1];

    /// <summary>Offers both, <paramref name="first"/> until the person chooses.</summary>
    public static void Offer(this RequestLocalizationOptions options, string first)
    {
        options.DefaultRequestCulture = new RequestCulture(Of(first));
        options.SupportedCultures = [.. All];
        options.SupportedUICultures = [.. All];
    }

    // As articles there are dated; the slashes that the system would take are for tables of numbers.
    private static CultureInfo Mainland()
    {
        var culture = new CultureInfo("zh-CN", useUserOverride: false);
        var dates = culture.DateTimeFormat;
        (dates.ShortDatePattern, dates.LongDatePattern, dates.MonthDayPattern) = ("yyyy年M月d日", "yyyy年M月d日", "M月d日");
        (dates.ShortTimePattern, dates.LongTimePattern) = ("HH:mm", "HH:mm:ss");
        return CultureInfo.ReadOnly(culture);
    }

    // English is read by people from everywhere: 11/12 would be November to some and December to others.
    private static CultureInfo International()
    {
        var culture = new CultureInfo("en", useUserOverride: false);
        var dates = culture.DateTimeFormat;
        (dates.ShortDatePattern, dates.LongDatePattern, dates.MonthDayPattern) = ("d MMM yyyy", "d MMMM yyyy", "d MMM");
        (dates.ShortTimePattern, dates.LongTimePattern) = ("HH:mm", "HH:mm:ss");
        return CultureInfo.ReadOnly(culture);
    }
}
