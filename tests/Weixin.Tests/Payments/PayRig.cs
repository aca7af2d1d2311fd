using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Subscribers with money, and official accounts that take it, on a real database.</summary>
internal sealed class PayRig : IDisposable
{
    private int accounts;

    /// <param name="bankClock">By which a slow bank is slow; null for everybody's.</param>
    /// <param name="members">With points and balances of members, as the portal has them.</param>
    public PayRig(TimeProvider? bankClock = null, bool members = false)
    {
        Wallet = new(bankClock: bankClock);
        var (db, books, spending) = (Wallet.Db, Wallet.Books, new Spending(Wallet.Db.Policy, Wallet.Db.Limits, Wallet.Db.Clock));
        Signal = new(Phones);
        Limits = new(db.Policy, db.Limits, db.Clock);
        Tries = new(db.Limits);
        Points = new(db.Clock);
        Purses = new(db, books, Wallet.Passwords, spending, db.Limits, db.Clock);
        Payments = new(books, spending, Limits, db.Clock, members ? [new(Points.AfterPayment), new(Purses.AfterRefund)] : null);
        Pay = new(db, books, Payments, Wallet.Transfers, Wallet.Passwords, Tries, new(db, db.Clock), Signal, db.Vault, db.Limits, db.Clock, members ? [new(Purses.PurseOf)] : null);
        Till = new(db, books, Payments, Limits, Tries, Signal, db.Vault, db.Limits, db.Clock);
        Takings = new(db, books, Payments, Limits, Signal, db.Policy, db.Clock);
        Payouts = new(db, Wallet.Bank, books, Wallet.Passwords, spending, Signal, db.Vault, db.Limits, db.Clock, NullLogger<PayoutOperations>.Instance);
    }

    public WalletRig Wallet { get; }

    public TestDb Db => Wallet.Db;

    public InboxSignal Phones { get; } = new();

    public PaymentSignal Signal { get; }

    public CodeLimits Limits { get; }

    public CodeTries Tries { get; }

    public Points Points { get; }

    public PurseOperations Purses { get; }

    public PaymentOperations Payments { get; }

    public PayOperations Pay { get; }

    public TillOperations Till { get; }

    public TakingsOperations Takings { get; }

    public PayoutOperations Payouts { get; }

    /// <summary>An account and whoever administers it.</summary>
    public async Task<(Person Owner, OfficialAccount Account)> Merchant(bool verified = true)
    {
        var owner = await Db.PersonNamed($"Owner{++accounts}");
        return (owner, await Db.AccountOf(owner, $"茶铺{accounts}", verified: verified));
    }

    /// <summary>Somebody who works at the counter of an account.</summary>
    public async Task<Person> Staff(OfficialAccount account, string name = "Clerk")
    {
        var clerk = await Db.PersonNamed(name);
        await using var db = Db.CreateDbContext();
        db.Add(new Membership { AccountId = account.Id, UserId = clerk.UserId, Role = MemberRole.ShopStaff, Since = Db.Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
        return clerk;
    }

    /// <summary>A subscriber with money. Every one has an ID number of their own, so that nobody's limits are another's.</summary>
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
        return await Wallet.Books.Move(db, async () => await Payments.Take(db, purchase) is var taken ? (taken, taken.Problem is null) : default);
    }

    public async Task<RefundResult> GiveBack(RefundWish wish)
    {
        await using var db = Db.CreateDbContext();
        return await Wallet.Books.Move(db, async () => await Payments.GiveBack(db, wish) is var given ? (given, given.Problem is null) : default);
    }

    /// <summary>A bill for whoever scans.</summary>
    public async Task<string> Bill(Person actor, OfficialAccount account, string yuan) =>
        (await Till.Ask(actor, account.AppId, new(Guid.NewGuid(), yuan, ""))).Bill!.Code;

    public static PayForm Form(string? yuan = null, string password = WalletRig.Password) => new(Guid.NewGuid(), yuan, "", password);

    /// <summary>A till reads what a payer shows.</summary>
    public async Task<TillResult> Charge(Person actor, OfficialAccount account, long payer, string yuan) =>
        await Till.Ask(actor, account.AppId, new(Guid.NewGuid(), yuan, "", (await Pay.Show(payer))!.Digits));

    public async Task<long> Balance(LedgerParty party)
    {
        await using var db = Db.CreateDbContext();
        return await Books.Balance(db, party);
    }

    public void Dispose()
    {
        Tries.Dispose();
        Wallet.Dispose();
    }
}
