using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Complaints;

/// <summary>What an account is reported for.</summary>
public enum ComplaintReason
{
    /// <summary>Wants money or data by deceit.</summary>
    Fraud = 1,

    /// <summary>Passes itself off as somebody else.</summary>
    Impersonation,

    /// <summary>Sends what nobody asked for, or promises what it does not keep.</summary>
    Misleading,

    /// <summary>Sends what the law forbids, or what hurts people.</summary>
    Harmful,

    /// <summary>Uses somebody's work or picture without leave.</summary>
    Rights,

    /// <summary>Something else, told in words.</summary>
    Other,
}

/// <summary>How far a report is.</summary>
public enum ComplaintState
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting = 1,

    /// <summary>The platform found that it is so.</summary>
    Upheld,

    /// <summary>The platform found nothing.</summary>
    Dismissed,
}

/// <summary>
/// A subscriber's report of an account to the platform's staff, with what the account looked like at that moment. The brand never learns of it,
/// nor who made it.
/// </summary>
public sealed class Complaint
{
    /// <summary>Longest text of any kind, in characters.</summary>
    public const int TextMax = 500;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Public id.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>Who is reported.</summary>
    public long AccountId { get; init; }

    /// <summary>Who reports.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The form's key: the same again is the same report.</summary>
    public Guid FormKey { get; init; }

    /// <summary>What for.</summary>
    public ComplaintReason Reason { get; init; }

    /// <summary>In the subscriber's own words; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The message that it is about; null when it is about the account.</summary>
    public long? CampaignId { get; init; }

    /// <summary>Evidence: the account's name as it was.</summary>
    public string AccountName { get; init; } = "";

    /// <summary>Evidence: its introduction as it was.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ComplaintState State { get; private set; } = ComplaintState.Waiting;

    /// <summary>Who decided; null while nobody has.</summary>
    public string? DecidedById { get; private set; }

    /// <summary>UTC of the decision.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>What the subscriber is told about it.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>What the staff keep for themselves.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Ends it. Only once: who finds it decided has lost.</summary>
    public void Decide(string userId, bool upheld, string answer, string note, DateTime now) =>
        (State, DecidedById, Answer, Note, DecidedAt) = (upheld ? ComplaintState.Upheld : ComplaintState.Dismissed, userId, answer, note, now);

    private sealed class Mapping : IEntityTypeConfiguration<Complaint>
    {
        public void Configure(EntityTypeBuilder<Complaint> complaint)
        {
            complaint.ToTable("Complaints");
            complaint.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            complaint.Property(row => row.Text).HasMaxLength(TextMax);
            complaint.Property(row => row.AccountName).HasMaxLength(OfficialAccount.NameMax);
            complaint.Property(row => row.Introduction).HasMaxLength(OfficialAccount.IntroductionMax);
            complaint.Property(row => row.Answer).HasMaxLength(TextMax);
            complaint.Property(row => row.Note).HasMaxLength(TextMax);
            complaint.Property(row => row.DecidedById).HasMaxLength(450);
            // Two who decide at once: the second finds it decided.
            complaint.Property(row => row.State).IsConcurrencyToken();
            complaint.HasIndex(row => row.Code).IsUnique();
            complaint.HasIndex(row => new { row.SubscriberId, row.FormKey }).IsUnique();
            complaint.HasIndex(row => new { row.SubscriberId, row.MadeAt });
            // One at a time of each person and account.
            complaint.HasIndex(row => new { row.SubscriberId, row.AccountId }).IsUnique().HasFilter("\"State\" = 'Waiting'");
            // The two lists of the staff.
            complaint.HasIndex(row => new { row.State, row.MadeAt, row.Id });
            complaint.HasIndex(row => new { row.DecidedAt, row.Id });
            complaint.HasIndex(row => new { row.AccountId, row.State });
            complaint.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            complaint.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
            complaint.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The table of reports.</summary>
public static class ComplaintTables
{
    extension(PortalDb db)
    {
        /// <summary>All reports of this side.</summary>
        public DbSet<Complaint> Complaints => db.Set<Complaint>();
    }
}
