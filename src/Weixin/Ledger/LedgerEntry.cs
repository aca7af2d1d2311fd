using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Ledger;

/// <summary>What moved the money.</summary>
public enum EntryKind
{
    /// <summary>From a bank card into a wallet.</summary>
    TopUp = 1,

    /// <summary>Put aside for a bank card.</summary>
    Withdrawal,

    /// <summary>The bank has taken what was put aside.</summary>
    WithdrawalPaid,

    /// <summary>The bank has refused: back into the wallet.</summary>
    WithdrawalReturned,

    /// <summary>Put aside for a friend.</summary>
    Transfer,

    /// <summary>The friend has taken it.</summary>
    TransferAccepted,

    /// <summary>Nobody took it in time, or it was sent back.</summary>
    TransferReturned,

    /// <summary>Paid to an official account: at its till, by its code.</summary>
    Payment,

    /// <summary>A payment, or a part of it, given back.</summary>
    Refund,

    /// <summary>Takings put aside for the official account's bank.</summary>
    Settlement,

    /// <summary>The bank has taken them.</summary>
    SettlementPaid,

    /// <summary>The bank has refused them: back to the takings.</summary>
    SettlementReturned,

    /// <summary>Paid for cinema seats.</summary>
    Ticket,

    /// <summary>What cinema seats cost, or a part of it, given back.</summary>
    TicketRefund,

    /// <summary>Put into a red packet.</summary>
    RedPacket,

    /// <summary>Taken out of a red packet.</summary>
    RedPacketOpened,

    /// <summary>What nobody took out of a red packet in time.</summary>
    RedPacketReturned,

    /// <summary>Taken out of a campaign's red packets.</summary>
    BrandPacket,

    /// <summary>A campaign's budget put aside.</summary>
    Budget,

    /// <summary>What was left of a campaign's budget.</summary>
    BudgetReturned,

    /// <summary>Put aside for somebody's bank account.</summary>
    BankTransfer,

    /// <summary>The bank has taken it.</summary>
    BankTransferPaid,

    /// <summary>The bank has refused it: back into the wallet.</summary>
    BankTransferReturned,

    /// <summary>A screening is over: what was paid for it becomes its chain's.</summary>
    TicketsEarned,

    /// <summary>From a wallet onto a membership card.</summary>
    PurseTopUp,

    /// <summary>From a membership card back into the wallet.</summary>
    PursePayout,
}

/// <summary>A movement of money: its lines sum to zero. Never changed; a mistake is mended by another entry.</summary>
public sealed class LedgerEntry
{
    /// <summary>Longest key and subject, characters.</summary>
    public const int KeyMax = 64;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>What it is recognised by when it comes a second time.</summary>
    public string Key { get; init; } = "";

    /// <summary>What moved the money.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>The code of the order or transfer that it belongs to.</summary>
    public string Subject { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Two or more, in sum zero.</summary>
    public List<LedgerLine> Lines { get; } = [];

    private sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> entry)
        {
            entry.ToTable("LedgerEntries");
            entry.OnlyGrows();
            entry.Property(row => row.Key).HasMaxLength(KeyMax);
            entry.Property(row => row.Subject).HasMaxLength(KeyMax);
            entry.HasIndex(row => row.Key).IsUnique();
            entry.HasIndex(row => row.Subject);
            entry.HasMany(row => row.Lines).WithOne().HasForeignKey(row => row.EntryId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What an entry did to one account.</summary>
public sealed class LedgerLine
{
    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The entry.</summary>
    public long EntryId { get; private init; }

    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>Fen; more is positive.</summary>
    public long Amount { get; init; }

    /// <summary>The how manieth line of its account, from 1: two that would both be the next cannot both stand.</summary>
    public long Position { get; init; }

    /// <summary>What the account holds after it, fen: its own amount and all before.</summary>
    public long Balance { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<LedgerLine>
    {
        public void Configure(EntityTypeBuilder<LedgerLine> line)
        {
            line.ToTable("LedgerLines");
            line.OnlyGrows();
            line.HasIndex(row => new { row.AccountId, row.Position }).IsUnique();
            line.HasOne<LedgerAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The ledger's tables.</summary>
public static class LedgerTables
{
    extension(PortalDb db)
    {
        /// <summary>Accounts; their balance is the last line's.</summary>
        public DbSet<LedgerAccount> LedgerAccounts => db.Set<LedgerAccount>();

        /// <summary>Movements.</summary>
        public DbSet<LedgerEntry> LedgerEntries => db.Set<LedgerEntry>();

        /// <summary>What they did to each account.</summary>
        public DbSet<LedgerLine> LedgerLines => db.Set<LedgerLine>();
    }
}
