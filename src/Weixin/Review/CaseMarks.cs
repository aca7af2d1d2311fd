using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a reviewer has marked so far; the case itself learns nothing of it before the decision.</summary>
public sealed class CaseMarks
{
    private readonly SortedDictionary<CaseField, Mark> marks = [];

    /// <summary>A note among reviewers.</summary>
    public string? Note { get; set; }

    /// <summary>The marks as a decision carries them.</summary>
    public IReadOnlyList<Finding> Findings => [.. marks.Select(mark => new Finding(mark.Key, mark.Value.ReasonCode, mark.Value.TextEn, mark.Value.TextZh))];

    /// <summary>The marks as they are kept until the decision, and taken up again.</summary>
    public Kept AsKept
    {
        get => new(Findings, Note);
        set
        {
            marks.Clear();
            foreach (var finding in value.Findings) marks[finding.Field] = new Mark(finding);
            Note = value.Note;
        }
    }

    /// <summary>How many places are marked.</summary>
    public int Count => marks.Count;

    /// <summary>The mark at a place, if it is marked.</summary>
    public Mark? At(CaseField field) => marks.GetValueOrDefault(field);

    /// <summary>Marks a place, or takes the mark away.</summary>
    public void Toggle(CaseField field)
    {
        if (!marks.Remove(field)) marks[field] = new Mark();
    }

    /// <summary>Marks, as far as they were made.</summary>
    /// <param name="Findings">Each mark, complete or not.</param>
    /// <param name="Note">The note among reviewers.</param>
    public sealed record Kept(IReadOnlyList<Finding> Findings, string? Note);

    /// <summary>A mark while it is being written.</summary>
    public sealed class Mark
    {
        internal Mark()
        {
        }

        internal Mark(Finding kept) => (ReasonCode, TextEn, TextZh) = (kept.ReasonCode, kept.TextEn, kept.TextZh);

        /// <summary>The chosen reason.</summary>
        public string? ReasonCode { get; private set; }

        /// <summary>What the brand reads, English.</summary>
        public string TextEn { get; set; } = "";

        /// <summary>What the brand reads, Chinese.</summary>
        public string TextZh { get; set; } = "";

        /// <summary>Chooses a reason; its template fills what the reviewer did not write themselves.</summary>
        public void Choose(string? code)
        {
            var (before, now) = (Reasons.Find(ReasonCode)?.Template, Reasons.Find(code)?.Template);
            if (TextEn.Length == 0 || TextEn == before?.En) TextEn = now?.En ?? "";
            if (TextZh.Length == 0 || TextZh == before?.Zh) TextZh = now?.Zh ?? "";
            ReasonCode = string.IsNullOrEmpty(code) ? null : code;
        }
    }
}
