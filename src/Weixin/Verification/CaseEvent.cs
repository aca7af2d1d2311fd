using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>What happened to a case.</summary>
public enum CaseEventKind
{
    /// <summary>The brand began.</summary>
    Started = 1,

    /// <summary>A document came in.</summary>
    DocumentAdded,

    /// <summary>Handed in the first time.</summary>
    Submitted,

    /// <summary>Handed in corrected.</summary>
    Resubmitted,

    /// <summary>A reviewer took it onto the desk.</summary>
    ReviewStarted,

    /// <summary>One place was asked to be put right; a round has one entry for each.</summary>
    CorrectionRequested,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>The correction did not come in time.</summary>
    Lapsed,
}

/// <summary>One entry of a case's history. Never changed afterwards.</summary>
public sealed class CaseEvent
{
    /// <summary>Longest text to the brand, in characters.</summary>
    public const int TextMax = 500;

    /// <summary>Longest note among reviewers, in characters.</summary>
    public const int NoteMax = 1000;

    /// <summary>In order.</summary>
    public long Id { get; private init; }

    /// <summary>The case.</summary>
    public long CaseId { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>What happened.</summary>
    public CaseEventKind Kind { get; init; }

    /// <summary>The portal user who did it.</summary>
    public string ActorId { get; init; } = "";

    /// <summary>Their name then. The brand is not told a reviewer's.</summary>
    public string ActorName { get; init; } = "";

    /// <summary>How many corrections had been asked for, this one included.</summary>
    public int Round { get; init; }

    /// <summary>The place that a negative decision concerns.</summary>
    public CaseField? Field { get; init; }

    /// <summary>Code of the reason (<see cref="Reasons"/>).</summary>
    public string? ReasonCode { get; init; }

    /// <summary>What the brand reads, Chinese.</summary>
    public string TextZh { get; init; } = "";

    /// <summary>What the brand reads, English.</summary>
    public string TextEn { get; init; } = "";

    /// <summary>What only reviewers read.</summary>
    public string? PrivateNote { get; init; }

    /// <summary>The text for the reader.</summary>
    public Bilingual Text => new(TextEn, TextZh);

    private sealed class Mapping : IEntityTypeConfiguration<CaseEvent>
    {
        public void Configure(EntityTypeBuilder<CaseEvent> happened)
        {
            happened.ToTable("CaseEvents");
            happened.Property(row => row.ActorId).HasMaxLength(450);
            happened.Property(row => row.ActorName).HasMaxLength(PortalUser.NameMax);
            happened.Property(row => row.ReasonCode).HasMaxLength(Reason.CodeMax).IsUnicode(false);
            happened.Property(row => row.TextZh).HasMaxLength(TextMax);
            happened.Property(row => row.TextEn).HasMaxLength(TextMax);
            happened.Property(row => row.PrivateNote).HasMaxLength(NoteMax);
            happened.HasOne<VerificationCase>().WithMany(verification => verification.Events)
                .HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of verification.</summary>
public static class VerificationTables
{
    extension(PortalDb db)
    {
        /// <summary>All cases, open and ended.</summary>
        public DbSet<VerificationCase> VerificationCases => db.Set<VerificationCase>();

        /// <summary>Their documents.</summary>
        public DbSet<CaseDocument> CaseDocuments => db.Set<CaseDocument>();

        /// <summary>Their histories.</summary>
        public DbSet<CaseEvent> CaseEvents => db.Set<CaseEvent>();
    }
}
