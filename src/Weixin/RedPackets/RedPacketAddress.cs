namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>The red packets' own addresses in the app.</summary>
public static class RedPacketAddress
{
    /// <summary>What waits, what was got, what was sent.</summary>
    public const string Home = "/app/red-packets";

    /// <summary>Where one is sent.</summary>
    public const string New = "/app/red-packets/new";

    /// <summary>A red packet: also its link.</summary>
    public static string Of(string code) => $"{Home}/{code}";

    /// <summary>Where one of a kind is sent.</summary>
    public static string NewOf(RedPacketKind kind) => $"{New}?kind={NameOf(kind)}";

    /// <summary>Where one is sent to one friend, by the code in the person's own list.</summary>
    public static string NewTo(string friend) => $"{New}?friend={friend}";

    /// <summary>A kind as it stands in addresses and forms.</summary>
    public static string NameOf(RedPacketKind kind) => kind switch { RedPacketKind.Equal => "equal", RedPacketKind.Lucky => "lucky", _ => "friend" };

    /// <summary>The kind that an address or a form names; anything else is for a friend.</summary>
    public static RedPacketKind KindOf(string? name) => name switch { "equal" => RedPacketKind.Equal, "lucky" => RedPacketKind.Lucky, _ => RedPacketKind.Friend };
}
