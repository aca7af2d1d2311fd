using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>
/// The codes that are scanned or typed to pay: of a till's bill, of a merchant, of a friend. All look alike, so that nobody has to know
/// which one they hold; random, and long enough that trying them out finds nothing.
/// </summary>
public static class ScanCode
{
    /// <summary>Characters.</summary>
    public const int Length = 12;

    /// <summary>Longest text that is looked at, characters: a whole address may be pasted.</summary>
    public const int TypedMax = 200;

    /// <summary>Characters that are read as one group.</summary>
    private const int Group = 4;

    // Neither I, L and O nor 0 and 1: whoever types one from a screen takes none for another.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Could this be one?</summary>
    public static bool Is(string? text) => text?.Length == Length && text.All(Alphabet.Contains);

    /// <summary>Reads what was typed or pasted: the code with or without its dashes, in small letters too, or the address in the QR code.</summary>
    public static string? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > TypedMax)
            return null;
        var text = typed.Trim();
        if (text.LastIndexOf(PayAddress.OfCode, StringComparison.OrdinalIgnoreCase) is var place && place >= 0)
            text = text[(place + PayAddress.OfCode.Length)..].Split('?', '#', '/')[0];
        text = IdText.Normalise(text);
        return Is(text) ? text : null;
    }

    /// <summary>In groups of four: <c>ABCD-EFGH-JKMN</c>.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));
}

/// <summary>An official account's printed code: one for all payers, who type the amount themselves.</summary>
public sealed class MerchantCode
{
    /// <summary>The official account: one code each.</summary>
    public long AccountId { get; init; }

    /// <summary>What stands in the QR code.</summary>
    public string Code { get; init; } = ScanCode.New();

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<MerchantCode>
    {
        public void Configure(EntityTypeBuilder<MerchantCode> code)
        {
            code.ToTable("MerchantCodes");
            code.HasKey(row => row.AccountId);
            code.Property(row => row.AccountId).ValueGeneratedNever();
            code.Property(row => row.Code).HasMaxLength(ScanCode.Length).IsUnicode(false);
            code.HasIndex(row => row.Code).IsUnique();
            code.HasOne<OfficialAccount>().WithOne().HasForeignKey<MerchantCode>(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A subscriber's own code: whoever has it may send them money, without knowing their number. Made anew, the old one leads nowhere.</summary>
public sealed class ReceiveCode
{
    /// <summary>The subscriber: one code each.</summary>
    public long SubscriberId { get; init; }

    /// <summary>What stands in the QR code.</summary>
    public string Code { get; private set; } = ScanCode.New();

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; set; }

    /// <summary>Makes another one.</summary>
    public void Renew(DateTime now) => (Code, MadeAt) = (ScanCode.New(), now);

    private sealed class Mapping : IEntityTypeConfiguration<ReceiveCode>
    {
        public void Configure(EntityTypeBuilder<ReceiveCode> code)
        {
            code.ToTable("ReceiveCodes");
            code.HasKey(row => row.SubscriberId);
            code.Property(row => row.SubscriberId).ValueGeneratedNever();
            code.Property(row => row.Code).HasMaxLength(ScanCode.Length).IsUnicode(false);
            code.HasIndex(row => row.Code).IsUnique();
            code.HasOne<Wallet.Wallet>().WithOne().HasForeignKey<ReceiveCode>(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
