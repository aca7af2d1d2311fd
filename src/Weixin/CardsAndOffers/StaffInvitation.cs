using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Somebody who was asked by mail to work at a brand's shops. The link's secret is kept as its fingerprint: whoever reads the database opens none.</summary>
public sealed class StaffInvitation
{
    /// <summary>Purpose of the sealed address and of its fingerprint.</summary>
    public const string EmailPurpose = "StaffInvitation.Email";

    /// <summary>Purpose of the secret's fingerprint.</summary>
    public const string SecretPurpose = "StaffInvitation.Secret";

    /// <summary>Longest address, characters.</summary>
    public const int EmailMax = 254;

    /// <summary>Invitations of one account in 24 hours.</summary>
    public const int PerDay = 50;

    /// <summary>How long the link is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For its brand.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>Whose shops.</summary>
    public long AccountId { get; init; }

    /// <summary>The address, sealed.</summary>
    public string Email { get; init; } = "";

    /// <summary>Its fingerprint: an address is invited once at a time.</summary>
    public string EmailKey { get; init; } = "";

    /// <summary>The fingerprint of the link's secret.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; init; }

    /// <summary>UTC until which the link is good.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>UTC at which it was accepted or taken back.</summary>
    public DateTime? EndedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<StaffInvitation>
    {
        public void Configure(EntityTypeBuilder<StaffInvitation> invitation)
        {
            invitation.ToTable("StaffInvitations");
            invitation.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            invitation.Property(row => row.Email).HasMaxLength(1000);
            invitation.Property(row => row.EmailKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            invitation.Property(row => row.SecretKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            invitation.HasIndex(row => row.Code).IsUnique();
            invitation.HasIndex(row => row.SecretKey).IsUnique();
            invitation.HasIndex(row => new { row.AccountId, row.SentAt });
            invitation.HasIndex(row => new { row.AccountId, row.EmailKey }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
            invitation.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
