namespace WeixinWeChat.Weixin.Accounts;

/// <summary>Texts of the mainland registration.</summary>
public sealed class WeixinRegistrationTexts;
