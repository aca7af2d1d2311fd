using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What a subscriber does with codes: shows their own, pays others', reads the receipts.</summary>
public sealed class PayOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentOperations payments, TransferOperations transfers, PaymentPassword passwords, CodeTries tries, PersonalCodes own, PaymentSignal signal,
    Vault vault, PlatformLimits limits, TimeProvider clock, IEnumerable<PurseLookup>? purses = null)
{
    /// <summary>How long the payer's code page still says how the last bill ended.</summary>
    public static readonly TimeSpan Lingering = TimeSpan.FromMinutes(2);

    // A used code is remembered a little longer than it works, to be refused as used and not as unknown.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly WalletProblem NoPurse = new(WalletFields.Form, new("The membership card cannot be paid from at the moment.", "会员卡余额当前不可用。"));

    /// <summary>Another payment code; those shown before it work only a little longer. Null when there is no wallet.</summary>
    public async Task<PaymentCodeView?> Show(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, digits) = (clock.UtcNow, ShownCode.New());
        var (over, soon, expires) = (now - Remembered, now + ShownCode.Grace, now + ShownCode.Minute + ShownCode.Grace);
        return await db.InTransaction(async () =>
        {
            if (await db.HoldWallets(me, cancel) == 0)
                return (default(PaymentCodeView), false);
            await db.ShownCodes.Where(row => row.SubscriberId == me && row.ExpiresAt < over).ExecuteDeleteAsync(cancel);
            await db.ShownCodes.Where(row => row.SubscriberId == me && row.ExpiresAt > soon).ExecuteUpdateAsync(row => row.SetProperty(code => code.ExpiresAt, soon), cancel);
            db.Add(new ShownCode { SubscriberId = me, Key = vault.Fingerprint(ShownCode.KeyPurpose, digits), ShownAt = now, ExpiresAt = expires });
            await db.SaveChangesAsync(cancel);
            return (new PaymentCodeView(digits, expires), true);
        }, cancel);
    }

    /// <summary>The code of the latest bill that a till has made with the reader's payment code, while it waits or has just ended; null for none.</summary>
    public async Task<string?> Asked(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Latest(db, me).Select(row => row.Code).FirstOrDefaultAsync(cancel);
    }

    /// <summary>A short text that changes when that bill does.</summary>
    public async Task<string> Mark(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var bill = await Latest(db, me).Select(row => new { row.Id, row.State }).FirstOrDefaultAsync(cancel);
        return bill is null ? "" : $"{bill.Id:x}{bill.State}";
    }

    /// <summary>May the reader try another code? A page that leads nowhere counts.</summary>
    public bool MayTry(long me) => tries.MayTry(CodeTries.Subscriber(me));

    /// <summary>What a code leads to; null when there is none for the reader.</summary>
    public async Task<PayTarget?> Open(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!MayTry(me))
            return null;
        if (await Find(db, me, code, cancel) is { } found)
            return found.View;
        // What could be none from its shape finds nothing out.
        if (ScanCode.Is(code))
            tries.Wrong(CodeTries.Subscriber(me));
        return null;
    }

    /// <summary>Pays what a code leads to: the bill's amount, or the one that was typed.</summary>
    public async Task<PayResult> Pay(long me, string code, PayForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!MayTry(me) || await Find(db, me, code, cancel) is not { View.Kind: not PayTargetKind.Self } found)
            return PayResult.Missing;
        if (found.View.Kind == PayTargetKind.Friend)
        {
            var sent = await transfers.SendTo(me, found.Owner, new(form.Key, null, form.Amount, form.Note, form.Password), cancel);
            return new(sent.Problems, Transfer: sent.Code);
        }

        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return PayResult.No(WalletProblems.NoWallet);
        var (fen, wrongAmount) = found.View.Fen is { } asked ? (asked, default) : Money.Read(form.Amount, limits.StaticCodePaymentsPerDayFen);
        var (note, wrongNote) = found.View.Fen is null ? NoteText.Read(form.Note, Bill.NoteMax) : (found.View.Note, default);
        if (fen is not { } amount || note is null)
        {
            return new([.. new[] { (fen is null, WalletFields.Amount, wrongAmount), (note is null, WalletFields.Note, wrongNote) }
                .Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))]);
        }

        // Another amount under the same key is another wish: a page that came back with its old key must not pass for done.
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.PayerId == me && row.FormKey == form.Key, cancel) is { } before)
            return before.AccountId == found.Owner && before.Fen == amount && before.PurseId is not null == form.FromPurse ? new([], before.Code) : PayResult.No(WalletProblems.Used);
        if (found.View.Receipt is { } paid)
            return new([], paid);
        if (Ended(found.View.State) is { } ended)
            return PayResult.No(ended);
        // Last: a form that is wrong otherwise costs no try.
        if (await passwords.Check(db, me, form.Password, cancel) is { } wrong)
            return PayResult.No(wrong);

        var way = found.View.Kind switch { PayTargetKind.Bill => PaymentWay.TillCode, PayTargetKind.AskedBill => PaymentWay.ConfirmedPaymentCode, _ => PaymentWay.StaticCode };
        var result = await books.Move(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            // The same form twice at once is one payment; and what it has paid then pays no other bill.
            if (await db.Payments.SingleOrDefaultAsync(row => row.PayerId == me && row.FormKey == form.Key, cancel) is { } first)
                return (first.AccountId == found.Owner && first.Fen == amount ? new PaymentResult(first, null) : PaymentResult.No(WalletProblems.Used), false);
            var bill = found.View.Fen is null ? null : await db.Bills.SingleAsync(row => row.Code == code, cancel);
            // Two at once: the other one was faster, or the till took it back meanwhile.
            if (bill is not null && Ended(bill.StateAt(clock.UtcNow)) is { } over)
                return (new PaymentResult(null, over), false);
            var purse = form.FromPurse ? await PurseOf(db, me, found.Owner, cancel) : null;
            if (form.FromPurse && purse is null)
                return (PaymentResult.No(NoPurse), false);
            var taken = await payments.Take(db, new(form.Key, me, found.Owner, amount, note, way, purse?.Id), cancel);
            if (taken.Payment is not { } payment)
                return (taken, false);
            bill?.Pay(payment.Code, clock.UtcNow);
            await db.SaveChangesAsync(cancel);
            return (taken, true);
        }, cancel);
        if (result.Problem is { } problem)
            return PayResult.No(problem);
        signal.Notify(found.Owner, me);
        return new([], result.Payment!.Code);
    }

    /// <summary>The reader does not want to pay a bill that was made with their payment code.</summary>
    public async Task Decline(long me, string code, CancellationToken cancel = default)
    {
        if (!ScanCode.Is(code))
            return;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var account = await books.Move(db, async () =>
        {
            if (await db.Bills.SingleOrDefaultAsync(row => row.Code == code && row.AskedId == me, cancel) is not { } bill || !bill.Cancel(clock.UtcNow))
                return (default(long?), false);
            await db.SaveChangesAsync(cancel);
            return (bill.AccountId, true);
        }, cancel);
        if (account is { } changed)
            signal.Notify(changed, me);
    }

    /// <summary>A payment of the reader's; null for every other.</summary>
    public async Task<ReceiptView?> Receipt(long me, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var found = await (from payment in db.Payments.AsNoTracking().Where(row => row.PayerId == me && row.Code == code)
                           join account in db.OfficialAccounts on payment.AccountId equals account.Id
                           select new { payment, account.AppId, account.Name, account.AvatarCode }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var paid = found.payment;
        return new(paid.Code, found.AppId, found.Name, found.AvatarCode, paid.Fen, paid.RefundedFen, paid.Goods, paid.Way, paid.At, await RefundsOf(db, paid.Id, cancel), paid.PurseId is not null);
    }

    /// <summary>The reader's own code, made when it is asked for first; null when there is no wallet to receive into.</summary>
    public Task<ReceiveView?> Receive(long me, CancellationToken cancel = default) => Receive(me, () => own.Of(me, cancel), cancel);

    /// <summary>Makes another one in the place of the one that was shown: that leads nowhere from now on.</summary>
    public Task<ReceiveView?> Renew(long me, string? shown, CancellationToken cancel = default) => Receive(me, () => own.Renew(me, shown, cancel), cancel);

    internal static async Task<IReadOnlyList<RefundRow>> RefundsOf(PortalDb db, long paymentId, CancellationToken cancel) =>
        await db.Refunds.Where(row => row.PaymentId == paymentId).OrderBy(row => row.Id).Select(row => new RefundRow(row.Code, row.Fen, row.Reason, row.At)).ToListAsync(cancel);

    private async Task<ReceiveView?> Receive(long me, Func<Task<string>> code, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await NamesOf(db, me, cancel) is var (nickname, name) ? new(await code(), nickname, name) : null;
    }

    private async Task<Purse?> PurseOf(PortalDb db, long me, long accountId, CancellationToken cancel)
    {
        foreach (var lookup in purses ?? [])
        {
            if (await lookup.Find(db, me, accountId, cancel) is { Fen: > 0 } purse)
                return purse;
        }

        return null;
    }

    private sealed record Found(PayTarget View, long Owner);

    private async Task<Found?> Find(PortalDb db, long me, string code, CancellationToken cancel)
    {
        if (!ScanCode.Is(code))
            return null;
        var now = clock.UtcNow;
        var accounts = db.OfficialAccounts;
        var bill = await (from row in db.Bills.AsNoTracking().Where(row => row.Code == code && (row.AskedId == null || row.AskedId == me))
                          join account in accounts on row.AccountId equals account.Id
                          select new { row, account.Name, account.AvatarCode, account.Standing, account.VerifiedUntil }).SingleOrDefaultAsync(cancel);
        if (bill is not null)
        {
            var mine = bill.row.PaymentCode is { } paid && await db.Payments.AnyAsync(row => row.PayerId == me && row.Code == paid, cancel);
            return new(new(bill.row.AskedId is null ? PayTargetKind.Bill : PayTargetKind.AskedBill, bill.Name, bill.AvatarCode, "", bill.row.Fen, bill.row.Note, bill.row.StateAt(now),
                PaymentOperations.MayTake(bill.Standing, bill.VerifiedUntil, now), bill.row.ExpiresAt, new(bill.row.ReasonEn, bill.row.ReasonZh), mine ? bill.row.PaymentCode : null,
                await PurseOf(db, me, bill.row.AccountId, cancel) is { } full && full.Fen >= bill.row.Fen ? full : null), bill.row.AccountId);
        }

        var merchant = await (from row in db.MerchantCodes.Where(row => row.Code == code)
                              join account in accounts on row.AccountId equals account.Id
                              select new { account.Id, account.Name, account.AvatarCode, account.Standing, account.VerifiedUntil }).SingleOrDefaultAsync(cancel);
        if (merchant is not null)
        {
            return new(new(PayTargetKind.Merchant, merchant.Name, merchant.AvatarCode, "", null, "", BillState.Waiting,
                PaymentOperations.MayTake(merchant.Standing, merchant.VerifiedUntil, now), null, new("", ""), null, await PurseOf(db, me, merchant.Id, cancel)), merchant.Id);
        }

        if (await db.PersonalCodes.Where(row => row.Code == code).Select(row => (long?)row.SubscriberId).SingleOrDefaultAsync(cancel) is not { } friend || await NamesOf(db, friend, cancel) is not var (nickname, name))
            return null;
        return new(new(friend == me ? PayTargetKind.Self : PayTargetKind.Friend, nickname, null, name, null, "", BillState.Waiting, true, null, new("", ""), null), friend);
    }

    private async Task<(string Nickname, string MaskedName)?> NamesOf(PortalDb db, long subscriberId, CancellationToken cancel)
    {
        var names = await (from wallet in db.Wallets.Where(row => row.SubscriberId == subscriberId)
                           join subscriber in db.Subscribers on wallet.SubscriberId equals subscriber.Id
                           select new { subscriber.Nickname, wallet.Name }).SingleOrDefaultAsync(cancel);
        return names is null ? null : (names.Nickname, WalletOperations.Masked(vault.Unprotect(Wallet.Wallet.Purposes.Name, names.Name)));
    }

    private IQueryable<Bill> Latest(PortalDb db, long me)
    {
        var (now, ended) = (clock.UtcNow, clock.UtcNow - Lingering);
        var made = now - Bill.Lifetime - Lingering;
        return db.Bills.AsNoTracking().Where(row => row.AskedId == me && row.MadeAt > made && (row.State == BillState.Waiting && row.ExpiresAt > now || row.EndedAt > ended))
            .OrderByDescending(row => row.MadeAt).ThenByDescending(row => row.Id);
    }

    private static WalletProblem? Ended(BillState state) => state switch
    {
        BillState.Waiting => null,
        BillState.Paid => new(WalletFields.Form, new("This bill was paid by somebody else just now. Nothing was taken from you.", "该账单刚刚已由他人付款，未从您的零钱扣款。")),
        BillState.Expired => new(WalletFields.Form, new("The time to pay this bill is over. Ask at the till for another code.", "账单已过期，请让商家重新出示收款码。")),
        BillState.Refused => new(WalletFields.Form, new("This bill was not paid. Ask at the till for another code.", "该账单未完成付款，请让商家重新出示收款码。")),
        _ => new(WalletFields.Form, new("The till has taken this bill back.", "商家已取消该账单。")),
    };
}
