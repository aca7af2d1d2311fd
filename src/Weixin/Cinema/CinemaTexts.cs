namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Names the texts of the cinemas: the subscribers' pages and the chain's.</summary>
public sealed class CinemaTexts;
