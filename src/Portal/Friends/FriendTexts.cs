namespace WeixinWeChat.Portal.Friends;

/// <summary>Marks the texts of friends.</summary>
public sealed class FriendTexts;
