using System.Collections.Immutable;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The list of countries and regions at the app's door.</summary>
internal static class RegionNames
{
    private static readonly ImmutableArray<string> First = ["CN", "HK", "MO", "TW"];

    /// <summary>Every region with its calling code, in the reader's language: the four around the mainland first, then by name.</summary>
    public static IReadOnlyList<(string Region, string Name, int CallingCode)> All() =>
    [
        .. PhoneReading.Regions.Where(region => PhoneReading.CallingCodeOf(region) is > 0)
            .Select(region => (Region: region, Name: Places.CountryName(region), CallingCode: PhoneReading.CallingCodeOf(region)!.Value))
            .OrderBy(row => First.IndexOf(row.Region) is var place and >= 0 ? place : First.Length)
            .ThenBy(row => row.Name, StringComparer.CurrentCulture),
    ];
}
