using System.Globalization;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

internal sealed class SeatFields : KeyedFields
{
    public List<string?>? Seats { get; set; }

    /// <summary>The seats' numbers; what is none is left out.</summary>
    public IReadOnlyList<int> Places =>
        [.. (Seats ?? []).Select(seat => int.TryParse(seat, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0).Where(place => place > 0).Distinct()];
}

internal sealed class PayFields
{
    public string? Password { get; set; }
}
