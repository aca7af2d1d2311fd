using System.Globalization;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>Countries and regions by name, in the reader's language.</summary>
internal static class RegionNames
{
    // Named as people of both portals expect; the system's own names for these differ from version to version.
    private static readonly string[] Ours = ["CN", "HK", "MO", "TW"];

    public static string Of(string region, IStringLocalizer<SubscriberTexts> text)
    {
        if (Ours.Contains(region))
            return text[$"Region_{region}"];
        try
        {
            return region.Length == 2 ? new RegionInfo(region).DisplayName : region;
        }
        catch (ArgumentException)
        {
            return region;
        }
    }

    /// <summary>Every region with its calling code, for the list at the door: the four around the mainland first, then by name.</summary>
    public static IReadOnlyList<(string Region, string Name, int CallingCode)> All(IStringLocalizer<SubscriberTexts> text) =>
    [
        .. PhoneReading.Regions.Where(region => PhoneReading.CallingCodeOf(region) is > 0)
            .Select(region => (Region: region, Name: Of(region, text), CallingCode: PhoneReading.CallingCodeOf(region)!.Value))
            .OrderBy(row => Array.IndexOf(Ours, row.Region) is var place and >= 0 ? place : Ours.Length)
            .ThenBy(row => row.Name, StringComparer.CurrentCulture),
    ];
}
