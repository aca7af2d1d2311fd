namespace WeixinWeChat.Portal.Profile;

/// <summary>Marks the texts of a subscriber's own profile.</summary>
public sealed class ProfileTexts;
