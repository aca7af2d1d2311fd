using System.Globalization;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>The parts of a campaign that are written, each a field of the form.</summary>
public enum CampaignField
{
    /// <summary>Headline.</summary>
    Title = 1,

    /// <summary>Signature.</summary>
    Author,

    /// <summary>Line under the headline.</summary>
    Digest,

    /// <summary>Picture on top.</summary>
    Cover,

    /// <summary>The article.</summary>
    Content,

    /// <summary>Beginning and end.</summary>
    Period,

    /// <summary>How many may join.</summary>
    Capacity,

    /// <summary>Who may comment.</summary>
    Comments,
}

/// <summary>What can be wrong with a field.</summary>
public enum CampaignProblem
{
    /// <summary>Nothing there; stops a launch, not a save.</summary>
    Missing = 1,

    /// <summary>Longer than its limit.</summary>
    TooLong,

    /// <summary>Invisible characters, or ones that turn the text around.</summary>
    Characters,

    /// <summary>A picture that this account has not uploaded.</summary>
    Unknown,

    /// <summary>The end is not after the beginning.</summary>
    Backwards,

    /// <summary>The end has passed.</summary>
    Over,

    /// <summary>Outside what is allowed.</summary>
    OutOfRange,
}

/// <summary>A field and what is wrong with it.</summary>
public sealed record CampaignFault(CampaignField Field, CampaignProblem Problem);

/// <summary>What a brand has written so far, complete or not.</summary>
/// <param name="Title">Headline.</param>
/// <param name="Author">Signature, or nothing.</param>
/// <param name="Digest">Line under the headline, or nothing: the article's beginning is taken.</param>
/// <param name="Content">HTML, as the editor made it.</param>
/// <param name="CoverCode">A picture of the account.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Capacity">Null for as many as want to.</param>
/// <param name="Comments">Who may comment.</param>
public sealed record CampaignDraft(
    string Title, string Author, string Digest, string Content, string? CoverCode, DateTime? StartsAt, DateTime? EndsAt, int? Capacity,
    CommentRule Comments = CommentRule.Off)
{
    /// <summary>Nothing written yet.</summary>
    public static CampaignDraft Empty { get; } = new("", "", "", "", null, null, null, null);

    /// <summary>The draft without outer spaces and line breaks in its one-line fields.</summary>
    public CampaignDraft Tidied() => this with { Title = OneLine(Title), Author = OneLine(Author), Digest = OneLine(Digest) };

    /// <summary>What cannot even be kept as a draft.</summary>
    public IEnumerable<CampaignFault> Unstorable()
    {
        foreach (var (field, text, max) in new[]
            { (CampaignField.Title, Title, Campaign.TitleMax), (CampaignField.Author, Author, Campaign.AuthorMax), (CampaignField.Digest, Digest, Campaign.DigestMax) })
        {
            if (text.Length > max)
                yield return new(field, CampaignProblem.TooLong);
            else if (text.Any(IsForbidden))
                yield return new(field, CampaignProblem.Characters);
        }

        if (Content.Length >= Campaign.ContentBelow)
            yield return new(CampaignField.Content, CampaignProblem.TooLong);
        if (Capacity is < 1 or > Campaign.CapacityMax)
            yield return new(CampaignField.Capacity, CampaignProblem.OutOfRange);
    }

    /// <summary>What stands against launching it now.</summary>
    public IEnumerable<CampaignFault> Unready(DateTime now)
    {
        foreach (var fault in Unstorable())
            yield return fault;
        if (!VisibleText.IsSeen(Title))
            yield return new(CampaignField.Title, CampaignProblem.Missing);
        if (CoverCode is null)
            yield return new(CampaignField.Cover, CampaignProblem.Missing);
        if (ArticleSanitizer.IsBlank(Content))
            yield return new(CampaignField.Content, CampaignProblem.Missing);
        if (ProblemOfPeriod(now) is { } problem)
            yield return new(CampaignField.Period, problem);
    }

    private CampaignProblem? ProblemOfPeriod(DateTime now) => (StartsAt, EndsAt) switch
    {
        (null, _) or (_, null) => CampaignProblem.Missing,
        var (start, end) when end <= start => CampaignProblem.Backwards,
        var (_, end) when end <= now => CampaignProblem.Over,
        var (start, end) when end - start > TimeSpan.FromDays(Campaign.PeriodDaysMax) || end > now.AddDays(2 * Campaign.PeriodDaysMax) => CampaignProblem.OutOfRange,
        _ => null,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Embeddings and overrides of direction could make the chat around a headline read backwards. The joiner inside emoji may stay.
    private static bool IsForbidden(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
