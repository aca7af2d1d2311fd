using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>The addresses of cards.</summary>
public static class CardAddress
{
    /// <summary>A subscriber's own cards.</summary>
    public const string Mine = "/app/cards";

    /// <summary>The reviewers' queue.</summary>
    public const string Review = "/review/cards";

    /// <summary>One own copy.</summary>
    public static string Copy(string code) => $"{Mine}/{code}";

    /// <summary>The membership that a copy stands for.</summary>
    public static string Member(string code) => $"{Copy(code)}/member";

    /// <summary>An offer.</summary>
    public static string Offer(string card) => $"{Mine}/k/{card}";

    /// <summary>Where an offer's form is sent.</summary>
    public static string TakeOf(string card) => $"{Mine}/k/{card}/take";

    /// <summary>A gift by its link.</summary>
    public static string Gift(string gift) => $"{Mine}/g/{gift}";

    /// <summary>The own cards that a filter lets through, from the newest or below a position.</summary>
    public static string MineOf(CopyFilter filter, long? before = null)
    {
        var query = string.Join('&', new[] { filter == CopyFilter.Usable ? null : $"show={Word(filter)}", before is { } position ? $"before={position}" : null }.OfType<string>());
        return query.Length == 0 ? Mine : $"{Mine}?{query}";
    }

    /// <summary>The filter that an address names; anything else shows what can be used.</summary>
    public static CopyFilter FilterOf(string? show) => show switch
    {
        "used" => CopyFilter.Used,
        "over" => CopyFilter.Over,
        _ => CopyFilter.Usable,
    };

    /// <summary>The cards of a brand.</summary>
    public static string Console(string appId) => $"/a/{appId}/cards";

    /// <summary>One of them.</summary>
    public static string Console(string appId, string card) => $"/a/{appId}/cards/{card}";

    /// <summary>Its offer as a link for articles and posters.</summary>
    public static string LinkOf(PortalSettings settings, string card) => $"{settings.PublicAddress}{Offer(card)}";

    /// <summary>The same inside a QR code: where it hangs is told by its scene.</summary>
    public static string QrLinkOf(PortalSettings settings, string card, string? scene) =>
        $"{LinkOf(settings, card)}?from=qr{(string.IsNullOrEmpty(scene) ? "" : $"&scene={Uri.EscapeDataString(scene)}")}";

    private static string Word(CopyFilter filter) => filter == CopyFilter.Used ? "used" : "over";
}
