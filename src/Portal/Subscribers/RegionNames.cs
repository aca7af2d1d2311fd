using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The list of countries and regions at the app's door.</summary>
internal sealed class RegionNames
{
    private static readonly ImmutableArray<string> First = ["CN", "HK", "MO", "TW"];

    // One for each language that the portal speaks: to put them in order took a fifth of what the door's page takes.
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string Region, string Name, int CallingCode)>> known = new();

    /// <summary>Every region with its calling code, in the reader's language: the four around the mainland first, then by name.</summary>
    public IReadOnlyList<(string Region, string Name, int CallingCode)> All() => known.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => Ordered());

    private static IReadOnlyList<(string Region, string Name, int CallingCode)> Ordered() =>
    [
        .. PhoneReading.Regions.Where(region => PhoneReading.CallingCodeOf(region) is > 0)
            .Select(region => (Region: region, Name: Places.CountryName(region), CallingCode: PhoneReading.CallingCodeOf(region)!.Value))
            .OrderBy(row => First.IndexOf(row.Region) is var place and >= 0 ? place : First.Length)
            .ThenBy(row => row.Name, StringComparer.CurrentCulture),
    ];
}
