using System.Net;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Tests;

/// <summary>Somebody with cookies.</summary>
/// <param name="Client">Sends them.</param>
/// <param name="Cookies">The cookies.</param>
/// <param name="Email">The address of a portal user; a subscriber and a visitor have none.</param>
public sealed record Actor(HttpClient Client, CookieContainer Cookies, string? Email = null);

/// <summary>One portal with its people.</summary>
public sealed class Side
{
    public required RunningPortal Portal { get; init; }

    /// <summary>Stands in every text of the owner's brand.</summary>
    public required string Canary { get; init; }

    /// <summary>Not signed in.</summary>
    public required Actor Visitor { get; init; }

    /// <summary>Administers the account with the canary.</summary>
    public required Actor Owner { get; init; }

    /// <summary>Administers another brand of the same side.</summary>
    public required Actor Stranger { get; init; }

    /// <summary>A platform reviewer.</summary>
    public required Actor Reviewer { get; init; }

    /// <summary>A platform reviewer who decides more.</summary>
    public required Actor SeniorReviewer { get; init; }

    /// <summary>A platform administrator.</summary>
    public required Actor Administrator { get; init; }

    /// <summary>Follows the canary's account and has received its campaign.</summary>
    public required Actor Follower { get; init; }

    /// <summary>A subscriber who follows nobody.</summary>
    public required Actor Passerby { get; init; }

    /// <summary>The canary's account.</summary>
    public required OfficialAccount Account { get; init; }

    /// <summary>Its campaign, launched.</summary>
    public required string CampaignCode { get; init; }

    /// <summary>Another campaign of it, a draft.</summary>
    public required string DraftCode { get; init; }

    /// <summary>The campaign's cover.</summary>
    public required string CoverCode { get; init; }

    /// <summary>The account's verification case; empty where there is no verification.</summary>
    public required string CaseCode { get; init; }

    /// <summary>The licence in that case; empty likewise.</summary>
    public required string DocumentCode { get; init; }

    /// <summary>Codes of what stands in addresses, by the beginning of those.</summary>
    public required IReadOnlyDictionary<string, string> Codes { get; init; }

    /// <summary>The code that belongs into such an address; null when nothing says so.</summary>
    public string? CodeFor(string pattern) => Codes.Where(row => pattern.StartsWith(row.Key, StringComparison.Ordinal)).Select(row => row.Value).SingleOrDefault();

    /// <summary>What there is of cards.</summary>
    public required OfferedCards Cards { get; init; }

    /// <summary>Everybody, by the names that the table of answers has for them.</summary>
    public IReadOnlyDictionary<string, Actor> Actors => new Dictionary<string, Actor>
    {
        ["visitor"] = Visitor,
        ["stranger"] = Stranger,
        ["owner"] = Owner,
        ["follower"] = Follower,
        ["passerby"] = Passerby,
        ["reviewer"] = Reviewer,
        ["senior"] = SeniorReviewer,
        ["administrator"] = Administrator,
    };

    /// <summary>What no other portal may hold or say: the canary, and every id that could lead to the brand.</summary>
    public IReadOnlyList<string> Words =>
        [Canary, Account.AppId, Account.OriginalId, Account.QrTicket, CampaignCode, DraftCode, CoverCode, .. new[] { CaseCode, DocumentCode }.Concat(Cards.All).Where(code => code.Length > 0), .. Codes.Values];

    /// <summary>Fills a running portal.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="phones">A subscriber's number of this side without its last three digits.</param>
    /// <param name="canary">The word that no other portal may hold. At most 16 letters, and none of the words that names may not have.</param>
    public static Task<Side> Furnish(RunningPortal portal, string phones, string canary) => new Furnishing(portal, phones, canary).Furnish();
}
