using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>How a payment was made.</summary>
public enum PaymentWay
{
    /// <summary>The merchant's printed code; the payer typed the amount.</summary>
    StaticCode = 1,

    /// <summary>A code that the till showed for one amount; the payer confirmed it with the payment password.</summary>
    TillCode,

    /// <summary>The payer's own code, read by the till; without the payment password.</summary>
    PaymentCode,

    /// <summary>The payer's own code, read by the till, and the amount confirmed with the payment password.</summary>
    ConfirmedPaymentCode,

    /// <summary>Within the app, without any code: a ticket for instance.</summary>
    InApp,
}

/// <summary>How much of a payment is left.</summary>
public enum PaymentState
{
    /// <summary>All of it.</summary>
    Paid = 1,

    /// <summary>A part was given back.</summary>
    PartlyRefunded,

    /// <summary>Everything was given back.</summary>
    Refunded,
}

/// <summary>Money that a subscriber has paid to an official account. A row stands only once the money has moved.</summary>
public sealed class Payment
{
    /// <summary>Longest text of what it was for, characters.</summary>
    public const int GoodsMax = 100;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The number on both sides' receipts.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that paid: sent twice, it is one payment.</summary>
    public Guid FormKey { get; init; }

    /// <summary>The official account that took it.</summary>
    public long AccountId { get; init; }

    /// <summary>Whose wallet.</summary>
    public long PayerId { get; init; }

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>What it was for; may be empty.</summary>
    public string Goods { get; init; } = "";

    /// <summary>How it was made.</summary>
    public PaymentWay Way { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>The purse that paid, and to which it is given back; null for the payer's wallet.</summary>
    public long? PurseId { get; init; }

    /// <summary>What was given back so far, fen.</summary>
    public long RefundedFen { get; private set; }

    /// <summary>How much of it is left.</summary>
    public PaymentState State => StateOf(Fen, RefundedFen);

    /// <summary>How much of such a payment is left.</summary>
    public static PaymentState StateOf(long fen, long refunded) => refunded == 0 ? PaymentState.Paid : refunded < fen ? PaymentState.PartlyRefunded : PaymentState.Refunded;

    /// <summary>Gives a part of it back, or all; false when less is left.</summary>
    public bool Refund(long fen)
    {
        if (fen < 1 || fen > Fen - RefundedFen)
            return false;
        RefundedFen += fen;
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Payment>
    {
        public void Configure(EntityTypeBuilder<Payment> payment)
        {
            payment.ToTable("Payments");
            payment.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            payment.Property(row => row.Goods).HasMaxLength(GoodsMax);
            // Two refunds at the same moment: neither may forget the other.
            payment.Property(row => row.RefundedFen).IsConcurrencyToken();
            payment.Ignore(row => row.State);
            payment.HasIndex(row => row.Code).IsUnique();
            payment.HasIndex(row => new { row.PayerId, row.FormKey }).IsUnique();
            payment.HasIndex(row => new { row.PayerId, row.At });
            payment.HasIndex(row => new { row.AccountId, row.At });
            payment.HasIndex(row => new { row.AccountId, row.Id });
            payment.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            payment.HasOne<Wallet.Wallet>().WithMany().HasForeignKey(row => row.PayerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A payment, or a part of it, that was given back from the official account's takings.</summary>
public sealed class Refund
{
    /// <summary>Longest reason, characters.</summary>
    public const int ReasonMax = 60;

    /// <summary>Longest id of a portal user, characters.</summary>
    public const int ByMax = 64;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Its number.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: sent twice, it is one refund.</summary>
    public Guid FormKey { get; init; }

    /// <summary>The payment.</summary>
    public long PaymentId { get; init; }

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>Why, as the payer reads it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who gave it: a portal user's id.</summary>
    public string By { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Refund>
    {
        public void Configure(EntityTypeBuilder<Refund> refund)
        {
            refund.ToTable("Refunds");
            refund.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            refund.Property(row => row.Reason).HasMaxLength(ReasonMax);
            refund.Property(row => row.By).HasMaxLength(ByMax);
            refund.HasIndex(row => row.Code).IsUnique();
            refund.HasIndex(row => new { row.PaymentId, row.FormKey }).IsUnique();
            refund.HasIndex(row => row.At);
            refund.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
