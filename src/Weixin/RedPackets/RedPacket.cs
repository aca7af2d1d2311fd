using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>For whom a red packet is, and how it is divided.</summary>
public enum RedPacketKind
{
    /// <summary>For one friend, chosen from the list or by phone number.</summary>
    Friend = 1,

    /// <summary>For whoever has its link, each the same.</summary>
    Equal,

    /// <summary>For whoever has its link, each what luck gives.</summary>
    Lucky,
}

/// <summary>How far a red packet is.</summary>
public enum RedPacketState
{
    /// <summary>There is something in it.</summary>
    Open = 1,

    /// <summary>Everything was taken.</summary>
    Empty,

    /// <summary>24 hours are over; its sender has back what nobody took.</summary>
    Returned,
}

/// <summary>
/// A red packet: money put aside in shares that were divided when it was sent, so that opening it takes the next share and computes nothing.
/// </summary>
public sealed class RedPacket
{
    /// <summary>Longest greeting, characters.</summary>
    public const int GreetingMax = 25;

    /// <summary>How long it can be opened.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For its link.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: a form that is sent twice is one red packet.</summary>
    public Guid FormKey { get; init; }

    /// <summary>Whose money.</summary>
    public long FromId { get; init; }

    /// <summary>For whom.</summary>
    public RedPacketKind Kind { get; init; }

    /// <summary>The keyed fingerprint of the friend's number; empty when it is for a group.</summary>
    public string ToKey { get; init; } = "";

    /// <summary>The number as its sender sees it again, or the sender's own name for a friend; empty when it is for a group.</summary>
    public string ToMasked { get; init; } = "";

    /// <summary>Fen in all of it.</summary>
    public long Fen { get; init; }

    /// <summary>Into how many shares it was divided.</summary>
    public int Shares { get; init; }

    /// <summary>How many were taken. Counted by the database, before a share is given out.</summary>
    public int Taken { get; private set; }

    /// <summary>What stands on it.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>How far it is.</summary>
    public RedPacketState State { get; private set; } = RedPacketState.Open;

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; init; }

    /// <summary>UTC until which it can be opened.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>UTC at which the last share was taken, or the rest went back.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Ends it; false when it had ended.</summary>
    public bool End(RedPacketState state, DateTime now)
    {
        if (State != RedPacketState.Open)
            return false;
        (State, EndedAt) = (state, now);
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<RedPacket>
    {
        public void Configure(EntityTypeBuilder<RedPacket> packet)
        {
            packet.ToTable("RedPackets", table => table.HasCheckConstraint("CK_RedPackets_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Shares\""));
            packet.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            packet.Property(row => row.ToKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            packet.Property(row => row.ToMasked).HasMaxLength(32);
            packet.Property(row => row.Greeting).HasMaxLength(GreetingMax);
            packet.HasIndex(row => row.Code).IsUnique();
            packet.HasIndex(row => new { row.FromId, row.FormKey }).IsUnique();
            packet.HasIndex(row => new { row.FromId, row.SentAt });
            packet.HasIndex(row => new { row.ToKey, row.State });
            packet.HasIndex(row => new { row.State, row.ExpiresAt });
            packet.HasOne<Wallet.Wallet>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One share of a red packet; the first that comes takes the first.</summary>
public sealed class RedPacketShare
{
    /// <summary>The red packet.</summary>
    public long PacketId { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>Fen.</summary>
    public long Fen { get; init; }

    /// <summary>Who took it; null while nobody has.</summary>
    public long? TakenById { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? TakenAt { get; private set; }

    /// <summary>Gives it out.</summary>
    public void Take(long subscriberId, DateTime now) => (TakenById, TakenAt) = (subscriberId, now);

    private sealed class Mapping : IEntityTypeConfiguration<RedPacketShare>
    {
        public void Configure(EntityTypeBuilder<RedPacketShare> share)
        {
            share.ToTable("RedPacketShares");
            share.HasKey(row => new { row.PacketId, row.Number });
            // Once per person. A share that nobody has bears no name, and of those there are many.
            share.HasIndex(row => new { row.PacketId, row.TakenById }).IsUnique().HasFilter("\"TakenById\" IS NOT NULL");
            share.HasIndex(row => new { row.TakenById, row.TakenAt });
            share.Property(row => row.TakenById).IsConcurrencyToken();
            share.HasOne<RedPacket>().WithMany().HasForeignKey(row => row.PacketId).OnDelete(DeleteBehavior.Restrict);
            share.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.TakenById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The red packets' tables.</summary>
public static class RedPacketTables
{
    extension(PortalDb db)
    {
        /// <summary>Red packets between subscribers.</summary>
        public DbSet<RedPacket> RedPackets => db.Set<RedPacket>();

        /// <summary>Their shares.</summary>
        public DbSet<RedPacketShare> RedPacketShares => db.Set<RedPacketShare>();

        /// <summary>Campaigns' red packets.</summary>
        public DbSet<BrandPacket> BrandPackets => db.Set<BrandPacket>();

        /// <summary>What was given of them.</summary>
        public DbSet<BrandPacketShare> BrandPacketShares => db.Set<BrandPacketShare>();
    }
}
