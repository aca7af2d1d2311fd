using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Ledger;

/// <summary>Whose money a ledger account counts.</summary>
public enum LedgerKind
{
    /// <summary>A subscriber's balance.</summary>
    Wallet = 1,

    /// <summary>A subscriber's money that is put aside: a withdrawal on its way to the bank, a transfer nobody has taken yet.</summary>
    Held,

    /// <summary>A bank card: what came from it, less what went to it. Below zero while more came than went.</summary>
    Card,

    /// <summary>What an official account has taken and not yet had paid out.</summary>
    Takings,

    /// <summary>An official account's takings on their way to its bank.</summary>
    Settling,

    /// <summary>What an official account has had paid out to its bank, and paid in from there. Below zero while more was paid in.</summary>
    Bank,

    /// <summary>A red packet: money that was put aside for others to take.</summary>
    Pot,

    /// <summary>What a campaign may give away.</summary>
    Budget,

    /// <summary>Bank accounts of others: what a subscriber has sent there.</summary>
    Payee,

    /// <summary>What a subscriber keeps on the membership card of a brand: theirs until it is used there.</summary>
    Purse,

    /// <summary>What was paid for the seats of a screening: its chain's only when it is over, so that it is there for whoever gives seats back.</summary>
    Tickets,
}

/// <summary>One side of a movement.</summary>
/// <param name="Kind">What kind of account.</param>
/// <param name="Owner">The subscriber's number, the card's, the official account's, the red packet's, the gift's, the member's or the screening's.</param>
public readonly record struct LedgerParty(LedgerKind Kind, long Owner)
{
    /// <summary>A subscriber's balance.</summary>
    public static LedgerParty Wallet(long subscriberId) => new(LedgerKind.Wallet, subscriberId);

    /// <summary>A subscriber's money that is put aside.</summary>
    public static LedgerParty Held(long subscriberId) => new(LedgerKind.Held, subscriberId);

    /// <summary>A bank card.</summary>
    public static LedgerParty Card(long cardId) => new(LedgerKind.Card, cardId);

    /// <summary>What an official account has taken.</summary>
    public static LedgerParty Takings(long accountId) => new(LedgerKind.Takings, accountId);

    /// <summary>What is on its way to an official account's bank.</summary>
    public static LedgerParty Settling(long accountId) => new(LedgerKind.Settling, accountId);

    /// <summary>An official account's bank.</summary>
    public static LedgerParty Bank(long accountId) => new(LedgerKind.Bank, accountId);

    /// <summary>A red packet.</summary>
    public static LedgerParty Pot(long packetId) => new(LedgerKind.Pot, packetId);

    /// <summary>What a campaign may give away.</summary>
    public static LedgerParty Budget(long giftId) => new(LedgerKind.Budget, giftId);

    /// <summary>What a subscriber has sent to bank accounts of others.</summary>
    public static LedgerParty Payee(long subscriberId) => new(LedgerKind.Payee, subscriberId);

    /// <summary>What a subscriber keeps on a membership card.</summary>
    public static LedgerParty Purse(long memberId) => new(LedgerKind.Purse, memberId);

    /// <summary>What was paid for the seats of a screening.</summary>
    public static LedgerParty Tickets(long screeningId) => new(LedgerKind.Tickets, screeningId);
}

/// <summary>An account of the ledger. It bears no balance: that is the sum of its lines.</summary>
public sealed class LedgerAccount
{
    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>What it counts.</summary>
    public LedgerKind Kind { get; init; }

    /// <summary>Whose it is, within the kind.</summary>
    public long Owner { get; init; }

    /// <summary>May more leave it than it holds? Only what stands for the world outside: money comes in from there.</summary>
    public static bool MayOwe(LedgerKind kind) => kind is LedgerKind.Card or LedgerKind.Bank;

    private sealed class Mapping : IEntityTypeConfiguration<LedgerAccount>
    {
        public void Configure(EntityTypeBuilder<LedgerAccount> account)
        {
            account.ToTable("LedgerAccounts");
            account.OnlyGrows();
            account.HasIndex(row => new { row.Kind, row.Owner }).IsUnique();
        }
    }
}
