using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Games;

/// <summary>Names of the fields of an entry's form, as a problem names them.</summary>
public static class EntryFields
{
    /// <summary>Which game.</summary>
    public const string Game = "game";

    /// <summary>In whose catalogues.</summary>
    public const string Regions = "regions";

    /// <summary>The Chinese title.</summary>
    public const string TitleZh = "title-zh";

    /// <summary>The English title.</summary>
    public const string TitleEn = "title-en";

    /// <summary>The Chinese line.</summary>
    public const string WordsZh = "words-zh";

    /// <summary>The English line.</summary>
    public const string WordsEn = "words-en";

    /// <summary>The picture.</summary>
    public const string Picture = "picture";

    /// <summary>The first day.</summary>
    public const string From = "from";

    /// <summary>The last day.</summary>
    public const string Until = "until";

    /// <summary>Where it stands in the list.</summary>
    public const string Order = "order";
}

/// <summary>What is typed for an entry.</summary>
/// <param name="Game">Which game; only of a new entry.</param>
/// <param name="Regions">ISO 3166 codes, or <see cref="CatalogueRegion.Elsewhere"/>.</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="WordsZh">Chinese line.</param>
/// <param name="WordsEn">English line.</param>
/// <param name="Picture">Code of the picture.</param>
/// <param name="From">First day, <c>yyyy-MM-dd</c> on the portal's clock.</param>
/// <param name="Until">Last day; empty when nothing ends it.</param>
/// <param name="Order">Smaller stands higher.</param>
public sealed record EntryDraft(
    string? Game, IReadOnlyList<string> Regions, string? TitleZh, string? TitleEn, string? WordsZh, string? WordsEn, string? Picture, string? From, string? Until, string? Order);

/// <summary>An entry in the staff's list.</summary>
public sealed record EntryRow(string Code, Bilingual Game, Bilingual Title, string Picture, IReadOnlyList<string> Regions, string From, string? Until, int Order);

/// <summary>An entry as it is edited.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Which game.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">What a save has to bring along.</param>
/// <param name="Draft">What stands in its fields.</param>
public sealed record EntrySheet(string Code, GameKind Kind, EntryState State, Guid Version, EntryDraft Draft);

/// <summary>How a change of the catalogue ended.</summary>
public enum EntryOutcome
{
    /// <summary>It stands.</summary>
    Saved = 1,

    /// <summary>Something is missing or wrong; see the problems.</summary>
    Invalid,

    /// <summary>Somebody else has changed it since it was read.</summary>
    Conflict,

    /// <summary>There is no such entry for this person.</summary>
    Missing,
}

/// <summary>The answer to a change of the catalogue.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">The entry's code, once it stands.</param>
/// <param name="Problems">What is wrong with which of the <see cref="EntryFields"/>, and what to do.</param>
public sealed record EntryAnswer(EntryOutcome Outcome, string? Code = null, params IReadOnlyList<(string Field, Bilingual Text)> Problems);
