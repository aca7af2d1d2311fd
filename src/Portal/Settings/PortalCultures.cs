using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace WeixinWeChat.Portal.Settings;

/// <summary>The languages of every page, and how each writes a date.</summary>
public static class PortalCultures
{
    /// <summary>Their names, the neutral one last.</summary>
    public static readonly IReadOnlyList<string> Names = ["zh-CN", "en"];

    private static readonly IReadOnlyList<CultureInfo> All = [CultureInfo.GetCultureInfo("zh-CN"), International()];

    /// <summary>The culture of this name, with our dates.</summary>
    public static CultureInfo Of(string name) => All.Single(culture => culture.Name == name);

    /// <summary>Offers both, <paramref name="first"/> until the person chooses.</summary>
    public static void Offer(this RequestLocalizationOptions options, string first)
    {
        options.DefaultRequestCulture = new RequestCulture(Of(first));
        options.SupportedCultures = [.. All];
        options.SupportedUICultures = [.. All];
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
