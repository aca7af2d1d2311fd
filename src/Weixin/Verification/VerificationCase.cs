using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>
/// One application of an official account for verification (微信认证), from the first draft to its end. DOMAIN 3.
/// A renewal or a new try after a refusal is a new case; the old one stays as it ended.
/// </summary>
public sealed class VerificationCase
{
    /// <summary>Longest registered name, in characters.</summary>
    public const int LegalNameMax = 100;

    /// <summary>Longest name of a person, in characters.</summary>
    public const int PersonNameMax = 50;

    /// <summary>Days that a brand has for a correction.</summary>
    public const int CorrectionDays = 15;

    /// <summary>How long a reviewer holds a case without touching it; afterwards a colleague may take it over.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromMinutes(30);

    private const int SealedMax = 1000;

    // The state machine. What does not stand here is refused; who holds the case, chances and deadlines are asked by the verbs below.
    private static readonly FrozenDictionary<(CaseState From, CaseVerb Verb), CaseState> Moves = new Dictionary<(CaseState, CaseVerb), CaseState>
    {
        [(CaseState.Draft, CaseVerb.Fill)] = CaseState.Draft,
        [(CaseState.Draft, CaseVerb.Submit)] = CaseState.Submitted,
        [(CaseState.Draft, CaseVerb.Withdraw)] = CaseState.Withdrawn,
        [(CaseState.Submitted, CaseVerb.Claim)] = CaseState.InReview,
        [(CaseState.Submitted, CaseVerb.Withdraw)] = CaseState.Withdrawn,
        [(CaseState.InReview, CaseVerb.Claim)] = CaseState.InReview,
        [(CaseState.InReview, CaseVerb.Release)] = CaseState.Submitted,
        [(CaseState.InReview, CaseVerb.RequestCorrection)] = CaseState.CorrectionRequested,
        [(CaseState.InReview, CaseVerb.Approve)] = CaseState.Approved,
        [(CaseState.InReview, CaseVerb.Refuse)] = CaseState.Refused,
        [(CaseState.CorrectionRequested, CaseVerb.Fill)] = CaseState.CorrectionRequested,
        [(CaseState.CorrectionRequested, CaseVerb.Submit)] = CaseState.Submitted,
        [(CaseState.CorrectionRequested, CaseVerb.Withdraw)] = CaseState.Withdrawn,
        [(CaseState.CorrectionRequested, CaseVerb.Lapse)] = CaseState.Refused,
    }.ToFrozenDictionary();

    /// <summary>Internal number, never shown.</summary>
    public long Id { get; private init; }

    /// <summary>Public code, in the desk's address.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>Whose verification it is.</summary>
    public long AccountId { get; init; }

    /// <summary>The account while the case is open, null once it ended. Unique: two open cases of one account cannot be.</summary>
    public long? LiveAccountId { get; private set; }

    /// <summary>Where it stands; changed by verbs only.</summary>
    public CaseState State { get; private set; } = CaseState.Draft;

    /// <summary>The subject's registered name.</summary>
    public string LegalName { get; private set; } = "";

    /// <summary>Unified Social Credit Code, as typed until it is submitted, then in its normal form.</summary>
    public string CreditCode { get; private set; } = "";

    /// <summary>Sealed: legal representative.</summary>
    public string LegalRepresentative { get; private set; } = "";

    /// <summary>Sealed: who answers the reviewer's call.</summary>
    public string ContactName { get; private set; } = "";

