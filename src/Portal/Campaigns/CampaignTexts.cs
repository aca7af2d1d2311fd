namespace WeixinWeChat.Portal.Campaigns;

/// <summary>Texts of campaigns, for brands and for subscribers.</summary>
public sealed class CampaignTexts;
