using System.Collections.Frozen;
using System.Globalization;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Countries, clocks and currencies that an account may choose from: what the runtime's own data knows, never a list of ours.</summary>
public static class Places
{
    /// <summary>Mainland China.</summary>
    public const string Mainland = "CN";

    private static readonly FrozenSet<string> CurrencySet = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).ISOCurrencySymbol)
        .Where(code => code.Length == 3 && code.All(char.IsAsciiLetterUpper) && code is not ("XXX" or "XDR" or "XAF" or "XOF" or "XPF" or "XCD"))
        .Concat(["XAF", "XOF", "XPF", "XCD"])
        .ToFrozenSet();

    private static readonly FrozenSet<string> CountrySet = PhoneReading.Regions.Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper)).ToFrozenSet();

    /// <summary>ISO 4217 codes of the currencies in use.</summary>
    public static IReadOnlyList<string> Currencies { get; } = [.. CurrencySet.Order(StringComparer.Ordinal)];

    /// <summary>IANA names of the time zones, west to east.</summary>
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        // Unsorted: the system sorts by names in the reader's language, which takes most of a second to find out.
        .. TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Where(zone => zone.HasIanaId && (zone.Id.Contains('/', StringComparison.Ordinal) || zone.Id == "UTC") && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal))
            .OrderBy(zone => zone.BaseUtcOffset).ThenBy(zone => zone.Id, StringComparer.Ordinal).Select(zone => zone.Id),
    ];

    /// <summary>ISO 3166 codes of countries and regions.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. CountrySet.Order(StringComparer.Ordinal)];

    /// <summary>Is this a country or region?</summary>
    public static bool IsCountry(string? code) => code is not null && CountrySet.Contains(code);

    /// <summary>Is this a currency?</summary>
    public static bool IsCurrency(string? code) => code is not null && CurrencySet.Contains(code);

    /// <summary>Is this a time zone?</summary>
    public static bool IsTimeZone(string? id) => id is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    // Named as people of both portals expect; the system's own names for these differ from version to version.
    private static readonly FrozenDictionary<string, Bilingual> Ours = new Dictionary<string, Bilingual>
    {
        [Mainland] = new("Mainland China", "中国大陆"),
        ["HK"] = new("Hong Kong", "中国香港"),
        ["MO"] = new("Macao", "中国澳门"),
        ["TW"] = new("Taiwan", "中国台湾"),
    }.ToFrozenDictionary();

    /// <summary>A country's or region's name in the reader's language; the code itself when there is no such place.</summary>
    public static string CountryName(string code)
    {
        if (Ours.TryGetValue(code, out var ours))
            return ours.ToString();
        try
        {
            // The system keeps the name of a region in the language of whoever asked first: each language asks for a region of its own.
            // And with its script: the Chinese of America is written in traditional characters unless the simplified are asked for.
            var reader = CultureInfo.CurrentUICulture;
            return code.Length == 2 ? new RegionInfo($"{(reader.Parent.Name.Length > 0 ? reader.Parent.Name : reader.Name)}-{code}").DisplayName : code;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>A time zone with its offset today, <c>Europe/Lisbon (UTC+00:00)</c>.</summary>
    public static string TimeZoneName(string id, DateTime now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return id;
        var offset = zone.GetUtcOffset(now);
        return string.Create(CultureInfo.InvariantCulture, $"{id.Replace('_', ' ')} (UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm})");
    }

    /// <summary>The day it is in a time zone.</summary>
    public static DateOnly DayIn(string timeZone, DateTime utcNow) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utcNow, TimeZoneInfo.FindSystemTimeZoneById(timeZone)));
}
