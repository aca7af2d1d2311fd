using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>Lets a draft be kept while some of its fields cannot be.</summary>
internal static class PartialDraft
{
    /// <summary>The draft with each field at fault as it was kept last.</summary>
    public static CampaignDraft Without(this CampaignDraft draft, IReadOnlyList<CampaignFault> faults, CampaignDraft last) =>
        faults.Aggregate(draft, (kept, fault) => fault.Field switch
        {
            CampaignField.Title => kept with { Title = last.Title },
            CampaignField.Author => kept with { Author = last.Author },
            CampaignField.Digest => kept with { Digest = last.Digest },
            CampaignField.Cover => kept with { CoverCode = last.CoverCode },
            CampaignField.Content => kept with { Content = last.Content },
            CampaignField.Capacity => kept with { Capacity = last.Capacity },
            _ => kept,
        });
}
