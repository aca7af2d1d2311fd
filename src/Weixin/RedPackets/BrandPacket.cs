using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>
/// Red packets that a campaign gives to those who join it: the money is put aside before anybody can open one. DOMAIN 7.3.
/// </summary>
public sealed class BrandPacket
{
    /// <summary>Least that one may hold, fen. DOMAIN 7.3.</summary>
    public const long LeastOfOne = 1_00;

    /// <summary>Most that one may hold, fen. DOMAIN 7.3.</summary>
    public const long MostOfOne = 200_00;

    /// <summary>Most that one person may open in a campaign, and in 24 hours of all campaigns of an account. DOMAIN 7.3.</summary>
    public const int PerPersonMax = 10;

    /// <summary>Most that an account gives in a minute. DOMAIN 7.3.</summary>
    public const int PerMinuteMax = 1800;

    /// <summary>The hour before which none is given, unless the brand says so. DOMAIN 7.3.</summary>
    public const int UsualFromHour = 8;

    /// <summary>Between two of one person from one account. DOMAIN 7.3.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Internal number, and the owner of its money in the ledger.</summary>
    public long Id { get; private init; }

    /// <summary>The campaign: one such gift each.</summary>
    public long CampaignId { get; init; }

    /// <summary>The official account whose takings pay.</summary>
    public long AccountId { get; init; }

    /// <summary>Fen put aside.</summary>
    public long BudgetFen { get; init; }

    /// <summary>Least of one, fen.</summary>
    public long LeastFen { get; init; }

    /// <summary>Most of one, fen; the same as the least when all are equal.</summary>
    public long MostFen { get; init; }

    /// <summary>How many one person may open.</summary>
    public int PerPerson { get; init; }

    /// <summary>From this hour of the day (Asia/Shanghai, 0–23).</summary>
    public int FromHour { get; init; }

    /// <summary>To this one (1–24), not included.</summary>
    public int ToHour { get; init; }

    /// <summary>How many are given in a minute.</summary>
    public int PerMinute { get; init; }

    /// <summary>Fen given. Counted by the database.</summary>
    public long SpentFen { get; private set; }

    /// <summary>How many were given. Counted by the database.</summary>
    public long Given { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC at which the rest went back; null while it is open.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Is it given at this moment of the day?</summary>
    /// <param name="hour">The hour in Asia/Shanghai.</param>
    public bool IsGivenAt(int hour) => hour >= FromHour && hour < ToHour;

    private sealed class Mapping : IEntityTypeConfiguration<BrandPacket>
    {
        public void Configure(EntityTypeBuilder<BrandPacket> packet)
        {
            packet.ToTable("BrandPackets", table => table.HasCheckConstraint("CK_BrandPackets_Spent", "\"SpentFen\" >= 0 AND \"SpentFen\" <= \"BudgetFen\""));
            packet.HasIndex(row => row.CampaignId).IsUnique();
            packet.HasIndex(row => row.ClosedAt);
            packet.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
            packet.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One that somebody opened.</summary>
public sealed class BrandPacketShare
{
    /// <summary>Of which campaign's gift.</summary>
    public long PacketId { get; init; }

    /// <summary>Whose: what one account may give is counted over all its campaigns.</summary>
    public long AccountId { get; init; }

    /// <summary>Who.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The person's first, second …: two that would both be the next cannot both stand.</summary>
    public int Number { get; init; }

    /// <summary>Fen.</summary>
    public long Fen { get; init; }

    /// <summary>UTC.</summary>
    public DateTime TakenAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<BrandPacketShare>
    {
        public void Configure(EntityTypeBuilder<BrandPacketShare> share)
        {
            share.ToTable("BrandPacketShares");
            share.HasKey(row => new { row.PacketId, row.SubscriberId, row.Number });
            share.HasIndex(row => new { row.AccountId, row.TakenAt });
            share.HasIndex(row => new { row.AccountId, row.SubscriberId, row.TakenAt });
            share.HasOne<BrandPacket>().WithMany().HasForeignKey(row => row.PacketId).OnDelete(DeleteBehavior.Restrict);
            share.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
