using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a reviewer has marked so far; nothing of it is stored before the decision.</summary>
public sealed class CaseMarks
{
    private readonly SortedDictionary<CaseField, Mark> marks = [];

    /// <summary>A note among reviewers.</summary>
    public string? Note { get; set; }

    /// <summary>The marks as a decision carries them.</summary>
    public IReadOnlyList<Finding> Findings => [.. marks.Select(mark => new Finding(mark.Key, mark.Value.ReasonCode, mark.Value.TextEn, mark.Value.TextZh))];

    /// <summary>How many places are marked.</summary>
    public int Count => marks.Count;

    /// <summary>The mark at a place, if it is marked.</summary>
    public Mark? At(CaseField field) => marks.GetValueOrDefault(field);

    /// <summary>Marks a place, or takes the mark away.</summary>
    public void Toggle(CaseField field)
    {
        if (!marks.Remove(field)) marks[field] = new Mark();
    }

    /// <summary>A mark while it is being written.</summary>
    public sealed class Mark
    {
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
