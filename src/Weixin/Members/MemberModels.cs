using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A member in the brand's list.</summary>
/// <param name="Id">Where the next page begins.</param>
/// <param name="Code">Public id.</param>
/// <param name="Number">The member's number.</param>
/// <param name="MaskedName">Name or nickname, masked.</param>
/// <param name="Level">Name of the level.</param>
/// <param name="Points">Points that are left.</param>
/// <param name="State">Whether the membership counts.</param>
/// <param name="ActivatedAt">UTC.</param>
public sealed record MemberRow(long Id, string Code, string Number, string MaskedName, string Level, long Points, MemberState State, DateTime ActivatedAt);

/// <summary>A page of members.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Below which the next page begins; null on the last.</param>
/// <param name="Levels">The card's levels, the lowest first, for the filter.</param>
public sealed record MemberList(IReadOnlyList<MemberRow> Rows, long? Next, IReadOnlyList<(int Number, string Name)> Levels);

/// <summary>Which members are looked for.</summary>
/// <param name="Text">A member's number or its beginning, or a name; null for all.</param>
/// <param name="Level">On which level; null for all.</param>
public sealed record MemberSearch(string? Text, int? Level);

/// <summary>A card's members in numbers, over some days.</summary>
/// <param name="Members">How many there are.</param>
/// <param name="New">How many came, day by day, the oldest first.</param>
/// <param name="Given">Points that were given.</param>
/// <param name="Spent">Points that were spent or taken back.</param>
public sealed record MemberNumbers(int Members, IReadOnlyList<(DateTime Day, int Count)> New, long Given, long Spent);

/// <summary>One member as the brand sees them: personal data masked.</summary>
/// <param name="Code">Public id.</param>
/// <param name="Card">The card's public id.</param>
/// <param name="CardTitle">Its headline.</param>
/// <param name="Face">Number, level and points.</param>
/// <param name="Earned">Points earned in all.</param>
/// <param name="BalanceFen">What is on the card, fen.</param>
/// <param name="MaskedName">Name or nickname, masked.</param>
/// <param name="MaskedBirthday">Month and day; null when it was not said.</param>
/// <param name="MaskedPhone">The number, masked; null when it was not told.</param>
/// <param name="City">The city; null when it was not said.</param>
/// <param name="State">Whether the membership counts.</param>
/// <param name="Copy">Where the copy of the card stands.</param>
/// <param name="ActivatedAt">UTC.</param>
/// <param name="Points">The latest points.</param>
public sealed record MemberSheet(
    string Code, string Card, string CardTitle, MemberFace Face, long Earned, long BalanceFen, string MaskedName, string? MaskedBirthday, string? MaskedPhone, string? City,
    MemberState State, CodeState Copy, DateTime ActivatedAt, PointPage Points);

/// <summary>What is typed to add or take points by hand.</summary>
/// <param name="Key">The form's own key: sent twice, it is one entry.</param>
/// <param name="Points">How many as typed; with a minus they are taken.</param>
/// <param name="Reason">Why, as the member reads it.</param>
public sealed record AdjustForm(Guid Key, string? Points, string? Reason);
