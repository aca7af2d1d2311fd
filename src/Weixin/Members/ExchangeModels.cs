using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A coupon for points in its brand's list.</summary>
/// <param name="Code">Public id.</param>
/// <param name="Title">The coupon's headline.</param>
/// <param name="Price">Points for one.</param>
/// <param name="Most">How many may be given; null for as many as the coupon has.</param>
/// <param name="Given">How many were.</param>
/// <param name="State">Where the coupon stands.</param>
public sealed record OfferRow(string Code, string Title, int Price, int? Most, int Given, CardState State);

/// <summary>A coupon that can be put up.</summary>
/// <param name="Code">Public id.</param>
/// <param name="Title">Its headline.</param>
public sealed record CouponChoice(string Code, string Title);

/// <summary>What is put up for the members of a card.</summary>
/// <param name="Offers">The newest first.</param>
/// <param name="Coupons">What could be put up: the brand's issued cards that are no memberships.</param>
public sealed record ExchangeDesk(IReadOnlyList<OfferRow> Offers, IReadOnlyList<CouponChoice> Coupons);

/// <summary>What is typed to put a coupon up.</summary>
/// <param name="Key">The form's own key: sent twice, it is one offer.</param>
/// <param name="Coupon">Public id of the coupon.</param>
/// <param name="Price">Points as typed.</param>
/// <param name="Most">How many as typed; empty for as many as the coupon has.</param>
public sealed record OfferForm(Guid Key, string? Coupon, string? Price, string? Most);

/// <summary>A coupon for points as a member sees it.</summary>
/// <param name="Code">Public id.</param>
/// <param name="Terms">What is written on the coupon.</param>
/// <param name="Price">Points for one.</param>
/// <param name="Against">Why it cannot be had now; null when it can.</param>
public sealed record ExchangeChoice(string Code, CardTerms Terms, int Price, Bilingual? Against);

/// <summary>What a member can have for points.</summary>
/// <param name="BrandName">The brand.</param>
/// <param name="AvatarCode">Its picture.</param>
/// <param name="Points">What the member has.</param>
/// <param name="Against">Why nothing can be had at the moment; null when something can.</param>
/// <param name="Choices">What there is.</param>
public sealed record ExchangeMenu(string BrandName, string? AvatarCode, long Points, Bilingual? Against, IReadOnlyList<ExchangeChoice> Choices);

/// <summary>How an exchange ended.</summary>
/// <param name="Problem">Why there is no coupon; null when there is one. Points that were taken are back then.</param>
/// <param name="Coupon">The coupon's digits.</param>
public sealed record ExchangeResult(Bilingual? Problem, string? Coupon)
{
    internal static ExchangeResult No(Bilingual problem) => new(problem, null);
}
