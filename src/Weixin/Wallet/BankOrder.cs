using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>How far an order is.</summary>
public enum BankOrderState
{
    /// <summary>The bank was asked, or is about to be; how it ended is not known yet.</summary>
    Asked = 1,

    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Refused; no money has moved, or it is back.</summary>
    Refused,
}

/// <summary>
/// An order to a bank, written before the bank is asked: whatever breaks, the order stands, is asked about again, and ends once.
/// </summary>
public sealed class BankOrder
{
    /// <summary>Longest reason, characters.</summary>
    public const int ReasonMax = 200;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The order's number at the bank and in addresses.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: a form that is sent twice is one order.</summary>
    public Guid FormKey { get; init; }

    /// <summary>Whose wallet.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>Which way.</summary>
    public BankDirection Direction { get; init; }

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>How far it is.</summary>
    public BankOrderState State { get; private set; } = BankOrderState.Asked;

    /// <summary>Why it was refused, English.</summary>
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
            (ReasonEn, ReasonZh) = (Cut(reason.En), Cut(reason.Zh));
        return true;
    }

    // A bank says what it likes: too long a reason must not keep the order from ending.
    internal static string Cut(string reason) => reason.Length > ReasonMax ? $"{reason[..(ReasonMax - 1)]}…" : reason;

    private sealed class Mapping : IEntityTypeConfiguration<BankOrder>
    {
        public void Configure(EntityTypeBuilder<BankOrder> order)
        {
            order.ToTable("BankOrders");
            order.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            // Two answers that arrive together: one ends the order.
            order.Property(row => row.State).IsConcurrencyToken();
            order.Property(row => row.ReasonEn).HasMaxLength(ReasonMax);
            order.Property(row => row.ReasonZh).HasMaxLength(ReasonMax);
            order.HasIndex(row => row.Code).IsUnique();
            order.HasIndex(row => new { row.SubscriberId, row.FormKey }).IsUnique();
            order.HasIndex(row => new { row.SubscriberId, row.AskedAt });
            order.HasIndex(row => new { row.State, row.AskedAt });
            order.HasOne<BankCard>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The wallet's tables.</summary>
public static class WalletTables
{
    extension(PortalDb db)
    {
        /// <summary>Wallets, by subscriber.</summary>
        public DbSet<Wallet> Wallets => db.Set<Wallet>();

        /// <summary>
        /// Within a transaction: whatever else counts and writes for a wallet of this person waits until it is over. What is counted first and
        /// written then would else be counted twice by two at once.
        /// </summary>
        /// <returns>How many wallets the person has; none when this one does not exist.</returns>
        public Task<int> HoldWallets(long subscriberId, CancellationToken cancel) =>
            db.Database.ExecuteSqlAsync($"""UPDATE "Wallets" SET "IdKey" = "IdKey" WHERE "IdKey" = (SELECT own."IdKey" FROM "Wallets" own WHERE own."SubscriberId" = {subscriberId})""", cancel);

        /// <summary>All wallets of the person whose one this is: those with the same ID number.</summary>
        public IQueryable<Wallet> WalletsOfPerson(long subscriberId)
        {
            var wallets = db.Set<Wallet>();
            // By the one key that is looked up first: as a condition on each wallet, all wallets of the platform would be looked at.
            return wallets.Where(row => row.IdKey == wallets.Where(own => own.SubscriberId == subscriberId).Select(own => own.IdKey).FirstOrDefault());
        }

        /// <summary>Bank cards, bound and unbound.</summary>
        public DbSet<BankCard> BankCards => db.Set<BankCard>();

        /// <summary>Orders to the banks.</summary>
        public DbSet<BankOrder> BankOrders => db.Set<BankOrder>();

        /// <summary>Money between friends.</summary>
        public DbSet<Transfer> Transfers => db.Set<Transfer>();
    }
}
