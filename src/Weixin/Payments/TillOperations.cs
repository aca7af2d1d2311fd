using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>An official account's till: asks for money by a code that it shows, or by the customer's own code that it reads.</summary>
public sealed class TillOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentOperations payments, CodeLimits codes, CodeTries tries, PaymentSignal signal, Vault vault, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Bills in the till's list.</summary>
    public const int Shown = 12;

    private static readonly WalletProblem NotTaking = new(WalletFields.Form, new(
        "Only a verified account in good standing can take payments.", "仅已认证且状态正常的公众号可以收款。"));

    private static readonly WalletProblem NoCode = new(TillFields.PaymentCode, new(
        "This code does not work, or works no more. Let the customer show the next one.", "付款码无效或已过期，请顾客刷新后重试。"));

    private static readonly WalletProblem Used = new(WalletFields.Form, new(
        "This amount was sent before, as another one. Look at the latest bills and begin anew.", "该账单已以其他金额提交，请查看最近账单后重新收款。"));

    private static readonly WalletProblem TooManyTries = new(TillFields.PaymentCode, new(
        "Too many codes that do not work. Wait a minute.", "无效付款码过多，请一分钟后再试。"));

    /// <summary>The till; null when there is none for the actor.</summary>
    public async Task<TillView?> Find(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsTake, cancel) is not { } account)
            return null;
        var manages = await db.AccountsOf(actor, Permissions.PaymentsManage).AnyAsync(row => row.Id == account.Id, cancel);
        return new(account.Id, account.Name, IsTaking(account), manages);
    }

    /// <summary>Asks for money: of whoever scans the code, or of the customer whose payment code was read.</summary>
    public async Task<TillResult> Ask(Person actor, string appId, TillForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsTake, cancel) is not { } account)
            return TillResult.Missing;
        if (!IsTaking(account))
            return TillResult.No(NotTaking);
        // More than a customer may pay in a day nobody can pay.
        var ((fen, wrongAmount), (note, wrongNote)) = (Money.Read(form.Amount, limits.TwoFactorPaymentsPerDayFen), NoteText.Read(form.Note, Bill.NoteMax));
        var digits = form.PaymentCode is null ? null : ShownCode.Read(form.PaymentCode);
        var noCode = form.PaymentCode is not null && digits is null;
        if (fen is not { } amount || note is null || noCode)
        {
            return new([.. new[] { (fen is null, WalletFields.Amount, wrongAmount), (note is null, WalletFields.Note, wrongNote), (noCode, TillFields.PaymentCode, NoCode.Reason) }
                .Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))], null);
        }

        var who = CodeTries.Till(account.Id);
        if (digits is not null && !tries.MayTry(who))
            return TillResult.No(TooManyTries);
        var key = digits is null ? null : vault.Fingerprint(ShownCode.KeyPurpose, digits);
        var (result, payer) = await books.Move(db, () => Write(db, actor, account.Id, form.Key, amount, note, key, cancel), cancel);
        if (result.Problems.Contains(NoCode))
            tries.Wrong(who);
        if (result.Bill is not null)
            signal.Notify(account.Id, payer);
        return result;
    }

    /// <summary>A bill of this till; null for every other.</summary>
    public async Task<BillView?> FindBill(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return ScanCode.Is(code) && await BillOf(db.AccountsOf(actor, Permissions.PaymentsTake), db.Bills.AsNoTracking(), appId, code).SingleOrDefaultAsync(cancel) is { } bill ? View(bill) : null;
    }

    /// <summary>The latest bills of this account, the newest first; null when there is no such till for the actor.</summary>
    public async Task<IReadOnlyList<BillView>?> Latest(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsTake, cancel) is not { } account)
            return null;
        var bills = await db.Bills.AsNoTracking().Where(row => row.AccountId == account.Id).OrderByDescending(row => row.Id).Take(Shown).ToListAsync(cancel);
        return [.. bills.Select(View)];
    }

    /// <summary>Takes a bill back, unless it has ended.</summary>
    /// <returns>The bill as it stands then; null when there is none.</returns>
    public async Task<BillView?> Cancel(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        if (!ScanCode.Is(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var bill = await books.Move(db, async () =>
        {
            if (await BillOf(db.AccountsOf(actor, Permissions.PaymentsTake), db.Bills, appId, code).SingleOrDefaultAsync(cancel) is not { } found)
                return (default(Bill), false);
            var cancelled = found.Cancel(clock.UtcNow);
            await db.SaveChangesAsync(cancel);
            return (found, cancelled);
        }, cancel);
        if (bill is not null)
            signal.Notify(bill.AccountId, bill.AskedId);
        return bill is null ? null : View(bill);
    }

    private async Task<((TillResult Result, long? Payer) Answer, bool Keep)> Write(PortalDb db, Person actor, long accountId, Guid formKey, long fen, string note, string? codeKey, CancellationToken cancel)
    {
        if (await db.Bills.SingleOrDefaultAsync(row => row.AccountId == accountId && row.FormKey == formKey, cancel) is { } before)
            return ((before.Fen == fen && before.AskedId is null == codeKey is null ? new([], View(before)) : TillResult.No(Used), null), false);
        var (now, shown) = (clock.UtcNow, codeKey is null ? null : await db.ShownCodes.SingleOrDefaultAsync(row => row.Key == codeKey, cancel));
        if (codeKey is not null && shown?.Use(now) is not true)
            return ((TillResult.No(NoCode), null), false);
        var bill = new Bill { AccountId = accountId, FormKey = formKey, By = actor.UserId, Fen = fen, Note = note, AskedId = shown?.SubscriberId, MadeAt = now, ExpiresAt = now + Bill.Lifetime };
        db.Add(bill);
        await db.SaveChangesAsync(cancel);
        if (shown is not null)
            await Charge(db, bill, shown.SubscriberId, now, cancel);
        return ((new([], View(bill)), shown?.SubscriberId), true);
    }

    // At once as long as the day's sum without a password lasts. Beyond that the bill waits on the payer's phone, for the password.
    private async Task Charge(PortalDb db, Bill bill, long payer, DateTime now, CancellationToken cancel)
    {
        await db.HoldWallets(payer, cancel);
        if (bill.Fen <= await codes.Left(db, payer, CodeClass.OneFactor, cancel))
        {
            var taken = await payments.Take(db, new(bill.FormKey, payer, bill.AccountId, bill.Fen, bill.Note, PaymentWay.PaymentCode), cancel);
            _ = taken.Payment is { } payment ? bill.Pay(payment.Code, now) : bill.Refuse(taken.Problem!.Reason, now);
        }
        else if (await codes.Beyond(db, payer, PaymentWay.ConfirmedPaymentCode, bill.Fen, cancel) is { } beyond)
        {
            bill.Refuse(beyond.Reason, now);
        }

        await db.SaveChangesAsync(cancel);
    }

    private bool IsTaking(OfficialAccount account) => PaymentOperations.MayTake(account.Standing, account.VerifiedUntil, clock.UtcNow);

    private BillView View(Bill bill) => new(bill.Code, bill.Fen, bill.Note, bill.StateAt(clock.UtcNow), bill.AskedId is not null, bill.MadeAt, bill.ExpiresAt, bill.PaymentCode);

    private static IQueryable<Bill> BillOf(IQueryable<OfficialAccount> accounts, IQueryable<Bill> bills, string appId, string code) =>
        bills.Where(row => row.Code == code && accounts.Any(account => account.AppId == appId && account.Id == row.AccountId));
}
