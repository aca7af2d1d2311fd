using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What a person may pay from their wallets' balances in a calendar year (DOMAIN 7.4), whatever they pay for.</summary>
public sealed class Spending(EditionPolicy policy, PlatformLimits limits, TimeProvider clock)
{
    // To another's hands, and back from there. Between a person's own wallet and their own card nothing is spent.
    private static readonly IReadOnlyList<EntryKind> Paid = [EntryKind.Transfer, EntryKind.Payment, EntryKind.Ticket, EntryKind.RedPacket, EntryKind.BankTransfer, EntryKind.PurseTopUp];
    // What is paid out of a membership card is no allowance again: it may have come onto the card in another year.
    private static readonly IReadOnlyList<EntryKind> Returned = [EntryKind.TransferReturned, EntryKind.Refund, EntryKind.TicketRefund, EntryKind.RedPacketReturned, EntryKind.BankTransferReturned];

    // Asked with every payment, within the commit that others wait for: translated once.
    private readonly Func<PortalDb, long, DateTime, CancellationToken, Task<long>> moved = EF.CompileAsyncQuery((PortalDb db, long me, DateTime year, CancellationToken _) => (
        // Of all the person's wallets: the limit is theirs.
        from account in db.Set<LedgerAccount>().Where(row => row.Kind == LedgerKind.Wallet
            && db.Set<Wallet>().Where(own => own.IdKey == db.Set<Wallet>().Where(mine => mine.SubscriberId == me).Select(mine => mine.IdKey).FirstOrDefault()).Select(own => own.SubscriberId).Contains(row.Owner))
        join line in db.Set<LedgerLine>() on account.Id equals line.AccountId
        join entry in db.Set<LedgerEntry>() on line.EntryId equals entry.Id
        // What was paid last year and comes back in this one is no allowance.
        where entry.At >= year && (Paid.Contains(entry.Kind)
            || Returned.Contains(entry.Kind) && db.Set<LedgerEntry>().Any(first => first.Subject == entry.Subject && first.At >= year && Paid.Contains(first.Kind)))
        select line.Amount).Sum());

    /// <summary>Would so much more be too much? Asked in the transaction that pays, after <c>HoldWallets</c>.</summary>
    /// <param name="db">The transaction's.</param>
    /// <param name="me">Who pays.</param>
    /// <param name="fen">Fen.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What is wrong; null when it may be paid.</returns>
    public async Task<WalletProblem?> Beyond(PortalDb db, long me, long fen, CancellationToken cancel = default)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(policy.TimeZone!);
        var year = TimeZoneInfo.ConvertTimeToUtc(new DateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.UtcNow, zone).Year, 1, 1), zone);
        var spent = -await moved(db, me, year, cancel);
        var left = Math.Max(0, limits.BalancePaymentsPerYearFen - spent);
        return fen <= left ? null : new(WalletFields.Amount, new(
            $"{Money.Yuan(limits.BalancePaymentsPerYearFen)} may be paid from a balance in a year; {Money.Yuan(left)} are left.",
            $"余额付款每年上限 {Money.Yuan(limits.BalancePaymentsPerYearFen)}，今年还可使用 {Money.Yuan(left)}。"));
    }
}
