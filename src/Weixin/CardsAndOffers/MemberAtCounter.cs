using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>What stands on a membership card of somebody.</summary>
/// <param name="Number">The member's number.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="Points">Points that are left.</param>
public sealed record MemberFace(string Number, string Level, long Points);

/// <summary>A member as the counter sees them: shown, and nothing used up.</summary>
/// <param name="Terms">What is written on the card.</param>
/// <param name="Face">Number, level and points; null before the card is activated.</param>
/// <param name="Owner">Who it is, masked.</param>
/// <param name="Against">Why the membership does not count at the moment; null when it does.</param>
public sealed record MemberAtCounter(CardTerms Terms, MemberFace? Face, string Owner, Bilingual? Against);

/// <summary>Knows the members behind membership cards (registered as a singleton: this room knows the cards alone).</summary>
/// <param name="Find">A member of an account by what the counter reads: the digits of the card, or the member's number. Null when they are nobody's there.</param>
/// <param name="Faces">What stands on copies of membership cards, by the copies' internal numbers; those that are not activated are left out.</param>
public sealed record MemberLookup(
    Func<PortalDb, long, string, CancellationToken, Task<MemberAtCounter?>> Find,
    Func<PortalDb, IReadOnlyList<long>, CancellationToken, Task<IReadOnlyDictionary<long, MemberFace>>> Faces);
