using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Subscribers with money, and official accounts that take it, on a real database.</summary>
internal sealed class PayRig : IDisposable
{
    private int accounts;

    public PayRig()
    {
        var (db, books) = (Wallet.Db, new Books(Wallet.Db.Clock));
        Limits = new(db.Policy, db.Limits, db.Clock);
        Payments = new(books, new(db.Policy, db.Limits, db.Clock), Limits, db.Clock);
    }

    public WalletRig Wallet { get; } = new();

    public TestDb Db => Wallet.Db;

    public CodeLimits Limits { get; }

    public PaymentOperations Payments { get; }

    /// <summary>A verified account and whoever administers it.</summary>
    public async Task<(Person Owner, OfficialAccount Account)> Merchant(bool verified = true)
    {
        var owner = await Db.PersonNamed($"Owner{++accounts}");
        return (owner, await Db.AccountOf(owner, $"茶铺{accounts}", verified: verified));
    }

    /// <summary>A subscriber with money.</summary>
    public async Task<long> Payer(string yuan = "1000") => (await Wallet.WithMoney(yuan)).Me;

    public async Task Change(OfficialAccount account, Action<OfficialAccount> verb)
    {
        await using var db = Db.CreateDbContext();
        verb(await db.OfficialAccounts.SingleAsync(row => row.Id == account.Id));
        await db.SaveChangesAsync();
    }

    public async Task<PaymentResult> Take(Purchase purchase)
    {
        await using var db = Db.CreateDbContext();
        return await Books.Move(db, async () => await Payments.Take(db, purchase) is var taken ? (taken, taken.Problem is null) : default);
    }

    public async Task<RefundResult> GiveBack(RefundWish wish)
    {
        await using var db = Db.CreateDbContext();
        return await Books.Move(db, async () => await Payments.GiveBack(db, wish) is var given ? (given, given.Problem is null) : default);
    }

    public async Task<long> Balance(LedgerParty party)
    {
        await using var db = Db.CreateDbContext();
        return await Books.Balance(db, party);
    }

    public void Dispose() => Wallet.Dispose();
}
