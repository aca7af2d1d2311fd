using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Names of the fields that only these forms have, as a problem names them.</summary>
public static class RedPacketFields
{
    /// <summary>The number of shares.</summary>
    public const string Shares = nameof(Shares);
}

// What is sent by the form, as typed.
internal sealed class PacketFields : KeyedFields
{
    public string? Kind { get; set; }

    public string? Friend { get; set; }

    public string? Phone { get; set; }

    public string? Shares { get; set; }

    public string? Amount { get; set; }

    public string? Note { get; set; }

    public string? Password { get; set; }

    public RedPacketForm Read() => new(FormKey, RedPacketAddress.KindOf(Kind), Phone, Shares, Amount, Note, Password, Friend);
}
