using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>What is on a membership card, and what can be done with it.</summary>
/// <param name="Terms">What is written on the card.</param>
/// <param name="Fen">What is on it, fen.</param>
/// <param name="WalletFen">What is in the wallet; null when there is none.</param>
/// <param name="MayTopUp">Can money be put onto it at this moment?</param>
/// <param name="Rows">The latest movements, newest first.</param>
/// <param name="Next">The position below which the next page begins; null on the last.</param>
public sealed record PurseView(CardTerms Terms, long Fen, long? WalletFen, bool MayTopUp, IReadOnlyList<MovementRow> Rows, long? Next);

/// <summary>What is typed to move money between wallet and card.</summary>
/// <param name="Key">The form's own key: sent twice, it is one movement.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Password">The payment password; not asked on the way back into one's own wallet.</param>
public sealed record PurseForm(Guid Key, string? Amount, string? Password);

/// <summary>
/// The money on membership cards: the member's until it is used with the brand. It comes from the wallet, pays the brand's codes, and what
/// is left goes back into the wallet whenever its owner says so, however the membership stands.
/// </summary>
public sealed class PurseOperations(IDbContextFactory<PortalDb> dbs, Books books, PaymentPassword passwords, Spending spending, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Movements of a page.</summary>
    public const int PageSize = 20;

    /// <summary>The money on one of the reader's membership cards; null for every other, and before the card is activated.</summary>
    public async Task<PurseView?> Find(long me, string code, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MembershipOf(me, code, cancel) is not { } member)
            return null;
        var (entries, id) = (db.LedgerEntries, member.Id);
        var rows = await (from account in db.LedgerAccounts.Where(row => row.Kind == LedgerKind.Purse && row.Owner == id)
                          join line in db.LedgerLines on account.Id equals line.AccountId
                          join entry in entries on line.EntryId equals entry.Id
                          where before == null || line.Position < before
                          orderby line.Position descending
                          select new MovementRow(line.Position, entry.Kind, line.Amount, line.Balance, entry.At, entry.Subject)).Take(PageSize + 1).ToListAsync(cancel);
        var terms = await db.Cards.AsNoTracking().Where(row => row.Id == member.CardId).Select(row => row.Terms).SingleAsync(cancel);
        long? wallet = await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel) ? await Books.Balance(db, LedgerParty.Wallet(me), cancel) : null;
        return new(terms, await Books.Balance(db, LedgerParty.Purse(id), cancel), wallet, await IsOpen(db, member, cancel), [.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Position : null);
    }

    /// <summary>Puts money from the wallet onto the card. Null when there is no such membership.</summary>
    /// <returns>What is wrong; empty when it is there.</returns>
    public async Task<IReadOnlyList<WalletProblem>?> TopUp(long me, string code, PurseForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MembershipOf(me, code, cancel) is not { } member)
            return null;
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return [WalletProblems.NoWallet];
        var (fen, wrong) = Money.Read(form.Amount, limits.PurseFen);
        if (fen is not { } amount)
            return [new(WalletFields.Amount, wrong)];
        var (key, purse) = ($"purse-in:{member.Id}:{form.Key:N}", LedgerParty.Purse(member.Id));
        if (await Moved(db, key, cancel) is { } before)
            return before == amount ? [] : [WalletProblems.Used];
        if (!await IsOpen(db, member, cancel))
            return [MemberProblems.NotNow];
        // Last: a form that is wrong otherwise costs no try.
        if (await passwords.Check(db, me, form.Password, cancel) is { } refused)
            return [refused];
        return await books.Move<IReadOnlyList<WalletProblem>>(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await Moved(db, key, cancel) is { } first)
                return (first == amount ? [] : [WalletProblems.Used], false);
            if (!await IsOpen(db, member, cancel))
                return ([MemberProblems.NotNow], false);
            var room = Math.Max(0, limits.PurseFen - await Books.Balance(db, purse, cancel));
            if (amount > room)
                return ([new(WalletFields.Amount, new($"A card holds {Money.Yuan(limits.PurseFen)} at most; there is room for {Money.Yuan(room)}.", $"会员卡余额上限 {Money.Yuan(limits.PurseFen)}，当前还可充值 {Money.Yuan(room)}。"))], false);
            if (await spending.Beyond(db, me, amount, cancel) is { } beyond)
                return ([beyond], false);
            return await books.Post(db, Posting.Of(key, EntryKind.PurseTopUp, code, LedgerParty.Wallet(me), purse, amount), cancel) == PostOutcome.NotEnough
                ? ([WalletProblems.Beyond(await Books.Balance(db, LedgerParty.Wallet(me), cancel))], false)
                : ([], true);
        }, cancel);
    }

    /// <summary>Pays what is on the card, or a part of it, back into the wallet: at any time. Null when there is no such membership.</summary>
    /// <returns>What is wrong; empty when it is back.</returns>
    public async Task<IReadOnlyList<WalletProblem>?> PayOut(long me, string code, PurseForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MembershipOf(me, code, cancel) is not { } member)
            return null;
        // More may have come onto the card by refunds than may be put there.
        var (fen, wrong) = Money.Read(form.Amount, Books.MostFen);
        if (fen is not { } amount)
            return [new(WalletFields.Amount, wrong)];
        var (key, purse) = ($"purse-out:{member.Id}:{form.Key:N}", LedgerParty.Purse(member.Id));
        return await books.Move<IReadOnlyList<WalletProblem>>(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await Moved(db, key, cancel) is { } first)
                return (first == amount ? [] : [WalletProblems.Used], false);
            var balance = await Books.Balance(db, purse, cancel);
            return await books.Post(db, Posting.Of(key, EntryKind.PursePayout, code, purse, LedgerParty.Wallet(me), amount), cancel) == PostOutcome.NotEnough
                ? ([new(WalletFields.Amount, new($"More than the {Money.Yuan(balance)} on the card.", $"超出会员卡余额 {Money.Yuan(balance)}。"))], false)
                : ([], true);
        }, cancel);
    }

    /// <summary>What a subscriber can pay an account from; null when there is nothing, or the membership does not count at the moment.</summary>
    public async Task<Purse?> PurseOf(PortalDb db, long me, long accountId, CancellationToken cancel)
    {
        // Of several cards of a brand: the one with the most on it.
        var members = await db.CountingMembers(clock.UtcNow).Where(row => row.SubscriberId == me && row.AccountId == accountId).OrderBy(row => row.Id).Select(row => row.Id).Take(PlanOperations.CardsMax).ToListAsync(cancel);
        Purse? fullest = null;
        foreach (var id in members)
        {
            var fen = await Books.Balance(db, LedgerParty.Purse(id), cancel);
            if (fen > (fullest?.Fen ?? 0))
                fullest = new(id, fen);
        }

        return fullest;
    }

    /// <summary>What comes back from a payment after the member has left goes on into the wallet; in the refund's transaction.</summary>
    public async Task AfterRefund(PortalDb db, Payment payment, Refund? refund, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(payment);
        if (refund is null || payment.PurseId is not { } id)
            return;
        // Held first: whoever leaves at this moment has left by then, or finds the money on the card.
        await db.Members.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, it => it.State), cancel);
        var left = await db.Members.Where(row => row.Id == id && row.State == MemberState.Left).Select(row => new { row.SubscriberId, row.CodeId }).SingleOrDefaultAsync(cancel);
        if (left is null)
            return;
        var code = await db.CardCodes.Where(row => row.Id == left.CodeId).Select(row => row.Code).SingleAsync(cancel);
        await books.Post(db, Posting.Of($"purse-left:{refund.Code}", EntryKind.PursePayout, code, LedgerParty.Purse(id), LedgerParty.Wallet(left.SubscriberId), refund.Fen), cancel);
    }

    // Money is put only onto a card that counts, of a brand that may take payments.
    private async Task<bool> IsOpen(PortalDb db, Member member, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        var account = await db.OfficialAccounts.Where(row => row.Id == member.AccountId).Select(row => new { row.Standing, row.VerifiedUntil }).SingleAsync(cancel);
        return PaymentOperations.MayTake(account.Standing, account.VerifiedUntil, now) && await db.CountingMembers(now).AnyAsync(row => row.Id == member.Id, cancel);
    }

    // How much a form has moved before; null when it has not.
    private static async Task<long?> Moved(PortalDb db, string key, CancellationToken cancel) =>
        await db.LedgerEntries.Where(row => row.Key == key).SelectMany(row => row.Lines).Where(line => line.Amount > 0).Select(line => (long?)line.Amount).SingleOrDefaultAsync(cancel);
}
