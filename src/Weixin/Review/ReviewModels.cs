using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>Which cases of the queue.</summary>
public enum QueueFilter
{
    /// <summary>All that wait for a reviewer.</summary>
    All = 1,

    /// <summary>Due soon, or overdue.</summary>
    Urgent,

    /// <summary>On nobody's desk.</summary>
    Unassigned,

    /// <summary>On mine.</summary>
    Mine,
}

/// <summary>Where the next page of the queue begins: after this row.</summary>
public readonly record struct QueueCursor(DateTime DueAt, long Id);

/// <summary>A case in the queue.</summary>
public sealed record QueueRow(
    string Code, string AccountName, string LegalName, CaseState State, int Round, DateTime SubmittedAt, DateTime DueAt, string? ReviewerName, bool Mine);

/// <summary>A page of the queue.</summary>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, QueueCursor? Next);

/// <summary>How many cases each filter shows.</summary>
public sealed record QueueCounts(int All, int Urgent, int Unassigned, int Mine)
{
    /// <summary>For whoever may not see the queue, and before it is read.</summary>
    public static QueueCounts None { get; } = new(0, 0, 0, 0);
}

/// <summary>How a check that a machine can do went.</summary>
public enum CheckResult
{
    /// <summary>Holds.</summary>
    Passed = 1,

    /// <summary>Does not hold: look closely.</summary>
    Failed,

    /// <summary>Nothing to compare with.</summary>
    NotPossible,

    /// <summary>Not wrong, but worth knowing.</summary>
    Noted,
}

/// <summary>An automatic check, with what it found in words.</summary>
public sealed record AutomaticCheck(CaseField Field, CheckResult Result, Bilingual Finding);

/// <summary>A past entry of the case, as reviewers read it.</summary>
public sealed record ReviewHistoryRow(DateTime At, CaseEventKind Kind, string ActorName, CaseField? Field, Bilingual Text, string? PrivateNote);

/// <summary>A case on the desk.</summary>
public sealed record CaseDesk
{
    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>To be handed back with the decision.</summary>
    public Guid Version { get; init; }

    /// <summary>The account's public name.</summary>
    public required string AccountName { get; init; }

    /// <summary>Its AppID.</summary>
    public required string AppId { get; init; }

    /// <summary>Its standing.</summary>
    public AccountStanding Standing { get; init; }

    /// <summary>Where the case stands.</summary>
    public CaseState State { get; init; }

    /// <summary>On this reviewer's desk: decisions are open.</summary>
    public bool Mine { get; init; }

    /// <summary>Who has it, when a colleague does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>What the brand says; the phone is masked.</summary>
    public required SubjectData Data { get; init; }

    /// <summary>Every licence that was handed in, the one that counts first.</summary>
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];

    /// <summary>What the machine found.</summary>
    public IReadOnlyList<AutomaticCheck> Checks { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReviewHistoryRow> History { get; init; } = [];

    /// <summary>Chances that the brand has left.</summary>
    public int CorrectionsLeft { get; init; }

    /// <summary>How often it was sent back.</summary>
    public int Round { get; init; }

    /// <summary>UTC of the hand-in.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>UTC of the promise.</summary>
    public DateTime? DueAt { get; init; }
}

/// <summary>A place that a reviewer marks, with the reason and what the brand will read.</summary>
public sealed record Finding(CaseField Field, string? ReasonCode, string TextEn, string TextZh);

/// <summary>How a reviewer's operation ended.</summary>
public enum ReviewOutcome
{
    /// <summary>Done.</summary>
    Done = 1,

    /// <summary>A place or reason is missing or wrong; the problems say where.</summary>
    Invalid,

    /// <summary>A colleague was first, or the brand changed the case.</summary>
    Conflict,

    /// <summary>There is no such case for this person.</summary>
    Missing,

    /// <summary>The case or the account does not stand where this can be done.</summary>
    NotNow,

    /// <summary>It cannot be sent back once more.</summary>
    NoCorrectionsLeft,
}

/// <summary>How it ended. A problem with no field concerns the decision as a whole.</summary>
public sealed record ReviewResult(ReviewOutcome Outcome, IReadOnlyList<ReviewProblem> Problems)
{
    /// <summary>An end without problems.</summary>
    public static ReviewResult Of(ReviewOutcome outcome) => new(outcome, []);
}

/// <summary>Something that a decision lacks.</summary>
public sealed record ReviewProblem(CaseField? Field, Bilingual Message);
