using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>
/// Bank cards, and money between them and the wallet. An order is written before the bank is asked, and its money is put aside first when it
/// goes out; whatever breaks then, the order is asked about again until the bank has said how it ended.
/// </summary>
public sealed class BankOperations(
    IDbContextFactory<PortalDb> dbs, IBank bank, Books books, PaymentPassword passwords, Vault vault, PlatformLimits limits, TimeProvider clock, ILogger<BankOperations> log)
{
    /// <summary>How long an order is left to whoever asked the bank, before somebody asks again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly WalletProblem NoCard = new(WalletFields.Card, new("Choose one of your cards.", "请选择一张已绑定的银行卡。"));

    /// <summary>Binds a card that the bank knows under the wallet's own name.</summary>
    /// <returns>What is wrong; null when it is bound.</returns>
    public async Task<WalletProblem?> Bind(long me, string? number, string? password, CancellationToken cancel = default)
    {
        var (digits, problem) = CardNumber.Read(number);
        if (digits is null)
            return new(WalletFields.CardNumber, problem);
        if (Banks.Of(digits) is not { } its)
            return new(WalletFields.CardNumber, new("None of the banks here has given out such a card.", "暂不支持该银行的银行卡。"));
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.Wallets.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me, cancel) is not { } wallet)
            return WalletProblems.NoWallet;
        if (await passwords.Check(db, me, password, cancel) is { } wrong)
            return wrong;
        var key = vault.Fingerprint(BankCard.NumberPurpose, digits);
        var bound = await db.BankCards.Where(row => row.SubscriberId == me && row.BoundKey != null).Select(row => row.BoundKey).ToListAsync(cancel);
        if (bound.Contains(key))
            return null;
        if (bound.Count >= limits.CardsPerWallet)
            return new(WalletFields.CardNumber, new($"{limits.CardsPerWallet} cards are bound, the most there may be. Take one off first.", $"最多绑定 {limits.CardsPerWallet} 张银行卡，请先解绑一张。"));
        try
        {
            var answer = await bank.Verify(digits, vault.Unprotect(Wallet.Purposes.Name, wallet.Name), vault.Unprotect(Wallet.Purposes.IdNumber, wallet.IdNumber), cancel);
            if (!answer.Done)
                return new(WalletFields.CardNumber, answer.Reason ?? default);
        }
        catch (BankAwayException)
        {
            return new(WalletFields.CardNumber, new("The bank does not answer. Try again in a few minutes.", "银行暂无响应，请稍后再试。"));
        }

        db.Add(new BankCard { SubscriberId = me, Bank = its, Number = vault.Protect(BankCard.NumberPurpose, digits), LastFour = digits[^4..], BoundAt = clock.UtcNow }.Bound(key));
        db.Record(new AuditFact(clock.UtcNow, Subscriber.ActorOf(me), "wallet.card-bound", Subscriber.ActorOf(me), Detail: its));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Sent twice at the same moment: it is bound once.
            if (!await db.BankCards.AnyAsync(row => row.SubscriberId == me && row.BoundKey == key, cancel))
                throw;
        }

        return null;
    }

    /// <summary>Takes a card off the wallet.</summary>
    /// <returns>What is wrong; null when it is off, or was never theirs.</returns>
    public async Task<WalletProblem?> Unbind(long me, string code, string? password, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CardOf(db, me, code, cancel) is null)
            return null;
        if (await passwords.Check(db, me, password, cancel) is { } wrong)
            return wrong;
        return await db.InTransaction(async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await CardOf(db, me, code, cancel) is not { } bound)
                return (default(WalletProblem), false);
            if (await db.BankOrders.AnyAsync(row => row.CardId == bound.Id && row.State == BankOrderState.Asked, cancel))
                return (new WalletProblem(WalletFields.Form, new("An order with this card has not ended yet. Wait until the bank has answered.", "该卡有未完成的交易，请等待银行处理后再解绑。")), false);
            bound.Unbind();
            db.Record(new AuditFact(clock.UtcNow, Subscriber.ActorOf(me), "wallet.card-unbound", Subscriber.ActorOf(me), Detail: bound.Bank));
            await db.SaveChangesAsync(cancel);
            return (default(WalletProblem), true);
        }, cancel);
    }

    /// <summary>Moves money from a card into the wallet.</summary>
    public Task<OrderResult> TopUp(long me, MoneyForm form, CancellationToken cancel = default) => Order(me, BankDirection.In, form, cancel);

    /// <summary>Moves money from the wallet to a card.</summary>
    public Task<OrderResult> Withdraw(long me, MoneyForm form, CancellationToken cancel = default) => Order(me, BankDirection.Out, form, cancel);

    /// <summary>How an order stands; null when there is none of theirs.</summary>
    public async Task<OrderView?> Order(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return Ids.IsCode(code) ? await ViewOf(db, db.BankOrders.Where(row => row.SubscriberId == me && row.Code == code), cancel) : null;
    }

    /// <summary>Asks again about every order whose end nobody knows.</summary>
    public Task AskAgain(CancellationToken cancel = default)
    {
        var asked = clock.UtcNow - Patience;
        // Each once, however many a bank does not end: none keeps those behind it waiting.
        return dbs.Each(db => db.BankOrders.Where(row => row.State == BankOrderState.Asked && row.AskedAt <= asked), row => row.Id, row => Carry(row.Code, cancel),
            (row, error) => log.LogError(error, "Order {Order} could not be ended", row.Code), cancel);
    }

    /// <summary>The bank has said how an order ended: its money moves, once, however often it is said.</summary>
    public async Task Settle(string code, BankAnswer answer, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await books.Move(db, async () =>
        {
            if (await db.BankOrders.SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } order || !order.End(answer, clock.UtcNow))
                return (false, false);
            var (card, wallet, held) = (LedgerParty.Card(order.CardId), LedgerParty.Wallet(order.SubscriberId), LedgerParty.Held(order.SubscriberId));
            var posting = (order.Direction, answer.Done) switch
            {
                (BankDirection.In, true) => Posting.Of($"in:{code}", EntryKind.TopUp, code, card, wallet, order.Fen),
                (BankDirection.Out, true) => Posting.Of($"paid:{code}", EntryKind.WithdrawalPaid, code, held, card, order.Fen),
                (BankDirection.Out, false) => Posting.Of($"back:{code}", EntryKind.WithdrawalReturned, code, held, wallet, order.Fen),
                _ => null,
            };
            if (posting is not null && await books.Post(db, posting, cancel) == PostOutcome.NotEnough)
                throw new InvalidOperationException($"The money that was put aside for {code} is not there.");
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private async Task<OrderResult> Order(long me, BankDirection direction, MoneyForm form, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var same = db.BankOrders.Where(row => row.SubscriberId == me && row.FormKey == form.Key);
        // Another amount under the same key is another wish: a page that came back with its old key must not pass for done.
        if (await ViewOf(db, same, cancel) is { } before)
            return before.Direction == direction && Money.Read(form.Amount, limits.BankOrderFen).Fen == before.Fen && before.Card.Code == form.CardCode ? new(null, before) : new(WalletProblems.Used, null);
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return new(WalletProblems.NoWallet, null);
        var (fen, problem) = Money.Read(form.Amount, limits.BankOrderFen);
        if (fen is not { } amount)
            return new(new(WalletFields.Amount, problem), null);
        if (await CardOf(db, me, form.CardCode, cancel) is not { } card)
            return new(NoCard, null);
        if (await passwords.Check(db, me, form.Password, cancel) is { } wrong)
            return new(wrong, null);

        var (code, now) = (Ids.Code(), clock.UtcNow);
        // A new row for each attempt: one that was taken back would come with the number it had.
        if (await Write(db, () => new() { Code = code, FormKey = form.Key, SubscriberId = me, CardId = card.Id, Direction = direction, Fen = amount, AskedAt = now }, cancel) is { } refused)
            return new(refused, null);
        // The first one's, when the same form came twice at the same moment: that one asks the bank.
        if ((await ViewOf(db, same, cancel))!.Code == code)
            await Carry(code, cancel);
        return new(null, await ViewOf(db, same, cancel));
    }

    // In one transaction: the order, and its money put aside.
    private Task<WalletProblem?> Write(PortalDb db, Func<BankOrder> make, CancellationToken cancel) => books.Move(db, async () =>
    {
        var order = make();
        await db.HoldWallets(order.SubscriberId, cancel);
        // It may have been taken off since it was chosen.
        if (!await db.BankCards.AnyAsync(row => row.Id == order.CardId && row.BoundKey != null, cancel))
            return (NoCard, false);
        var (me, dayAgo) = (order.SubscriberId, order.AskedAt.AddDays(-1));
        if (await db.BankOrders.AnyAsync(row => row.SubscriberId == me && row.FormKey == order.FormKey, cancel))
            return (default(WalletProblem), false);
        if (await db.BankOrders.CountAsync(row => row.SubscriberId == me && row.AskedAt > dayAgo, cancel) >= limits.BankOrdersPerDay)
            return (new WalletProblem(WalletFields.Form, new($"{limits.BankOrdersPerDay} orders in 24 hours, the most there may be. Try again tomorrow.", $"24 小时内最多 {limits.BankOrdersPerDay} 笔，请明天再试。")), false);
        db.Add(order);
        if (order.Direction == BankDirection.Out
            && await books.Post(db, Posting.Of($"out:{order.Code}", EntryKind.Withdrawal, order.Code, LedgerParty.Wallet(me), LedgerParty.Held(me), order.Fen), cancel) == PostOutcome.NotEnough)
            return (WalletProblems.Beyond(await Books.Balance(db, LedgerParty.Wallet(me), cancel)), false);

        await db.SaveChangesAsync(cancel);
        return (default(WalletProblem), true);
    }, cancel);

    private async Task Carry(string code, CancellationToken cancel)
    {
        BankOrderSlip slip;
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            var order = await (from row in db.BankOrders.Where(row => row.Code == code)
                               join card in db.BankCards on row.CardId equals card.Id
                               select new { row.Direction, row.Fen, card.Number }).SingleAsync(cancel);
            slip = new(code, order.Direction, vault.Unprotect(BankCard.NumberPurpose, order.Number), order.Fen);
        }

        try
        {
            await Settle(code, await bank.Carry(slip, cancel), cancel);
        }
        catch (BankAwayException)
        {
            log.LogInformation("The bank has not said how order {Order} ended; it is asked again", code);
        }
    }

    private static Task<BankCard?> CardOf(PortalDb db, long me, string? code, CancellationToken cancel) =>
        Ids.IsCode(code) ? db.BankCards.SingleOrDefaultAsync(row => row.SubscriberId == me && row.Code == code && row.BoundKey != null, cancel) : Task.FromResult<BankCard?>(null);

    private static async Task<OrderView?> ViewOf(PortalDb db, IQueryable<BankOrder> orders, CancellationToken cancel)
    {
        var found = await (from order in orders.AsNoTracking() join card in db.BankCards.AsNoTracking() on order.CardId equals card.Id select new { order, card }).SingleOrDefaultAsync(cancel);
        return found is null ? null : new(found.order.Code, found.order.Direction, found.order.Fen, found.order.State, new(found.order.ReasonEn, found.order.ReasonZh), found.card.View(), found.order.AskedAt);
    }
}
