namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Names the texts of the subscriber's wallet.</summary>
public sealed class WalletTexts;
