using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a reviewer did, as the case's history keeps it.</summary>
internal static class ReviewEvents
{
    /// <summary>One entry for each place of a decision.</summary>
    public static void Write(VerificationCase verification, Person actor, CaseEventKind kind, DateTime now, IReadOnlyList<Finding> findings, string? note)
    {
        foreach (var finding in findings)
        {
            verification.Events.Add(Of(verification, actor, kind, now, finding, note));
            // The note belongs to the decision, not to each of its places.
            note = null;
        }
    }

    /// <summary>An entry.</summary>
    public static CaseEvent Of(VerificationCase verification, Person actor, CaseEventKind kind, DateTime now, Finding? finding = null, string? note = null) => new()
    {
        At = now,
        Kind = kind,
        ActorId = actor.UserId,
        ActorName = actor.Name,
        Round = verification.CorrectionsUsed,
        Field = finding?.Field,
        ReasonCode = finding?.ReasonCode,
        TextEn = finding?.TextEn.Trim() ?? "",
        TextZh = finding?.TextZh.Trim() ?? "",
        PrivateNote = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
    };

    /// <summary>The places and their reasons, for the audit log: no text that somebody typed.</summary>
    public static string Codes(IReadOnlyList<Finding> findings) => string.Join(", ", findings.Select(finding => $"{finding.Field}: {finding.ReasonCode}"));
}
