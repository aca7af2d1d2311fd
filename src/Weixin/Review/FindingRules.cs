using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a negative decision must carry: a place, a reason of the table, and what the brand reads in both languages.</summary>
public static class FindingRules
{
    /// <summary>What is missing; empty when the decision can be taken.</summary>
    /// <param name="findings">The marked places.</param>
    /// <param name="correctable">The brand is to put them right; the account as a whole is no place that a form can correct.</param>
    public static IReadOnlyList<ReviewProblem> Check(IReadOnlyList<Finding> findings, bool correctable)
    {
        if (findings.Count == 0)
            return [new(null, new("Mark what is wrong and choose a reason first.", "请先标记有问题的项目，并选择原因。"))];
        List<ReviewProblem> problems = [];
        foreach (var finding in findings)
        {
            if (correctable && finding.Field == CaseField.Account)
                problems.Add(new(finding.Field, new("The account itself cannot be corrected in this application. Mark a field, or refuse.", "公众号本身无法在本申请中修改，请标记具体项目，或选择驳回。")));
            else if (Reasons.Find(finding.ReasonCode) is not { } reason || !reason.Places.Contains(finding.Field))
                problems.Add(new(finding.Field, new("Choose a reason.", "请选择原因。")));
            else if (string.IsNullOrWhiteSpace(finding.TextZh) || string.IsNullOrWhiteSpace(finding.TextEn))
                problems.Add(new(finding.Field, new("Write the message to the brand in both languages.", "请填写给申请方看的中英文说明。")));
            else if (Math.Max(finding.TextZh.Length, finding.TextEn.Length) > CaseEvent.TextMax)
                problems.Add(new(finding.Field, new($"At most {CaseEvent.TextMax} characters.", $"最多 {CaseEvent.TextMax} 个字符。")));
        }

        if (findings.GroupBy(finding => finding.Field).Any(group => group.Count() > 1))
            problems.Add(new(null, new("A place is marked twice.", "同一项被重复标记。")));
        return problems;
    }

    /// <summary>A note among reviewers may be left out, and is bounded.</summary>
    public static ReviewProblem? CheckNote(string? note) => note?.Length > CaseEvent.NoteMax
        ? new(null, new($"The internal note has at most {CaseEvent.NoteMax} characters.", $"内部备注最多 {CaseEvent.NoteMax} 个字符。"))
        : null;
}
