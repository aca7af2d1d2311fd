using System.Globalization;
using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>What stands in the editor's fields: times as the account's wall clock shows them, the number as it was typed.</summary>
internal sealed class CampaignForm
{
    /// <summary>How a datetime field of a browser writes a time.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm";

    public string Title { get; set; } = "";

    public string Author { get; set; } = "";

    public string Digest { get; set; } = "";

    public string Content { get; set; } = "";

    public string? CoverCode { get; set; }

    public DateTime? Starts { get; set; }

    public DateTime? Ends { get; set; }

    public string Capacity { get; set; } = "";

    public CommentRule Comments { get; set; }

    public static CampaignForm Of(CampaignDraft draft, string timeZone) => new()
    {
        Title = draft.Title,
        Author = draft.Author,
        Digest = draft.Digest,
        Content = draft.Content,
        CoverCode = draft.CoverCode,
        Starts = Local(draft.StartsAt, timeZone),
        Ends = Local(draft.EndsAt, timeZone),
        Capacity = draft.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "",
        Comments = draft.Comments,
    };

    /// <summary>The draft. What is no number counts as one that is out of range, so that it is refused and stays in its field.</summary>
    public CampaignDraft Draft(string timeZone) => new(Title, Author, Digest, Content, CoverCode, Utc(Starts, timeZone), Utc(Ends, timeZone),
        Capacity.Trim() is not { Length: > 0 } typed ? null : int.TryParse(typed, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : -1,
        Comments);

    private static DateTime? Local(DateTime? utc, string timeZone) => utc is { } time ? ZonedTime.ToLocal(time, timeZone) : null;

    private static DateTime? Utc(DateTime? local, string timeZone) => local is { } time ? ZonedTime.ToUtc(time, timeZone) : null;
}
