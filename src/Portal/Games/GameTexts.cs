namespace WeixinWeChat.Portal.Games;

/// <summary>Marks the texts of the game centre: the subscribers' and the staff's.</summary>
public sealed class GameTexts;
