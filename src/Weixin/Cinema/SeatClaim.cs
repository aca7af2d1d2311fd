using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>
/// Whose a seat of a screening is. There is one row for each seat at most, by a unique index: of two people who reach for a seat one gets
/// it, whatever they both saw before. A seat that nobody has claimed has no row.
/// </summary>
public sealed class SeatClaim
{
    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The screening.</summary>
    public long ScreeningId { get; init; }

    /// <summary>The seat's number in the hall.</summary>
    public int Place { get; init; }

    /// <summary>The order that has it. Another order takes it over once its time is up.</summary>
    public long OrderId { get; init; }

    /// <summary>UTC until which it is held; null once it is sold.</summary>
    public DateTime? HeldUntil { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<SeatClaim>
    {
        public void Configure(EntityTypeBuilder<SeatClaim> claim)
        {
            claim.ToTable("SeatClaims");
            claim.HasIndex(row => new { row.ScreeningId, row.Place }).IsUnique();
            claim.HasIndex(row => row.OrderId);
            claim.HasOne<Screening>().WithMany().HasForeignKey(row => row.ScreeningId).OnDelete(DeleteBehavior.Restrict);
            claim.HasOne<TicketOrder>().WithMany().HasForeignKey(row => row.OrderId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
