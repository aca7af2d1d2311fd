namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Marks the texts of red packets.</summary>
public sealed class RedPacketTexts;
