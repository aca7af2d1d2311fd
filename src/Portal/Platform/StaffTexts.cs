namespace WeixinWeChat.Portal.Platform;

/// <summary>Names the texts of the page where the platform's staff is appointed.</summary>
public sealed class StaffTexts;
