using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>How far a bill is.</summary>
public enum BillState
{
    /// <summary>It can be paid.</summary>
    Waiting = 1,

    /// <summary>It is paid.</summary>
    Paid,

    /// <summary>The till, or the payer who was asked, wants it no more.</summary>
    Cancelled,

    /// <summary>The payer who was asked could not pay it.</summary>
    Refused,

    /// <summary>Its time is over. Said of a bill, never kept.</summary>
    Expired,
}

/// <summary>An amount that a till asks for: of whoever scans the code that it shows, or of the one whose payment code it has read. Paid once.</summary>
public sealed class Bill
{
    /// <summary>Longest note, characters.</summary>
    public const int NoteMax = 30;

    /// <summary>Longest reason, characters.</summary>
    public const int ReasonMax = 200;

    /// <summary>How long it can be paid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>What stands in the QR code.</summary>
    public string Code { get; init; } = ScanCode.New();

    /// <summary>The key of the till's form: sent twice, it is one bill.</summary>
    public Guid FormKey { get; init; }

    /// <summary>The official account whose till it is.</summary>
    public long AccountId { get; init; }

    /// <summary>Who stands at the till: a portal user's id.</summary>
    public string By { get; init; } = "";

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>What it is for; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The subscriber whose payment code was read; null when whoever scans may pay.</summary>
    public long? AskedId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>UTC until which it can be paid.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>How far it is; see <see cref="StateAt"/>.</summary>
    public BillState State { get; private set; } = BillState.Waiting;

    /// <summary>The payment's number once it is paid.</summary>
    public string? PaymentCode { get; private set; }

    /// <summary>Why the payer could not pay it, for them alone; English.</summary>
    public string ReasonEn { get; private set; } = "";

    /// <summary>The same in Chinese.</summary>
    public string ReasonZh { get; private set; } = "";

    /// <summary>UTC at which it ended.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>How far it is at a moment.</summary>
    public BillState StateAt(DateTime now) => State == BillState.Waiting && ExpiresAt <= now ? BillState.Expired : State;

    /// <summary>It is paid; false when it cannot be any more.</summary>
    public bool Pay(string paymentCode, DateTime now)
    {
        if (!End(BillState.Paid, now))
            return false;
        PaymentCode = paymentCode;
        return true;
    }

    /// <summary>Takes it back; false when it has ended.</summary>
    public bool Cancel(DateTime now) => End(BillState.Cancelled, now);

    /// <summary>The one who was asked cannot pay it; false when it has ended.</summary>
    public bool Refuse(Bilingual reason, DateTime now)
    {
        if (!End(BillState.Refused, now))
            return false;
        (ReasonEn, ReasonZh) = (reason.En, reason.Zh);
        return true;
    }

    private bool End(BillState state, DateTime now)
    {
        if (StateAt(now) != BillState.Waiting)
            return false;
        (State, EndedAt) = (state, now);
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Bill>
    {
        public void Configure(EntityTypeBuilder<Bill> bill)
        {
            bill.ToTable("Bills");
            bill.Property(row => row.Code).HasMaxLength(ScanCode.Length).IsUnicode(false);
            bill.Property(row => row.By).HasMaxLength(Refund.ByMax);
            bill.Property(row => row.Note).HasMaxLength(NoteMax);
            bill.Property(row => row.PaymentCode).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            bill.Property(row => row.ReasonEn).HasMaxLength(ReasonMax);
            bill.Property(row => row.ReasonZh).HasMaxLength(ReasonMax);
            // Two who pay it at the same moment: one of them.
            bill.Property(row => row.State).IsConcurrencyToken();
            bill.HasIndex(row => row.Code).IsUnique();
            bill.HasIndex(row => new { row.AccountId, row.FormKey }).IsUnique();
            bill.HasIndex(row => new { row.AccountId, row.Id });
            bill.HasIndex(row => new { row.AskedId, row.MadeAt });
            bill.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            bill.HasOne<Wallet.Wallet>().WithMany().HasForeignKey(row => row.AskedId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
