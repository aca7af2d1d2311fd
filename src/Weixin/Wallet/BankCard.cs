using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>A bank card bound to a wallet. Unbound it stays, for the history's sake.</summary>
public sealed class BankCard
{
    /// <summary>The vault's name for the column <see cref="Number"/>.</summary>
    public const string NumberPurpose = "BankCard.Number";

    /// <summary>Longest code of a bank, characters.</summary>
    public const int BankMax = 16;

    /// <summary>Internal number: the ledger's account of it.</summary>
    public long Id { get; private init; }

    /// <summary>For forms and addresses.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>Whose wallet.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The bank's code.</summary>
    public string Bank { get; init; } = "";

    /// <summary>The number, sealed.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its last four digits.</summary>
    public string LastFour { get; init; } = "";

    /// <summary>The number's keyed fingerprint while it is bound, else null: a wallet has a card once.</summary>
    public string? BoundKey { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime BoundAt { get; init; }

    /// <summary>Binds it.</summary>
    public BankCard Bound(string key)
    {
        BoundKey = key;
        return this;
    }

    /// <summary>Takes it off the wallet.</summary>
    public void Unbind() => BoundKey = null;

    /// <summary>As its owner sees it.</summary>
    public CardView View() => new(Code, Banks.NameOf(Bank), LastFour);

    private sealed class Mapping : IEntityTypeConfiguration<BankCard>
    {
        public void Configure(EntityTypeBuilder<BankCard> card)
        {
            card.ToTable("BankCards");
            card.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            card.Property(row => row.Bank).HasMaxLength(BankMax).IsUnicode(false);
            card.Property(row => row.Number).HasMaxLength(500);
            card.Property(row => row.LastFour).HasMaxLength(4).IsUnicode(false);
            card.Property(row => row.BoundKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            card.HasIndex(row => row.Code).IsUnique();
            card.HasIndex(row => new { row.SubscriberId, row.BoundKey }).IsUnique();
            card.HasOne<Wallet>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A bank card's number.</summary>
public static class CardNumber
{
    /// <summary>Fewest digits.</summary>
    public const int Min = 16;

    /// <summary>Most digits.</summary>
    public const int Max = 19;

    /// <summary>Reads a number: spaces, dashes and full-width digits are put right; the last digit is the check of Luhn (ISO/IEC 7812).</summary>
    /// <returns>The digits, or what is wrong.</returns>
    public static (string? Value, Bilingual Problem) Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, new("Enter the number on the front of the card.", "请输入银行卡正面的卡号。"));
        if (typed.Length > 4 * Max)
            return (null, Digits());
        var digits = IdText.Normalise(typed);
        if (digits.Length is < Min or > Max || !digits.All(char.IsAsciiDigit))
            return (null, Digits());
        return Sum(digits) % 10 == 0 ? (digits, default) : (null, new("The number does not add up: at least one digit is mistyped.", "卡号校验不通过，请检查是否有数字输错。"));

        static Bilingual Digits() => new($"A card number has {Min} to {Max} digits.", $"银行卡号为 {Min} 至 {Max} 位数字。");
    }

    private static int Sum(string digits) => digits.Reverse().Select((c, place) => (Digit: c - '0', Twice: place % 2 == 1)).Select(at => at.Twice ? at.Digit * 2 - (at.Digit > 4 ? 9 : 0) : at.Digit).Sum();
}
