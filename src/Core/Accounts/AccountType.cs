namespace WeixinWeChat.Core.Accounts;

/// <summary>The kinds of official account (DOMAIN 1.1). Chosen once.</summary>
public enum AccountType
{
    /// <summary>订阅号: one send a day, folded into the Subscriptions folder.</summary>
    Subscription,

    /// <summary>服务号: four sends a month, shown in the chat list.</summary>
    Service,
}
