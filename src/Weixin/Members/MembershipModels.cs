using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>The level after the member's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Missing">Points that are missing to it.</param>
/// <param name="Percent">How far the way from the present level is gone, 0 to 99.</param>
public sealed record NextLevel(string Name, long Missing, int Percent);

/// <summary>What the form that activates the card asks for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Birthday">The day of birth.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="City">The city.</param>
/// <param name="Consent">What who joins agrees to, in the brand's words; may be empty.</param>
/// <param name="Bonus">Points for activating.</param>
/// <param name="MaskedPhone">The number with which the reader signs in.</param>
public sealed record ActivationSheet(Asked Name, Asked Birthday, Asked Phone, Asked City, string Consent, int Bonus, string MaskedPhone);

/// <summary>A membership as its owner sees it.</summary>
/// <param name="Code">The card's digits.</param>
/// <param name="Terms">What is written on the card.</param>
/// <param name="AppId">The brand's.</param>
/// <param name="AvatarCode">The brand's picture.</param>
/// <param name="ValidFrom">UTC.</param>
/// <param name="ValidUntil">UTC; null for ever.</param>
/// <param name="Against">Why it does not count at the moment; null when it does.</param>
/// <param name="Activation">What is asked to activate it; null when it is activated.</param>
/// <param name="Face">Number, level and points; null before it is activated.</param>
/// <param name="Next">The level after the member's own; null at the highest.</param>
/// <param name="BalanceFen">What is on the card, fen.</param>
/// <param name="CheckIn">Points for checking in; 0 for no check-in.</param>
/// <param name="CheckedIn">Was today's check-in done?</param>
public sealed record MembershipView(
    string Code, CardTerms Terms, string AppId, string? AvatarCode, DateTime ValidFrom, DateTime? ValidUntil, Bilingual? Against, ActivationSheet? Activation,
    MemberFace? Face, NextLevel? Next, long BalanceFen, int CheckIn, bool CheckedIn);

/// <summary>What is typed to activate a card.</summary>
/// <param name="Name">The name.</param>
/// <param name="Birthday">The day of birth.</param>
/// <param name="Phone">The phone number is told.</param>
/// <param name="City">The city.</param>
/// <param name="Consent">The member agrees.</param>
public sealed record ActivationForm(string? Name, string? Birthday, bool Phone, string? City, bool Consent);

/// <summary>An entry of points in a list.</summary>
/// <param name="Id">Where the next page begins.</param>
/// <param name="Kind">What for.</param>
/// <param name="Points">How many; fewer is negative.</param>
/// <param name="Subject">The offer's title, or the reason; may be empty.</param>
/// <param name="At">UTC.</param>
public sealed record PointRow(long Id, PointKind Kind, long Points, string Subject, DateTime At);

/// <summary>A page of points.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Below which the next page begins; null on the last.</param>
public sealed record PointPage(IReadOnlyList<PointRow> Rows, long? Next);

/// <summary>How leaving ended.</summary>
public enum LeaveOutcome
{
    /// <summary>The membership is over.</summary>
    Done = 1,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is money on the card: it is paid out first.</summary>
    HasBalance,
}
