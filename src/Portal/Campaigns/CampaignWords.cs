using System.Globalization;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>States, faults and times of campaigns in words.</summary>
internal static class CampaignWords
{
    /// <summary>A fault, as it stands beside its field.</summary>
    public static string Of(this IStringLocalizer<CampaignTexts> texts, CampaignFault fault) => texts[$"Fault_{fault.Field}_{fault.Problem}", fault.Field switch
    {
        CampaignField.Title => Campaign.TitleMax,
        CampaignField.Author => Campaign.AuthorMax,
        CampaignField.Digest => Campaign.DigestMax,
        CampaignField.Content => Campaign.ContentBelow,
        CampaignField.Period => Campaign.PeriodDaysMax,
        _ => Campaign.CapacityMax,
    }];

    /// <summary>The colour of a state's chip.</summary>
    public static string ChipOf(CampaignState state) => state switch
    {
        CampaignState.Launching => "chip--info",
        CampaignState.Running => "chip--ok",
        CampaignState.Withdrawn => "chip--bad",
        _ => "",
    };

    /// <summary>A moment on the account's clock.</summary>
    public static string At(DateTime utc, string timeZone) => Dates.Moment(utc, timeZone);

    /// <summary>The zone as people know it: its city and its distance from UTC now.</summary>
    public static string ZoneOf(string timeZone, DateTime now)
    {
        var offset = ZonedTime.Zone(timeZone).GetUtcOffset(now);
        return string.Create(CultureInfo.InvariantCulture, $"{timeZone.Replace('_', ' ')} (UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset:hh\\:mm})");
    }
}
