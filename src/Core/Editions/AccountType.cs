namespace WeixinWeChat.Core.Editions;

/// <summary>The kind of an official account; chosen at registration, for good. DOMAIN 1.1.</summary>
public enum AccountType
{
    /// <summary>订阅号: may send once a day, folded away in the list of subscriptions.</summary>
    Subscription = 1,

    /// <summary>服务号: may send four times a month, shown among the chats.</summary>
    Service = 2,
}
