using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>A payment that is asked for.</summary>
/// <param name="Key">The form's own key: sent twice, it is one payment.</param>
/// <param name="Payer">Whose wallet.</param>
/// <param name="AccountId">The official account that takes it.</param>
/// <param name="Fen">Fen, more than zero.</param>
/// <param name="Goods">What it is for; at most <see cref="Payment.GoodsMax"/> characters.</param>
/// <param name="Way">How it is made; <see cref="PaymentWay.InApp"/> where no code is scanned.</param>
/// <param name="PurseId">The payer's purse with the account, when it is to pay; null for the wallet.</param>
public sealed record Purchase(Guid Key, long Payer, long AccountId, long Fen, string Goods, PaymentWay Way, long? PurseId = null);

/// <summary>How paying ended.</summary>
/// <param name="Payment">The payment; null when it was refused.</param>
/// <param name="Problem">Why, for the payer; null when it is paid.</param>
public sealed record PaymentResult(Payment? Payment, WalletProblem? Problem)
{
    internal static PaymentResult No(WalletProblem problem) => new(null, problem);
}

/// <summary>A refund that is asked for.</summary>
/// <param name="Key">The form's own key: sent twice, it is one refund.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Reason">Why, as the payer reads it; at most <see cref="Refund.ReasonMax"/> characters.</param>
/// <param name="By">Who gives it: a portal user's id, or <c>system</c>.</param>
public sealed record RefundWish(Guid Key, long PaymentId, long Fen, string Reason, string By);

/// <summary>How giving back ended.</summary>
/// <param name="Refund">The refund; null when there is none.</param>
/// <param name="Problem">Why; null when it is given.</param>
/// <param name="Before">It stood already, by the same key.</param>
public sealed record RefundResult(Refund? Refund, WalletProblem? Problem, bool Before = false);

/// <summary>
/// Payments of subscribers to official accounts, and back, within a transaction of whoever sells something: money and goods change
/// hands together. Who the payer is was proved before: by the payment password, or by a code that their phone has shown.
/// </summary>
public sealed class PaymentOperations(Books books, Spending spending, CodeLimits codes, TimeProvider clock, IEnumerable<PaymentStep>? steps = null)
{
    private static readonly WalletProblem NotTaking = new(WalletFields.Form, new("This merchant cannot take payments at the moment.", "该商家暂时无法收款。"));
    private static readonly WalletProblem Missing = new(WalletFields.Form, new("There is no such payment.", "付款记录不存在。"));

    /// <summary>May an account of this standing take payments? Its refunds work in any.</summary>
    public static bool MayTake(AccountStanding standing, DateTime? verifiedUntil, DateTime now) => standing == AccountStanding.Verified && (verifiedUntil is null || verifiedUntil > now);

    /// <summary>
    /// Pays, within <c>books.Move</c>. Holds the payer's wallets itself, before it counts anything. When it answers with a problem it has
    /// moved and written nothing, and the caller may still keep what it wrote itself.
    /// </summary>
    public async Task<PaymentResult> Take(PortalDb db, Purchase purchase, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purchase.Goods.Length, Payment.GoodsMax);
        var (payer, fen, now) = (purchase.Payer, purchase.Fen, clock.UtcNow);
        if (await db.HoldWallets(payer, cancel) == 0)
            return PaymentResult.No(WalletProblems.NoWallet);
        if (await db.Payments.SingleOrDefaultAsync(row => row.PayerId == payer && row.FormKey == purchase.Key, cancel) is { } before)
            return before.AccountId == purchase.AccountId && before.Fen == fen ? new(before, null) : PaymentResult.No(WalletProblems.Used);
        var account = await db.OfficialAccounts.Where(row => row.Id == purchase.AccountId).Select(row => new { row.Standing, row.VerifiedUntil }).SingleOrDefaultAsync(cancel);
        if (account is null || !MayTake(account.Standing, account.VerifiedUntil, now))
            return PaymentResult.No(NotTaking);
        if (await codes.Beyond(db, payer, purchase.Way, fen, cancel) is { } beyondDay)
            return PaymentResult.No(beyondDay);
        // What is in a purse was counted when it came there.
        if (purchase.PurseId is null && await spending.Beyond(db, payer, fen, cancel) is { } beyondYear)
            return PaymentResult.No(beyondYear);

