using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>The bank account to which an official account has its takings paid out.</summary>
public sealed class MerchantBank
{
    /// <summary>What the vault seals the columns for.</summary>
    public static class Purposes
    {
        /// <summary>Of <see cref="MerchantBank.Holder"/>.</summary>
        public const string Holder = "MerchantBank.Holder";

        /// <summary>Of <see cref="MerchantBank.Number"/>.</summary>
        public const string Number = "MerchantBank.Number";
    }

    /// <summary>The official account: one bank account each.</summary>
    public long AccountId { get; init; }

    /// <summary>In whose name it is, sealed.</summary>
    public string Holder { get; set; } = "";

    /// <summary>Its number, sealed.</summary>
    public string Number { get; set; } = "";

    /// <summary>The number's last four digits.</summary>
    public string LastFour { get; set; } = "";

    /// <summary>The bank's code.</summary>
    public string Bank { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<MerchantBank>
    {
        public void Configure(EntityTypeBuilder<MerchantBank> bank)
        {
            bank.ToTable("MerchantBanks");
            bank.HasKey(row => row.AccountId);
            bank.Property(row => row.AccountId).ValueGeneratedNever();
            bank.Property(row => row.Holder).HasMaxLength(1000);
            bank.Property(row => row.Number).HasMaxLength(500);
            bank.Property(row => row.LastFour).HasMaxLength(4).IsUnicode(false);
            bank.Property(row => row.Bank).HasMaxLength(BankCard.BankMax).IsUnicode(false);
            bank.HasOne<OfficialAccount>().WithOne().HasForeignKey<MerchantBank>(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>
/// Money on its way to a bank account that is nobody's bound card: an official account's takings, or a subscriber's money for somebody
/// else. Written before the bank is asked, its money put aside; whatever breaks, the bank is asked again, and it ends once.
/// </summary>
public sealed class Payout
{
    /// <summary>What the vault seals the columns for.</summary>
    public static class Purposes
    {
        /// <summary>Of <see cref="Payout.Holder"/>.</summary>
        public const string Holder = "Payout.Holder";

        /// <summary>Of <see cref="Payout.Number"/>.</summary>
        public const string Number = "Payout.Number";
    }

    /// <summary>Longest note, characters.</summary>
    public const int NoteMax = 30;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Its number at the bank and in addresses.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: sent twice, it is one payout.</summary>
    public Guid FormKey { get; init; }

    /// <summary>The official account whose takings it is; null when a subscriber sends it.</summary>
    public long? AccountId { get; init; }

    /// <summary>The subscriber who sends it; null when it is takings.</summary>
    public long? FromId { get; init; }

    /// <summary>In whose name the bank account is, sealed.</summary>
    public string Holder { get; init; } = "";

    /// <summary>The bank account's number, sealed.</summary>
    public string Number { get; init; } = "";

    /// <summary>The number's last four digits.</summary>
    public string LastFour { get; init; } = "";

    /// <summary>The bank's code.</summary>
    public string Bank { get; init; } = "";

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>A note; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>How far it is.</summary>
    public BankOrderState State { get; private set; } = BankOrderState.Asked;

    /// <summary>Why the bank refused it, English.</summary>
    public string ReasonEn { get; private set; } = "";

    /// <summary>The same in Chinese.</summary>
    public string ReasonZh { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime AskedAt { get; init; }

    /// <summary>UTC at which it ended.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Ends it; false when it had ended.</summary>
    public bool End(BankAnswer answer, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (State != BankOrderState.Asked)
            return false;
        (State, EndedAt) = (answer.Done ? BankOrderState.Done : BankOrderState.Refused, now);
        if (answer.Reason is { } reason)
            (ReasonEn, ReasonZh) = (BankOrder.Cut(reason.En), BankOrder.Cut(reason.Zh));
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Payout>
    {
        public void Configure(EntityTypeBuilder<Payout> payout)
        {
            payout.ToTable("Payouts");
            payout.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            payout.Property(row => row.Holder).HasMaxLength(1000);
            payout.Property(row => row.Number).HasMaxLength(500);
            payout.Property(row => row.LastFour).HasMaxLength(4).IsUnicode(false);
            payout.Property(row => row.Bank).HasMaxLength(BankCard.BankMax).IsUnicode(false);
            payout.Property(row => row.Note).HasMaxLength(NoteMax);
            payout.Property(row => row.ReasonEn).HasMaxLength(BankOrder.ReasonMax);
            payout.Property(row => row.ReasonZh).HasMaxLength(BankOrder.ReasonMax);
            // Two answers that arrive together: one ends it.
            payout.Property(row => row.State).IsConcurrencyToken();
            payout.HasIndex(row => row.Code).IsUnique();
            payout.HasIndex(row => new { row.AccountId, row.FormKey }).IsUnique();
            payout.HasIndex(row => new { row.FromId, row.FormKey }).IsUnique();
            payout.HasIndex(row => new { row.FromId, row.AskedAt });
            payout.HasIndex(row => new { row.State, row.AskedAt });
            payout.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            payout.HasOne<Wallet.Wallet>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
