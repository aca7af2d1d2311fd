namespace WeixinWeChat.WeChat.Accounts;

/// <summary>Texts of the international registration.</summary>
public sealed class WeChatRegistrationTexts;
