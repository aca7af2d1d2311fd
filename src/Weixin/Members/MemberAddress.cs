using System.Globalization;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>The addresses of memberships.</summary>
public static class MemberAddress
{
    /// <summary>An own membership, by the digits of its card.</summary>
    public static string Of(string code) => CardAddress.Member(code);

    /// <summary>Its points, from the newest or below a position.</summary>
    public static string Points(string code, long? before = null) => Below($"{CardAddress.Copy(code)}/points", before);

    /// <summary>What can be had for them.</summary>
    public static string Exchange(string code) => $"{CardAddress.Copy(code)}/exchange";

    /// <summary>The money on it, from the newest movement or below a position.</summary>
    public static string Purse(string code, long? before = null) => Below($"{CardAddress.Copy(code)}/balance", before);

    /// <summary>A brand's members, of one of its cards.</summary>
    public static string Console(string appId, string? card = null) => $"/a/{appId}/members{(card is null ? "" : $"?card={card}")}";

    /// <summary>What a brand has decided for a card.</summary>
    public static string Plan(string appId, string? card = null) => $"/a/{appId}/members/plan{(card is null ? "" : $"?card={card}")}";

    /// <summary>One member.</summary>
    public static string Member(string appId, string member) => $"/a/{appId}/members/{member}";

    /// <summary>The position that an address names; anything else is the newest.</summary>
    internal static long? PositionOf(string? before) => long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0 ? position : null;

    private static string Below(string address, long? before) => before is { } position ? string.Create(CultureInfo.InvariantCulture, $"{address}?before={position}") : address;
}
