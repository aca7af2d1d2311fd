using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>What payments, red packets and cinemas would say to a SQL Server is T-SQL, to the last step of each operation.</summary>
public sealed class SqlServerMoneyTests : IDisposable
{
    private const string AppId = "wx0000000000000000";
    private const long Me = 2;

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly EditionPolicy Policy = EditionPolicy.Weixin;
    private static readonly PlatformLimits Limits = new();
    private static readonly Person Actor = Person.System;

    private readonly OneRowServer said = new();
    private readonly Vault vault = new(new EphemeralDataProtectionProvider(), new byte[32]);
    private readonly CodeTries tries = new(Limits);
    private readonly Books books = new(Clock);
    private readonly PaymentPassword passwords;
    private readonly Spending spending = new(Policy, Limits, Clock);

    public SqlServerMoneyTests()
    {
        passwords = new(new Agreeing(), Clock, new(said));
        said.Values["Name"] = vault.Protect(Wallet.Purposes.Name, "林小满");
    }

    public void Dispose() => tries.Dispose();

    [Fact]
    public async Task What_tills_payers_takings_and_payouts_ask_is_T_SQL()
    {
        var (signal, codes, form) = (new PaymentSignal(new InboxSignal()), new CodeLimits(Policy, Limits, Clock), new PayForm(Guid.NewGuid(), "0.01", "tea", "305917"));
        var payments = new PaymentOperations(books, spending, codes, Clock);
        var till = new TillOperations(said, books, payments, codes, tries, signal, vault, Limits, Clock);
        var pay = new PayOperations(said, books, payments, null!, passwords, tries, new(said, Clock), signal, vault, Limits, Clock);
        var takings = new TakingsOperations(said, books, payments, codes, signal, Policy, Clock);
        var payouts = new PayoutOperations(said, new Answering(), books, passwords, spending, signal, vault, Limits, Clock, NullLogger<PayoutOperations>.Instance);
        var (today, bill, code) = (DateOnly.FromDateTime(Clock.UtcNow), ScanCode.New(), Ids.Code());

        await said.Hear(() => till.Find(Actor, AppId));
        await said.Hear(() => till.Ask(Actor, AppId, new(Guid.NewGuid(), "0.01", "tea")));
        await said.Hear(() => till.Ask(Actor, AppId, new(Guid.NewGuid(), "0.01", "tea", ShownCode.New())));
        await said.Hear(() => till.FindBill(Actor, AppId, bill));
        await said.Hear(() => till.Latest(Actor, AppId));
        await said.Hear(() => till.Cancel(Actor, AppId, bill));
        await said.Hear(() => pay.Show(Me));
        await said.Hear(() => pay.Asked(Me));
        await said.Hear(() => pay.Mark(Me));
        await said.Hear(() => pay.Open(Me, bill));
        await said.Hear(() => pay.Pay(Me, bill, form));
        await said.Hear(() => pay.Decline(Me, bill));
        await said.Hear(() => pay.Receipt(Me, code));
        await said.Hear(() => pay.Receive(Me));
        await said.Hear(() => pay.Renew(Me, ScanCode.New()));
        await said.Hear(() => takings.Today(Actor, AppId));
        await said.Hear(() => takings.List(Actor, AppId, 9));
        await said.Hear(() => takings.Find(Actor, AppId, code));
        await said.Hear(() => takings.Refund(Actor, AppId, code, new(Guid.NewGuid(), "0.01", "cold")));
        await said.Hear(() => takings.StaticCode(Actor, AppId));
        await said.Hear(async () =>
        {
            await foreach (var _ in (await takings.Download(Actor, AppId, today, today))!)
            {
                // To its end.
            }
        });
        Sealed(MerchantBank.Purposes.Holder, MerchantBank.Purposes.Number);
        await said.Hear(() => payouts.BankOf(Actor, AppId));
        await said.Hear(() => payouts.SetBank(Actor, AppId, new("茶铺有限公司", TestCards.All[0].Number)));
        await said.Hear(() => payouts.Settle(Actor, AppId, new(Guid.NewGuid(), "0.01")));
        Sealed(Payout.Purposes.Holder, Payout.Purposes.Number);
        await said.Hear(() => payouts.Settlements(Actor, AppId));
        await said.Hear(() => payouts.Send(Me, new(Guid.NewGuid(), "陈国华", TestCards.All[0].Number, "0.01", "", "305917")));
        await said.Hear(() => payouts.Find(Me, code));
        await said.Hear(() => payouts.AskAgain());

        Reads("Bills", "ShownCodes", "MerchantCodes", "PersonalCodes", "Payments", "Refunds", "MerchantBanks", "Payouts", "LedgerLines");
        Writes("INSERT INTO [Bills]", "INSERT INTO [ShownCodes]", "INSERT INTO [Payments]", "INSERT INTO [Refunds]", "INSERT INTO [Payouts]", "INSERT INTO \"LedgerLines\"", "UPDATE [Bills]", "UPDATE [Payments]", "UPDATE [Payouts]", "UPDATE [MerchantBanks]");
    }

