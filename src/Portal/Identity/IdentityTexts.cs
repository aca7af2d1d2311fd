namespace WeixinWeChat.Portal.Identity;

/// <summary>Names the texts of sign-up, sign-in and security.</summary>
public sealed class IdentityTexts;
