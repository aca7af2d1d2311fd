namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Names the texts of cards and offers.</summary>
public sealed class CardTexts;