    [Fact]
    public async Task What_red_packets_ask_is_T_SQL()
    {
        var (recipients, code) = (new Recipients(Policy, vault), Ids.Code());
        var packets = new RedPacketOperations(said, books, passwords, spending, recipients, Limits, Clock, NullLogger<RedPacketOperations>.Instance);
        var gifts = new BrandPacketOperations(said, books, Policy, Limits, Clock, NullLogger<BrandPacketOperations>.Instance);

        await said.Hear(() => packets.Send(Me, new(Guid.NewGuid(), RedPacketKind.Lucky, null, "2", "0.02", "", "305917")));
        await said.Hear(() => packets.Find(Me, code));
        await said.Hear(() => packets.Waiting(Me));
        await said.Hear(() => packets.Sent(Me));
        await said.Hear(() => packets.Opened(Me));
        await said.Hear(() => packets.ReturnOver());
        // Nobody has a share yet: the question whether the reader does is the one before the wallet's.
        said.Without.Add("[TakenById] = ");
        await said.Hear(() => packets.Open(Me, code));
        // A campaign that runs, with enough for one more.
        said.Later.Remove("StartsAt");
        said.Values["State"] = "Running";
        said.Values["ToHour"] = 24;
        said.Values["FromHour"] = 0;
        said.Values["PerPerson"] = 3;
        said.Values["PerMinute"] = 60;
        said.Values["BudgetFen"] = 100L;
        said.Values["MostFen"] = 2L;
        said.Without.Add("[TakenAt] > ");
        await said.Hear(() => gifts.Find(Actor, AppId, code));
        await said.Hear(() => gifts.Look(Me, code));
        await said.Hear(() => gifts.Open(Me, code));
        await said.Hear(() => gifts.Stop(Actor, AppId, code));
        await said.Hear(() => gifts.CloseOver());
        said.Without.AddRange(["FROM [BrandPackets]", "N'Suspended'"]);
        await said.Hear(() => gifts.Fund(Actor, AppId, code, new("1", "1", "", "1", 0, 24, "1")));

        Reads("RedPackets", "RedPacketShares", "BrandPackets", "BrandPacketShares", "Followings", "Deliveries");
        Writes("INSERT INTO [RedPackets]", "INSERT INTO [RedPacketShares]", "UPDATE [r]", "UPDATE [RedPackets]", "UPDATE [RedPacketShares]", "INSERT INTO [BrandPackets]", "INSERT INTO [BrandPacketShares]", "UPDATE [b]");
    }

