namespace WeixinWeChat.Portal.Subscribers;

/// <summary>Marks the texts of the subscribers' app and of the brand's list of followers.</summary>
public sealed class SubscriberTexts;
