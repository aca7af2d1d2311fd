using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Subscribers with wallets, on a real database.</summary>
internal sealed class WalletRig : IDisposable
{
    public const string IdNumber = "990000199001010017";
    public const string Password = "305917";

    private int people;

    public WalletRig(Action<DbContextOptionsBuilder>? configure = null, TimeProvider? bankClock = null)
    {
        Db = TestDb.Weixin(configure);
        Codes = new(Db, Db.Outbox, Db.Vault, Db.Policy, Db.Clock);
        // Few rounds: the hash's strength is set by the portal, and tests make many.
        Passwords = new(new PasswordHasher<Wallet>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })), Db.Clock, new(Db));
        Books = new(Db.Clock, new(Db));
        Spending = new(Db.Policy, Db.Limits, Db.Clock);
        Recipients = new(Db.Policy, Db.Vault);
        Bank = new(Db, bankClock ?? Db.Clock);
        Wallets = new(Db, Passwords, Codes, Db.Vault, Db.Policy, Db.Limits, Db.Clock);
        Orders = new(Db, Bank, Books, Passwords, Db.Vault, Db.Limits, Db.Clock, NullLogger<BankOperations>.Instance);
        Transfers = new(Db, Books, Passwords, Spending, Recipients, Db.Vault, Db.Limits, Db.Clock, NullLogger<TransferOperations>.Instance);
    }

    public TestDb Db { get; }

    public ConfirmationCodes Codes { get; }

    public PaymentPassword Passwords { get; }

    public Books Books { get; }

    public Spending Spending { get; }

    public Recipients Recipients { get; }

    public BankSimulator Bank { get; }

    public WalletOperations Wallets { get; }

    public BankOperations Orders { get; }

    public TransferOperations Transfers { get; }

    public async Task<long> Subscriber()
    {
        var subscribers = new SubscriberOperations(Db, Db.Policy, Codes, Db.Vault, Db.Clock);
        return (await subscribers.Admit(PhoneReading.Of($"+861380013{++people:0000}", null).Value!))!.SubscriberId;
    }

    public async Task<long> WithWallet()
    {
        var me = await Subscriber();
        (await Wallets.Open(me, new("林小满", IdNumber, Password, Password))).Should().BeEmpty();
        return me;
    }

    /// <summary>A card of theirs.</summary>
    public async Task<string> CardOf(long me)
    {
        (await Orders.Bind(me, TestCards.All[0].Number, Password)).Should().BeNull();
        return (await Wallets.Find(me))!.Cards[0].Code;
    }

    /// <summary>A wallet with a card and money in it.</summary>
    public async Task<(long Me, string Card)> WithMoney(string yuan = "100")
    {
        var me = await WithWallet();
        var card = await CardOf(me);
        (await Orders.TopUp(me, Form(card, yuan))).Order!.State.Should().Be(BankOrderState.Done);
        return (me, card);
    }

    public static MoneyForm Form(string card, string yuan, string password = Password) => new(Guid.NewGuid(), card, yuan, password);

    public async Task<string> LastText()
    {
        await using var db = Db.CreateDbContext();
        return Db.Outbox.Open(await db.Set<Core.Storage.OutboxMessage>().OrderByDescending(message => message.Id).FirstAsync()).Body;
    }

    /// <summary>The books, proved.</summary>
    public async Task<string?> Fault()
    {
        await using var db = Db.CreateDbContext();
        return await Books.FirstFault(db);
    }

    public void Dispose() => Db.Dispose();
}