        var payment = new Payment { FormKey = purchase.Key, AccountId = purchase.AccountId, PayerId = payer, Fen = fen, Goods = purchase.Goods, Way = purchase.Way, PurseId = purchase.PurseId, At = now };
        var source = SourceOf(payment);
        // The money first: when there is not enough, nothing of the payment may be left in the context for others to save.
        if (await books.Post(db, Posting.Of($"pay:{payment.Code}", EntryKind.Payment, payment.Code, source, LedgerParty.Takings(payment.AccountId), fen), cancel) == PostOutcome.NotEnough)
            return PaymentResult.No(Beyond(purchase, await Books.Balance(db, source, cancel)));
        db.Add(payment);
        await db.SaveChangesAsync(cancel);
        await Follow(db, payment, null, cancel);
        return new(payment, null);
    }

    /// <summary>Gives a payment back, or a part of it, from the account's takings; within <c>books.Move</c>. With a problem it has written nothing.</summary>
    public async Task<RefundResult> GiveBack(PortalDb db, RefundWish wish, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wish.Reason.Length, Refund.ReasonMax);
        if (await db.Payments.SingleOrDefaultAsync(row => row.Id == wish.PaymentId, cancel) is not { } payment)
            return new(null, Missing);
        if (await db.Refunds.SingleOrDefaultAsync(row => row.PaymentId == payment.Id && row.FormKey == wish.Key, cancel) is { } before)
            return before.Fen == wish.Fen ? new(before, null, true) : new(null, WalletProblems.Used);
        var left = payment.Fen - payment.RefundedFen;
        if (wish.Fen < 1 || wish.Fen > left)
            return new(null, new(WalletFields.Amount, left == 0
                ? new("Everything was given back already.", "该笔付款已全额退款。")
                : new($"At most {Money.Yuan(left)} of it can still be given back.", $"该笔付款最多还可退 {Money.Yuan(left)}。")));

        var refund = new Refund { FormKey = wish.Key, PaymentId = payment.Id, Fen = wish.Fen, Reason = wish.Reason, By = wish.By, At = clock.UtcNow };
        var (takings, source) = (LedgerParty.Takings(payment.AccountId), SourceOf(payment));
        // Under the payment's number: what comes back is an allowance only of the year in which it was paid.
        if (await books.Post(db, Posting.Of($"refund:{refund.Code}", EntryKind.Refund, payment.Code, takings, source, wish.Fen), cancel) == PostOutcome.NotEnough)
        {
            var held = Money.Yuan(await Books.Balance(db, takings, cancel));
            return new(null, new(WalletFields.Amount, new($"Not enough takings: the account holds {held}. Take more first, or give back less.", $"账户待结算余额不足，当前为 {held}。请等有新收款后再退，或减少退款金额。")));
        }

        payment.Refund(wish.Fen);
        db.Add(refund);
        await db.SaveChangesAsync(cancel);
        await Follow(db, payment, refund, cancel);
        return new(refund, null);
    }

    private async Task Follow(PortalDb db, Payment payment, Refund? refund, CancellationToken cancel)
    {
        foreach (var step in steps ?? [])
            await step.Run(db, payment, refund, cancel);
    }

    private static LedgerParty SourceOf(Payment payment) => payment.PurseId is { } purse ? LedgerParty.Purse(purse) : LedgerParty.Wallet(payment.PayerId);

    private static WalletProblem Beyond(Purchase purchase, long balance) => purchase.PurseId is null ? WalletProblems.Beyond(balance)
        : new(WalletFields.Amount, new($"More than the {Money.Yuan(balance)} on the membership card.", $"超出会员卡余额 {Money.Yuan(balance)}。"));
}