    /// <summary>Sealed: that person's phone.</summary>
    public string ContactPhone { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC of the last hand-in.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>UTC by which reviewers have promised an answer; null while they owe none. The queue's order.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>UTC by which the brand must have corrected; null while nothing is asked for.</summary>
    public DateTime? CorrectBy { get; private set; }

    /// <summary>UTC of the end.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>How often it may be sent back.</summary>
    public int CorrectionsAllowed { get; init; }

    /// <summary>How often it was sent back; corrections of this round carry the number.</summary>
    public int CorrectionsUsed { get; private set; }

    /// <summary>Chances that are left.</summary>
    public int CorrectionsLeft => Math.Max(0, CorrectionsAllowed - CorrectionsUsed);

    /// <summary>The reviewer who has it on the desk, or who decided it.</summary>
    public string? ReviewerId { get; private set; }

    /// <summary>UTC until which no colleague may take it over.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>Changes with every verb: of two people who act at once the database lets one win.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>All documents, superseded ones too.</summary>
    public List<CaseDocument> Documents { get; } = [];

    /// <summary>What happened.</summary>
    public List<CaseEvent> Events { get; } = [];

    /// <summary>A new draft.</summary>
    public static VerificationCase Start(long accountId, int corrections, DateTime now) =>
        new() { AccountId = accountId, LiveAccountId = accountId, CorrectionsAllowed = corrections, StartedAt = now };

    /// <summary>Whether the verb can be done in this state at all.</summary>
    public static bool Allows(CaseState state, CaseVerb verb) => Moves.ContainsKey((state, verb));

    /// <summary>Takes over what the brand typed; the three personal texts come sealed.</summary>
    public CaseRefusal? Fill(SubjectData data)
    {
        if (!Move(CaseVerb.Fill)) return CaseRefusal.NotInThisState;
        (LegalName, CreditCode, LegalRepresentative, ContactName, ContactPhone) =
            (data.LegalName, data.CreditCode, data.LegalRepresentative, data.ContactName, data.ContactPhone);
        return null;
    }

    /// <summary>Lays a document into the case; the one of its kind before is kept, as superseded.</summary>
    public CaseRefusal? Add(CaseDocument document, DateTime now)
    {
        if (!Move(CaseVerb.Fill)) return CaseRefusal.NotInThisState;
        foreach (var older in Documents.Where(older => older.Kind == document.Kind && older.SupersededAt is null))
            older.SupersededAt = now;
        Documents.Add(document);
        return null;
    }

    /// <summary>Hands it in.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="due">UTC by which a reviewer will have answered.</param>
    public CaseRefusal? Submit(DateTime now, DateTime due)
    {
        if (State == CaseState.CorrectionRequested && CorrectBy < now) return CaseRefusal.DeadlinePassed;
        if (!Move(CaseVerb.Submit)) return CaseRefusal.NotInThisState;
        (SubmittedAt, DueAt, CorrectBy) = (now, due, null);
        return null;
    }

    /// <summary>Takes it back: possible until a reviewer has it on the desk.</summary>
    public CaseRefusal? Withdraw(DateTime now) => End(CaseVerb.Withdraw, now);

    /// <summary>Ends a case whose correction did not come in time.</summary>
    public CaseRefusal? Lapse(DateTime now) =>
        Allows(State, CaseVerb.Lapse) && CorrectBy >= now ? CaseRefusal.NotOverdue : End(CaseVerb.Lapse, now);

    /// <summary>Puts it on a reviewer's desk, keeps it there, or takes it over when the holder left it lying.</summary>
    public CaseRefusal? Claim(string reviewerId, DateTime now)
    {
        if (State == CaseState.InReview && ReviewerId != reviewerId && ClaimedUntil > now) return CaseRefusal.HeldByAnother;
        if (!Move(CaseVerb.Claim)) return CaseRefusal.NotInThisState;
        (ReviewerId, ClaimedUntil) = (reviewerId, now + ClaimTime);
        return null;
    }

    /// <summary>Lays it back into the queue.</summary>
    public CaseRefusal? Release(string reviewerId) => Held(reviewerId, CaseVerb.Release, () => ReviewerId = null);

    /// <summary>Sends it back to the brand.</summary>
    public CaseRefusal? RequestCorrection(string reviewerId, DateTime now)
    {
        if (Allows(State, CaseVerb.RequestCorrection) && ReviewerId == reviewerId && CorrectionsLeft == 0) return CaseRefusal.NoCorrectionsLeft;
        return Held(reviewerId, CaseVerb.RequestCorrection, () =>
            (CorrectionsUsed, CorrectBy, DueAt, ReviewerId) = (CorrectionsUsed + 1, now.AddDays(CorrectionDays), null, null));
    }

    /// <summary>Approves; the account's badge is given by the operation, in the same transaction.</summary>
    public CaseRefusal? Approve(string reviewerId, DateTime now) =>
        ReviewerId != reviewerId && State == CaseState.InReview ? CaseRefusal.HeldByAnother : End(CaseVerb.Approve, now);

    /// <summary>Refuses for good.</summary>
    public CaseRefusal? Refuse(string reviewerId, DateTime now) =>
        ReviewerId != reviewerId && State == CaseState.InReview ? CaseRefusal.HeldByAnother : End(CaseVerb.Refuse, now);

    private CaseRefusal? Held(string reviewerId, CaseVerb verb, Action then)
    {
        if (State == CaseState.InReview && ReviewerId != reviewerId) return CaseRefusal.HeldByAnother;
        if (!Move(verb)) return CaseRefusal.NotInThisState;
        ClaimedUntil = null;
        then();
        return null;
    }

    private CaseRefusal? End(CaseVerb verb, DateTime now)
    {
        if (!Move(verb)) return CaseRefusal.NotInThisState;
        (DecidedAt, DueAt, CorrectBy, ClaimedUntil, LiveAccountId) = (now, null, null, null, null);
        return null;
    }

    private bool Move(CaseVerb verb)
    {
        if (!Moves.TryGetValue((State, verb), out var next)) return false;
        (State, Version) = (next, Guid.NewGuid());
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<VerificationCase>
    {
        public void Configure(EntityTypeBuilder<VerificationCase> verification)
        {
            verification.ToTable("VerificationCases");
            verification.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            verification.Property(row => row.LegalName).HasMaxLength(LegalNameMax);
            verification.Property(row => row.CreditCode).HasMaxLength(UnifiedSocialCreditCode.MaxTypedLength);
            verification.Property(row => row.LegalRepresentative).HasMaxLength(SealedMax).IsUnicode(false);
            verification.Property(row => row.ContactName).HasMaxLength(SealedMax).IsUnicode(false);
            verification.Property(row => row.ContactPhone).HasMaxLength(SealedMax).IsUnicode(false);
            verification.Property(row => row.ReviewerId).HasMaxLength(450);
            verification.Property(row => row.Version).IsConcurrencyToken();
            verification.HasIndex(row => row.Code).IsUnique();
            verification.HasIndex(row => row.LiveAccountId).IsUnique();
            verification.HasIndex(row => new { row.AccountId, row.Id });
            verification.HasIndex(row => new { row.DueAt, row.Id });
            verification.HasIndex(row => new { row.ReviewerId, row.DueAt, row.Id });
            verification.HasIndex(row => row.CreditCode);
            verification.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            verification.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.ReviewerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
