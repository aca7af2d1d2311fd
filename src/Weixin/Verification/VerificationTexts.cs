namespace WeixinWeChat.Weixin.Verification;

/// <summary>Names the texts of verification, for brands.</summary>
public sealed class VerificationTexts;
