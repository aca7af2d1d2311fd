using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>
/// A person and a campaign: received it, opened it, joined it, each at most once, since there is one row. Whoever comes by a link has a row
/// without a delivery.
/// </summary>
public sealed class Delivery
{
    /// <summary>The campaign.</summary>
    public long CampaignId { get; init; }

    /// <summary>The person.</summary>
    public long SubscriberId { get; init; }

    /// <summary>UTC of its arrival in the inbox; null for somebody who came by a link.</summary>
    public DateTime? DeliveredAt { get; init; }

    /// <summary>UTC of the first opening.</summary>
    public DateTime? ReadAt { get; init; }

    /// <summary>UTC of joining.</summary>
    public DateTime? JoinedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> delivery)
        {
            delivery.ToTable("Deliveries");
            delivery.HasKey(row => new { row.CampaignId, row.SubscriberId });
            delivery.HasIndex(row => new { row.SubscriberId, row.DeliveredAt, row.CampaignId });
            delivery.HasIndex(row => new { row.CampaignId, row.JoinedAt, row.SubscriberId });
            // What a person joined, without stepping over all that they were sent.
            delivery.HasIndex(row => new { row.SubscriberId, row.JoinedAt, row.CampaignId }).HasFilter("\"JoinedAt\" IS NOT NULL");
            delivery.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
            delivery.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The work of bringing a campaign to everybody, and how far it has come.</summary>
public sealed class Send
{
    /// <summary>The campaign; sent once.</summary>
    public long CampaignId { get; init; }

    /// <summary>UTC of the launch: who follows by then receives it.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>The last follower that was looked at. Moves in the transaction of the deliveries before it: a crash repeats nothing and skips nothing.</summary>
    public long Checkpoint { get; init; }

    /// <summary>UTC of the end; null while there is more to do.</summary>
    public DateTime? FinishedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Send>
    {
        public void Configure(EntityTypeBuilder<Send> send)
        {
            send.ToTable("Sends");
            send.HasKey(row => row.CampaignId);
            send.Property(row => row.CampaignId).ValueGeneratedNever();
            send.HasIndex(row => row.FinishedAt);
            send.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One spent send of an account's quota. The key holds the quota: two launches cannot both take the last number.</summary>
public sealed class SendSlot
{
    /// <summary>Longest period's name.</summary>
    public const int PeriodMax = 10;

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>The account's day (<c>2026-11-22</c>) or month (<c>2026-11</c>).</summary>
    public string Period { get; init; } = "";

    /// <summary>1 for the first send of the period.</summary>
    public int Number { get; init; }

    /// <summary>What it was spent on.</summary>
    public long CampaignId { get; init; }

    /// <summary>UTC of the period's end on the clock by which it was spent: until then it counts, whatever clock the account has by now.</summary>
    public DateTime RenewsAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<SendSlot>
    {
        public void Configure(EntityTypeBuilder<SendSlot> slot)
        {
            slot.ToTable("SendSlots");
            slot.HasKey(row => new { row.AccountId, row.Period, row.Number });
            slot.Property(row => row.Period).HasMaxLength(PeriodMax).IsUnicode(false);
            slot.HasIndex(row => row.CampaignId).IsUnique();
            slot.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            slot.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A campaign's numbers of one hour, for the chart.</summary>
public sealed class CampaignHour
{
    /// <summary>The campaign.</summary>
    public long CampaignId { get; init; }

    /// <summary>The hour's beginning, UTC.</summary>
    public DateTime Hour { get; init; }

    /// <summary>Deliveries in it.</summary>
    public long Delivered { get; init; }

    /// <summary>First openings in it.</summary>
    public long Read { get; init; }

    /// <summary>Joins in it.</summary>
    public long Joined { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CampaignHour>
    {
        public void Configure(EntityTypeBuilder<CampaignHour> hour)
        {
            hour.ToTable("CampaignHours");
            hour.HasKey(row => new { row.CampaignId, row.Hour });
            hour.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of campaigns.</summary>
public static class CampaignTables
{
    extension(PortalDb db)
    {
        /// <summary>All campaigns of the portal. A console loads through <c>CampaignOf</c> instead.</summary>
        public DbSet<Campaign> Campaigns => db.Set<Campaign>();

        /// <summary>Who received, read and joined what.</summary>
        public DbSet<Delivery> Deliveries => db.Set<Delivery>();

        /// <summary>Sends, going on and done.</summary>
        public DbSet<Send> Sends => db.Set<Send>();

        /// <summary>Spent quota.</summary>
        public DbSet<SendSlot> SendSlots => db.Set<SendSlot>();

        /// <summary>Numbers by hour.</summary>
        public DbSet<CampaignHour> CampaignHours => db.Set<CampaignHour>();
    }
}