    [Fact]
    public async Task What_cinemas_ask_is_T_SQL()
    {
        var (programme, chains, doors) = (new Programme(said, Clock), new ChainOperations(said, Clock), new DoorOperations(said, new(), Clock));
        var tickets = new TicketOperations(said, books, passwords, spending, Limits, Clock, NullLogger<TicketOperations>.Instance);
        var earnings = new TicketEarnings(said, books, Clock, NullLogger<TicketEarnings>.Instance);
        var (code, today) = (Ids.Code(), programme.Today);

        await said.Hear(() => programme.Cities());
        await said.Hear(() => programme.Films("澜江", today, new(2, 9)));
        await said.Hear(() => programme.Film(code));
        await said.Hear(() => programme.Cinemas(code, "澜江", today, "after"));
        await said.Hear(() => programme.Screening(Me, code));
        await said.Hear(() => programme.Taken(code));
        await said.Hear(() => tickets.Hold(Me, new(Guid.NewGuid(), code, [101])));
        await said.Hear(() => tickets.Find(Me, code));
        await said.Hear(() => tickets.Mine(Me, 9));
        await said.Hear(() => tickets.Pay(Me, code, "305917"));
        await said.Hear(() => tickets.Release(Me, code));
        await said.Hear(() => tickets.ReleaseOver());
        said.Values["State"] = "Paid";
        said.Values["PaidFen"] = 1L;
        await said.Hear(() => tickets.Refund(Me, code));
        await said.Hear(() => tickets.ReturnCancelled());
        await said.Hear(() => doors.Look(Actor, AppId, new string('1', TicketOrder.TicketCodeLength)));
        await said.Hear(() => doors.LetIn(Actor, AppId, new string('1', TicketOrder.TicketCodeLength)));
        await said.Hear(() => chains.Find(Actor, AppId));
        await said.Hear(() => chains.Day(Actor, AppId, code, today));
        await said.Hear(() => chains.Repeat(Actor, AppId, code, today.AddDays(1)));
        await said.Hear(() => chains.RepeatAll());
        await said.Hear(() => chains.Cancel(Actor, AppId, code));
        said.Later.Remove("EndsAt");
        await said.Hear(() => earnings.EarnOver());

        Reads("Cinemas", "Films", "Halls", "Screenings", "SeatClaims", "TicketOrders");
        Writes("INSERT INTO [TicketOrders]", "UPDATE [TicketOrders]", "UPDATE [Screenings]", "UPDATE [s]", "DELETE FROM [s]", "INSERT INTO \"LedgerLines\"");
    }

    private void Sealed(string holder, string number) => (said.Values["Holder"], said.Values["Number"]) = (vault.Protect(holder, "陈国华"), vault.Protect(number, TestCards.All[0].Number));

    // Everything was reached, and all of it is T-SQL.
    private void Reads(params string[] tables)
    {
        tables.Where(table => !said.Statements.Exists(sql => sql.Contains($"FROM [{table}] ") || sql.Contains($"JOIN [{table}] "))).Should().BeEmpty(Oddities);
        said.Statements.SelectMany(SqlServerGrammar.Faults).Should().BeEmpty();
    }

    private void Writes(params string[] statements) => statements.Where(statement => !said.Statements.Exists(sql => sql.Contains(statement))).Should().BeEmpty(Oddities);

    private string Oddities => string.Join("; ", said.Oddities.Distinct());

    /// <summary>Whatever is typed is the payment password.</summary>
    private sealed class Agreeing : IPasswordHasher<Wallet>
    {
        public string HashPassword(Wallet user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(Wallet user, string hashedPassword, string providedPassword) => PasswordVerificationResult.Success;
    }

    private sealed class Answering : IBank
    {
        public System.Threading.Channels.ChannelReader<(string Number, BankAnswer Answer)> Notices => throw new InvalidOperationException();

        public Task<BankAnswer> Verify(string cardNumber, string name, string idNumber, CancellationToken cancel = default) => Task.FromResult(BankAnswer.Yes);

        public Task<BankAnswer> Carry(BankOrderSlip order, CancellationToken cancel = default) => Task.FromResult(BankAnswer.Yes);
    }
}
