using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A coupon that a brand gives its members for points.</summary>
public sealed class ExchangeOffer
{
    /// <summary>Most points that one costs.</summary>
    public const int PriceMax = 1_000_000;

    /// <summary>Most of them that may be given.</summary>
    public const int MostMax = 1_000_000;

    /// <summary>Most that stand open for one card.</summary>
    public const int OpenMax = 50;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Public id.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The form that put it up: sent twice, it is one.</summary>
    public Guid FormKey { get; init; }

    /// <summary>To the members of which card.</summary>
    public long CardId { get; init; }

    /// <summary>Which coupon, of the same brand.</summary>
    public long CouponId { get; init; }

    /// <summary>Points for one.</summary>
    public int Price { get; init; }

    /// <summary>How many may be given; null for as many as the coupon has.</summary>
    public int? Most { get; init; }

    /// <summary>How many were. Counted by the database.</summary>
    public int Given { get; init; }

    /// <summary>UTC.</summary>
    public DateTime OpenedAt { get; init; }

    /// <summary>UTC of its end; null while it is open.</summary>
    public DateTime? ClosedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<ExchangeOffer>
    {
        public void Configure(EntityTypeBuilder<ExchangeOffer> offer)
        {
            offer.ToTable("ExchangeOffers", table => table.HasCheckConstraint("CK_ExchangeOffers_Given", "\"Given\" >= 0 AND (\"Most\" IS NULL OR \"Given\" <= \"Most\")"));
            offer.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            offer.HasIndex(row => row.Code).IsUnique();
            offer.HasIndex(row => new { row.CardId, row.FormKey }).IsUnique();
            offer.HasIndex(row => new { row.CardId, row.ClosedAt, row.Id });
            offer.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
            offer.HasOne<Card>().WithMany().HasForeignKey(row => row.CouponId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How far an exchange is.</summary>
public enum ExchangeState
{
    /// <summary>The points are taken; the coupon is on its way.</summary>
    Waiting = 1,

    /// <summary>The member has the coupon.</summary>
    Done,

    /// <summary>The coupon was gone: the points are back.</summary>
    Returned,
}

/// <summary>Points that were exchanged for a coupon. The points go first, then the coupon is taken under the exchange's own key: after a break both are brought together.</summary>
public sealed class Exchange
{
    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Whose.</summary>
    public long MemberId { get; init; }

    /// <summary>The form that asked for it: sent twice, it is one.</summary>
    public Guid FormKey { get; init; }

    /// <summary>The offer.</summary>
    public long OfferId { get; init; }

    /// <summary>Under which the coupon is taken.</summary>
    public Guid ClaimKey { get; private init; } = Guid.NewGuid();

    /// <summary>Points that it cost.</summary>
    public int Price { get; init; }

    /// <summary>Changed by guarded statements only.</summary>
    public ExchangeState State { get; init; } = ExchangeState.Waiting;

    /// <summary>The coupon's digits once the member has it.</summary>
    public string? Coupon { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Exchange>
    {
        public void Configure(EntityTypeBuilder<Exchange> exchange)
        {
            exchange.ToTable("Exchanges");
            exchange.Property(row => row.Coupon).HasMaxLength(CardCode.CodeMax).IsUnicode(false);
            exchange.HasIndex(row => new { row.MemberId, row.FormKey }).IsUnique();
            exchange.HasIndex(row => new { row.State, row.At });
            exchange.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
            exchange.HasOne<ExchangeOffer>().WithMany().HasForeignKey(row => row.OfferId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
