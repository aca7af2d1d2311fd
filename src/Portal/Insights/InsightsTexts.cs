namespace WeixinWeChat.Portal.Insights;

/// <summary>Names the texts of an account's numbers.</summary>
public sealed class InsightsTexts;
