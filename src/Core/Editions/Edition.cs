namespace WeixinWeChat.Core.Editions;

/// <summary>The two systems. A person, an account and a database belong to exactly one, for good.</summary>
public enum Edition
{
    /// <summary>微信: mainland China, people whose phone number at the first sign-in was +86.</summary>
    Weixin = 1,

    /// <summary>WeChat: everyone else.</summary>
    WeChat = 2,
}
