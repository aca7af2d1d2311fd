using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>
/// The demo's wallets: the two subscribers whom people sign in as have one each, with two weeks of payments, a refund, money between them,
/// a red packet, and a transfer that waits to be taken.
/// </summary>
internal sealed class WeixinDemoWallets
{
    /// <summary>The payment password of both.</summary>
    public const string Password = "305917";

    private readonly DemoWorld world;
    private readonly Books books;
    private readonly WalletOperations wallets;
    private readonly BankOperations banks;
    private readonly TransferOperations transfers;
    private readonly RedPacketOperations packets;
    private readonly PaymentOperations payments;
    private (long Xiaoman, long Nanshan) people;
    private long steeped;

    public WeixinDemoWallets(DemoWorld world)
    {
        (this.world, books) = (world, world.Make<Books>());
        var passwords = world.Make<PaymentPassword>(new PasswordHasher<Wallet.Wallet>());
        var (spending, recipients) = (world.Make<Spending>(), world.Make<Recipients>());
        wallets = world.Make<WalletOperations>(passwords);
        banks = world.Make<BankOperations>(world.Make<BankSimulator>(), books, passwords, NullLogger<BankOperations>.Instance);
        transfers = world.Make<TransferOperations>(books, passwords, spending, recipients, NullLogger<TransferOperations>.Instance);
        packets = world.Make<RedPacketOperations>(books, passwords, spending, recipients, NullLogger<RedPacketOperations>.Instance);
        payments = world.Make<PaymentOperations>(books, spending, world.Make<CodeLimits>(), new[] { new PaymentStep(world.Make<Points>().AfterPayment) });
    }

    public void Plan(DemoTimeline timeline)
    {
        var (tea, bookshop, now) = (world.Plan.Brands[0], world.Plan.Brands[1], world.Clock.Now);
        timeline.Add(now.AddDays(-12), Open);
        timeline.Add(now.AddDays(-8).AddHours(-1), () => Pay(people.Xiaoman, bookshop, 45_00, "《山居杂忆》"));
        timeline.Add(now.AddDays(-7).AddHours(-4), async () => steeped = await Pay(people.Nanshan, tea, 68_00, "岩茶一泡，茶点两份"));
        timeline.Add(now.AddDays(-7).AddHours(-3), () => GiveBack(tea, 12_00, "茶点少上一份"));
        timeline.Add(now.AddDays(-5), async () => await Send(people.Xiaoman, people.Nanshan, 1, "50", "上次的电影票"));
        timeline.Add(now.AddDays(-5).AddHours(1), Accept);
        timeline.Add(now.AddDays(-3), RedPacket);
        timeline.Add(now.AddDays(-2), () => Pay(people.Xiaoman, tea, 128_00, "明前龙井 100 克"));
        timeline.Add(now.AddDays(-1), () => TopUp(people.Xiaoman, "100"));
        timeline.Add(now.AddHours(-3), async () => await Send(people.Nanshan, people.Xiaoman, 0, "20", "早餐钱"));
    }

    // The people who are known by their numbers came first.
    private async Task Open()
    {
        await using (var db = await world.Dbs.CreateDbContextAsync())
        {
            var first = await db.Subscribers.OrderBy(row => row.Id).Take(2).Select(row => row.Id).ToListAsync();
            people = (first[0], first[1]);
        }

        await Open(people.Xiaoman, "林小满", "990000199001010017", 0, "500");
        await Open(people.Nanshan, "周南山", "99000019900307003X", 1, "300");
    }

    private async Task Open(long person, string name, string idNumber, int bank, string yuan)
    {
        if (await wallets.Open(person, new(name, idNumber, Password, Password)) is not { Count: 0 } || await banks.Bind(person, TestCards.All[bank].Number, Password) is not null)
            throw new InvalidOperationException($"The wallet of {name} was not opened.");
        await TopUp(person, yuan);
    }

    private async Task TopUp(long person, string yuan)
    {
        var card = (await wallets.Find(person))!.Cards[0].Code;
        if ((await banks.TopUp(person, new(Guid.NewGuid(), card, yuan, Password))).Order is not { State: BankOrderState.Done })
            throw new InvalidOperationException("Nothing came from the bank.");
    }

    private async Task<long> Pay(long person, DemoBrand brand, long fen, string goods)
    {
        await using var db = await world.Dbs.CreateDbContextAsync();
        var result = await books.Move(db, async () =>
        {
            var taken = await payments.Take(db, new(Guid.NewGuid(), person, world.AccountOf(brand).Id, fen, goods, PaymentWay.TillCode));
            return (taken, taken.Payment is not null);
        });
        return result.Payment?.Id ?? throw new InvalidOperationException($"{goods} was not paid: {result.Problem?.Reason.En}");
    }

    private async Task GiveBack(DemoBrand brand, long fen, string reason)
    {
        await using var db = await world.Dbs.CreateDbContextAsync();
        var result = await books.Move(db, async () =>
        {
            var given = await payments.GiveBack(db, new(Guid.NewGuid(), steeped, fen, reason, world.OwnerOf(brand).UserId));
            return (given, given.Refund is not null);
        });
        if (result.Refund is null)
            throw new InvalidOperationException($"Nothing was given back: {result.Problem?.Reason.En}");
    }

    private async Task Send(long from, long to, int friend, string yuan, string note)
    {
        if ((await transfers.SendTo(from, to, new(Guid.NewGuid(), null, yuan, note, Password))).Code is null)
            throw new InvalidOperationException($"Nothing was sent to {world.Plan.Known[friend]}.");
    }

    private async Task Accept() => await transfers.Accept(people.Nanshan, (await transfers.Waiting(people.Nanshan))[0].Code);

    private async Task RedPacket()
    {
        var sent = await packets.Send(people.Nanshan, new(Guid.NewGuid(), RedPacketKind.Friend, world.Plan.Known[0], null, "8.88", "辛苦啦", Password));
        if (sent.Code is null || await packets.Open(people.Xiaoman, sent.Code) != OpenOutcome.Opened)
            throw new InvalidOperationException("The red packet was not opened.");
    }
}
