using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>A subscriber's wallet: whose it is by their identity card, and the password that opens it. The money stands in the ledger.</summary>
public sealed class Wallet
{
    /// <summary>What the vault seals the columns for.</summary>
    public static class Purposes
    {
        /// <summary>Of <see cref="Wallet.Name"/>.</summary>
        public const string Name = "Wallet.Name";

        /// <summary>Of <see cref="Wallet.IdNumber"/>.</summary>
        public const string IdNumber = "Wallet.IdNumber";
    }

    /// <summary>The subscriber: one wallet each.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The name on the identity card, sealed.</summary>
    public string Name { get; init; } = "";

    /// <summary>The resident ID number, sealed.</summary>
    public string IdNumber { get; init; } = "";

    /// <summary>Its keyed fingerprint: wallets of one person are counted by it.</summary>
    public string IdKey { get; init; } = "";

    /// <summary>The payment password's hash.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>Wrong payment passwords since the last right one. Counted by the database, before each is looked at.</summary>
    public int WrongTries { get; set; }

    /// <summary>UTC of the last try.</summary>
    public DateTime TriedAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime OpenedAt { get; init; }

    /// <summary>Is it closed to every payment password at this moment: five wrong ones, the last less than three hours ago?</summary>
    public bool IsLocked(DateTime now) => WrongTries >= PaymentPassword.MaxTries && TriedAt + PaymentPassword.LockTime > now;

    private sealed class Mapping : IEntityTypeConfiguration<Wallet>
    {
        public void Configure(EntityTypeBuilder<Wallet> wallet)
        {
            wallet.ToTable("Wallets");
            wallet.HasKey(row => row.SubscriberId);
            wallet.Property(row => row.SubscriberId).ValueGeneratedNever();
            wallet.Property(row => row.Name).HasMaxLength(1000);
            wallet.Property(row => row.IdNumber).HasMaxLength(1000);
            wallet.Property(row => row.IdKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            wallet.Property(row => row.PasswordHash).HasMaxLength(200);
            wallet.HasIndex(row => row.IdKey);
            // Money outlives a wish to leave: who goes empties the wallet first.
            wallet.HasOne<Subscriber>().WithOne().HasForeignKey<Wallet>(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
