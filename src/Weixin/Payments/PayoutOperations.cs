using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>
/// Money to bank accounts: takings to the official account's own, and a subscriber's money to somebody else's. Written and put aside before
/// the bank is asked; whatever breaks then, the bank is asked again until it has said how it ended.
/// </summary>
public sealed class PayoutOperations(
    IDbContextFactory<PortalDb> dbs, IBank bank, Books books, PaymentPassword passwords, Spending spending, PaymentSignal signal, Vault vault, PlatformLimits limits, TimeProvider clock,
    ILogger<PayoutOperations> log)
{
    private static readonly WalletProblem Suspended = new(WalletFields.Form, new("The account is suspended: nothing is paid out until that ends.", "账号已被暂停使用，恢复前暂不结算。"));

    /// <summary>Settlements in a list.</summary>
    public const int Shown = 10;

    private static readonly WalletProblem NoBank = new(WalletFields.Form, new("Name the bank account first.", "请先设置结算银行账户。"));
    private static readonly WalletProblem NothingHeld = new(WalletFields.Amount, new("There is nothing to settle.", "暂无可结算金额。"));

    /// <summary>Where an official account has its takings paid out; null when none is named, or the account is not the actor's to manage.</summary>
    public async Task<MerchantBankView?> BankOf(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is { } account && await db.MerchantBanks.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel) is { } its
            ? new(WalletOperations.Masked(vault.Unprotect(MerchantBank.Purposes.Holder, its.Holder)), Banks.NameOf(its.Bank), its.LastFour)
            : null;
    }

    /// <summary>Names that bank account, or another one.</summary>
    public async Task<TakingsResult> SetBank(Person actor, string appId, MerchantBankForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account)
            return TakingsResult.Missing;
        if (account.Standing == AccountStanding.Suspended)
            return TakingsResult.No(Suspended);
        // An organisation's name as well as a person's.
        var ((holder, wrongHolder), (number, its, wrongNumber)) = (SubjectText.LegalName(form.Holder), NumberOf(form.Number));
        if (holder is null || number is null)
        {
            return TakingsResult.No([.. new[] { (holder is null, WalletFields.Name, wrongHolder), (number is null, WalletFields.CardNumber, wrongNumber) }
                .Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))]);
        }

        await db.InTransaction(async () =>
        {
            var known = await db.MerchantBanks.SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel);
            if (known is null)
                db.Add(known = new() { AccountId = account.Id });
            (known.Holder, known.Number) = (vault.Protect(MerchantBank.Purposes.Holder, holder), vault.Protect(MerchantBank.Purposes.Number, number));
            (known.LastFour, known.Bank, known.SetAt) = (number[^4..], its!, clock.UtcNow);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "takings.bank-set", appId, appId, its));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
        return TakingsResult.Done;
    }

    /// <summary>Has takings paid out.</summary>
    public async Task<TakingsResult> Settle(Person actor, string appId, SettleForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account)
            return TakingsResult.Missing;
        // What customers may want back stays where refunds are paid from.
        if (account.Standing == AccountStanding.Suspended)
            return TakingsResult.No(Suspended);
        if (await db.MerchantBanks.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel) is not { } its)
            return TakingsResult.No(NoBank);
        var (fen, wrongAmount) = Money.Read(form.Amount, Books.MostFen);
        if (fen is not { } amount)
            return TakingsResult.No(new WalletProblem(WalletFields.Amount, wrongAmount));
        var (id, code, now) = (account.Id, Ids.Code(), clock.UtcNow);
        var (holder, number) = (vault.Unprotect(MerchantBank.Purposes.Holder, its.Holder), vault.Unprotect(MerchantBank.Purposes.Number, its.Number));
        var (problem, mine) = await books.Move(db, async () =>
        {
            if (await db.Payouts.SingleOrDefaultAsync(row => row.AccountId == id && row.FormKey == form.Key, cancel) is { } before)
                return ((before.Fen == amount ? null : WalletProblems.Used, false), false);
            var held = await Books.Balance(db, LedgerParty.Takings(id), cancel);
            if (held == 0)
                return ((NothingHeld, false), false);
            if (await books.Post(db, Posting.Of($"settle:{code}", EntryKind.Settlement, code, LedgerParty.Takings(id), LedgerParty.Settling(id), amount), cancel) == PostOutcome.NotEnough)
                return ((new WalletProblem(WalletFields.Amount, new($"The takings are {Money.Yuan(held)}.", $"可结算金额为 {Money.Yuan(held)}。")), false), false);
            db.Add(new Payout
            {
                Code = code,
                FormKey = form.Key,
                AccountId = id,
                Fen = amount,
                AskedAt = now,
                Bank = its.Bank,
                LastFour = its.LastFour,
                Holder = vault.Protect(Payout.Purposes.Holder, holder),
                Number = vault.Protect(Payout.Purposes.Number, number),
            });
            db.Record(new AuditFact(now, actor.UserId, "takings.settled", code, appId, Money.Yuan(amount)));
            await db.SaveChangesAsync(cancel);
            return ((default(WalletProblem), true), true);
        }, cancel);
        if (mine)
            await Carry(code, cancel);
        return problem is null ? TakingsResult.Done : TakingsResult.No(problem);
    }

    /// <summary>The latest settlements, the newest first; null when the account is not the actor's to manage.</summary>
    public async Task<IReadOnlyList<PayoutView>?> Settlements(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account)
            return null;
        var rows = await db.Payouts.AsNoTracking().Where(row => row.AccountId == account.Id).OrderByDescending(row => row.Id).Take(Shown).ToListAsync(cancel);
        return [.. rows.Select(View)];
    }

    /// <summary>Sends money from a wallet to somebody's bank account.</summary>
    public async Task<BankTransferResult> Send(long me, BankTransferForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return new([WalletProblems.NoWallet], null);
        var ((holder, wrongHolder), (number, its, wrongNumber)) = (SubjectText.PersonName(form.Name), NumberOf(form.CardNumber));
        var ((fen, wrongAmount), (note, wrongNote)) = (Money.Read(form.Amount, limits.BankOrderFen), NoteText.Read(form.Note, Payout.NoteMax));
        if (holder is null || number is null || fen is not { } amount || note is null)
        {
            return new([.. new[]
                {
                    (holder is null, WalletFields.Name, wrongHolder), (number is null, WalletFields.CardNumber, wrongNumber),
                    (fen is null, WalletFields.Amount, wrongAmount), (note is null, WalletFields.Note, wrongNote),
                }.Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))], null);
        }

        // Another amount or card under the same key is another wish: a page that came back with its old key must not pass for done.
        if (await db.Payouts.AsNoTracking().SingleOrDefaultAsync(row => row.FromId == me && row.FormKey == form.Key, cancel) is { } before)
            return before.Fen == amount && vault.Unprotect(Payout.Purposes.Number, before.Number) == number ? new([], before.Code) : new([WalletProblems.Used], null);
        // Last: a form that is wrong otherwise costs no try.
        if (await passwords.Check(db, me, form.Password, cancel) is { } wrong)
            return new([wrong], null);

        var (code, now) = (Ids.Code(), clock.UtcNow);
        var (problem, stands) = await books.Move<(WalletProblem?, string?)>(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await db.Payouts.Where(row => row.FromId == me && row.FormKey == form.Key).Select(row => row.Code).SingleOrDefaultAsync(cancel) is { } first)
                return ((null, first), false);
            var dayAgo = now.AddDays(-1);
            if (await db.Payouts.CountAsync(row => row.FromId == me && row.AskedAt > dayAgo, cancel) >= limits.TransfersPerDay)
                return ((new(WalletFields.Form, new($"{limits.TransfersPerDay} transfers in 24 hours, the most there may be. Try again tomorrow.", $"24 小时内最多转账 {limits.TransfersPerDay} 笔，请明天再试。")), null), false);
            if (await spending.Beyond(db, me, amount, cancel) is { } beyond)
                return ((beyond, null), false);
            if (await books.Post(db, Posting.Of($"wire:{code}", EntryKind.BankTransfer, code, LedgerParty.Wallet(me), LedgerParty.Held(me), amount), cancel) == PostOutcome.NotEnough)
                return ((WalletProblems.Beyond(await Books.Balance(db, LedgerParty.Wallet(me), cancel)), null), false);
            db.Add(new Payout
            {
                Code = code,
                FormKey = form.Key,
                FromId = me,
                Fen = amount,
                Note = note,
                AskedAt = now,
                Bank = its!,
                LastFour = number[^4..],
                Holder = vault.Protect(Payout.Purposes.Holder, holder),
                Number = vault.Protect(Payout.Purposes.Number, number),
            });
            await db.SaveChangesAsync(cancel);
            return ((null, code), true);
        }, cancel);
        if (problem is not null)
            return new([problem], null);
        // The first one's, when the same form came twice at the same moment: that one asks the bank.
        if (stands == code)
            await Carry(code, cancel);
        return new([], stands);
    }

    /// <summary>A transfer of the reader's to a bank account; null for every other.</summary>
    public async Task<PayoutView?> Find(long me, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Payouts.AsNoTracking().SingleOrDefaultAsync(row => row.FromId == me && row.Code == code, cancel) is { } payout ? View(payout) : null;
    }

    /// <summary>Asks again about everything whose end nobody knows.</summary>
    public Task AskAgain(CancellationToken cancel = default)
    {
        var asked = clock.UtcNow - BankOperations.Patience;
        return dbs.Each(db => db.Payouts.Where(row => row.State == BankOrderState.Asked && row.AskedAt <= asked), row => row.Id, row => Carry(row.Code, cancel),
            (row, error) => log.LogError(error, "Payout {Payout} could not be ended", row.Code), cancel);
    }

    /// <summary>The bank has said how it ended: its money moves, once, however often that is said.</summary>
    public async Task End(string code, BankAnswer answer, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var ended = await books.Move(db, async () =>
        {
            if (await db.Payouts.SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } payout || !payout.End(answer, clock.UtcNow))
                return (default(Payout), false);
            if (await books.Post(db, EndOf(payout, answer.Done), cancel) == PostOutcome.NotEnough)
                throw new InvalidOperationException($"The money that was put aside for {code} is not there.");
            await db.SaveChangesAsync(cancel);
            return (payout, true);
        }, cancel);
        if (ended?.AccountId is { } account)
            signal.Notify(account, null);
    }

    private static Posting EndOf(Payout payout, bool done) => (payout.AccountId, payout.FromId) switch
    {
        ({ } account, _) => done
            ? Posting.Of($"settled:{payout.Code}", EntryKind.SettlementPaid, payout.Code, LedgerParty.Settling(account), LedgerParty.Bank(account), payout.Fen)
            : Posting.Of($"unsettled:{payout.Code}", EntryKind.SettlementReturned, payout.Code, LedgerParty.Settling(account), LedgerParty.Takings(account), payout.Fen),
        (_, { } sender) => done
            ? Posting.Of($"wired:{payout.Code}", EntryKind.BankTransferPaid, payout.Code, LedgerParty.Held(sender), LedgerParty.Payee(sender), payout.Fen)
            : Posting.Of($"unwired:{payout.Code}", EntryKind.BankTransferReturned, payout.Code, LedgerParty.Held(sender), LedgerParty.Wallet(sender), payout.Fen),
        _ => throw new InvalidOperationException($"Nobody sent {payout.Code}."),
    };

    private async Task Carry(string code, CancellationToken cancel)
    {
        BankOrderSlip slip;
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            var payout = await db.Payouts.AsNoTracking().SingleAsync(row => row.Code == code, cancel);
            slip = new(code, BankDirection.Out, vault.Unprotect(Payout.Purposes.Number, payout.Number), payout.Fen, vault.Unprotect(Payout.Purposes.Holder, payout.Holder));
        }

        try
        {
            await End(code, await bank.Carry(slip, cancel), cancel);
        }
        catch (BankAwayException)
        {
            log.LogInformation("The bank has not said how payout {Payout} ended; it is asked again", code);
        }
    }

    private static (string? Number, string? Bank, Bilingual Problem) NumberOf(string? typed)
    {
        var (digits, problem) = CardNumber.Read(typed);
        return digits is null ? (null, null, problem)
            : Banks.Of(digits) is { } its ? (digits, its, default)
            : (null, null, new("None of the banks here has given out such a number.", "暂不支持该银行的账户。"));
    }

    private PayoutView View(Payout payout) => new(payout.Code, WalletOperations.Masked(vault.Unprotect(Payout.Purposes.Holder, payout.Holder)), Banks.NameOf(payout.Bank), payout.LastFour,
        payout.Fen, payout.Note, payout.State, new(payout.ReasonEn, payout.ReasonZh), payout.AskedAt);
}
