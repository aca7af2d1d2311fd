using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>
/// A payment code that a subscriber has shown: 18 random digits of which only the keyed fingerprint is kept. It works once, for a minute
/// and a little; once the next is shown, only for as long as a till needs that has just read it.
/// </summary>
public sealed class ShownCode
{
    /// <summary>The vault's name for the column <see cref="Key"/>.</summary>
    public const string KeyPurpose = "ShownCode.Key";

    /// <summary>Digits.</summary>
    public const int Length = 18;

    /// <summary>How often the page shows another one.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How long one works after the next was shown.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private const int FirstBegin = 10;
    private const int LastBegin = 15;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Who has shown it.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The digits' keyed fingerprint.</summary>
    public string Key { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ShownAt { get; init; }

    /// <summary>UTC until which it works.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>UTC at which a till has read it.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>New digits; they begin with 10 to 15, as those of the real ones do.</summary>
    public static string New() => $"{RandomNumberGenerator.GetInt32(FirstBegin, LastBegin + 1)}{RandomNumberGenerator.GetString("0123456789", Length - 2)}";

    /// <summary>Reads what a scanner or a hand has typed.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 4 * Length)
            return null;
        var digits = IdText.Normalise(typed);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) && digits[0] == '1' && digits[1] <= '5' ? digits : null;
    }

    /// <summary>Uses it; false when it was used, or is too old.</summary>
    public bool Use(DateTime now)
    {
        if (UsedAt is not null || ExpiresAt <= now)
            return false;
        UsedAt = now;
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<ShownCode>
    {
        public void Configure(EntityTypeBuilder<ShownCode> code)
        {
            code.ToTable("ShownCodes");
            code.Property(row => row.Key).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            // Two tills that read it at the same moment: one of them.
            code.Property(row => row.UsedAt).IsConcurrencyToken();
            code.HasIndex(row => row.Key).IsUnique();
            code.HasIndex(row => row.SubscriberId);
            code.HasOne<Wallet.Wallet>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
