using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A brand with a membership card, its members, and their money, on a real database; registered together as the portal does it.</summary>
internal sealed class MemberRig : IDisposable
{
    private int cards;

    private MemberRig()
    {
        var (db, books, clock) = (Db, Wallet.Books, Db.Clock);
        var mails = new CardMails(db.Outbox, new PortalSettings { PublicAddress = "https://weixin.example" });
        var limits = new CodeLimits(db.Policy, db.Limits, clock);
        var signal = new PaymentSignal(new InboxSignal());
        Tries = new(db.Limits);
        Points = new(clock);
        Claims = new(db, new(db, mails), clock);
        Purses = new(db, books, Wallet.Passwords, Wallet.Spending, db.Limits, clock);
        var lookup = Memberships.Lookup(clock);
        Payments = new(books, Wallet.Spending, limits, clock, [new(Points.AfterPayment), new(Purses.AfterRefund)]);
        Pay = new(db, books, Payments, Wallet.Transfers, Wallet.Passwords, Tries, new(db, clock), signal, db.Vault, db.Limits, clock, [new(Purses.PurseOf)]);
        Till = new(db, books, Payments, limits, Tries, signal, db.Vault, db.Limits, clock);
        Takings = new(db, books, Payments, limits, signal, db.Policy, clock);
        Cards = new(db, clock);
        Reviews = new(db, mails, clock);
        Copies = new(db, clock, [lookup]);
        Counter = new(db, CounterTries, clock, [lookup]);
        Plans = new(db, clock);
        Own = new(db, books, Points, db.Vault, clock);
        Members = new(db, books, Points, db.Vault, clock);
        Offers = new(db, clock);
        Exchanges = new(db, books, Points, Claims, clock, NullLogger<ExchangeOperations>.Instance);
    }

    public WalletRig Wallet { get; } = new();

    public TestDb Db => Wallet.Db;

    public CodeTries Tries { get; }

    public CounterTries CounterTries { get; } = new();

    public Points Points { get; }

    public Claims Claims { get; }

    public PaymentOperations Payments { get; }

    public PayOperations Pay { get; }

    public TillOperations Till { get; }

    public TakingsOperations Takings { get; }

    public CardOperations Cards { get; }

    public CardReviews Reviews { get; }

    public CopyOperations Copies { get; }

    public RedemptionOperations Counter { get; }

    public PlanOperations Plans { get; }

    public MembershipOperations Own { get; }

    public MemberOperations Members { get; }

    public PurseOperations Purses { get; }

    public OfferOperations Offers { get; }

    public ExchangeOperations Exchanges { get; }

    public Person Owner { get; private set; } = Person.System;

    public Person Stranger { get; private set; } = Person.System;

    public Person Reviewer { get; private set; } = Person.System;

    public OfficialAccount Account { get; private set; } = default!;

    public string AppId => Account.AppId;

    /// <summary>The membership card's public id.</summary>
    public string Card { get; private set; } = "";

    public static CardTerms Terms => new()
    {
        Kind = CardKind.MemberCard,
        BrandName = "云上茶事",
        Title = "茶友会员",
        Notice = "结账前请出示",
        Description = "会员权益以门店公示为准。",
        Detail = "生日当月赠饮一杯",
        Quantity = 1000,
        Validity = CardValidity.Permanent,
    };

    /// <summary>Twenty yuan off, as often as somebody likes.</summary>
    public static CardTerms Coupon => new()
    {
        Kind = CardKind.Cash,
        BrandName = "云上茶事",
        Title = "二十元券",
        Notice = "结账前请出示",
        Description = "每次限用一张。",
        ReduceCost = 20_00,
        Quantity = 3,
        GetLimit = 2,
        Validity = CardValidity.FixedTerm,
        TermDays = 30,
    };

    public static async Task<MemberRig> Begin()
    {
        var rig = new MemberRig();
        rig.Owner = await rig.Db.PersonNamed("Owner");
        rig.Stranger = await rig.Db.PersonNamed("Stranger");
        rig.Reviewer = await rig.Db.PersonNamed("Reviewer", PlatformRoles.Reviewer);
        rig.Account = await rig.Db.AccountOf(rig.Owner, "云上茶事", verified: true);
        await rig.Db.AccountOf(rig.Stranger, "别家茶铺", verified: true);
        rig.Card = await rig.Issued(Terms);
        return rig;
    }

    public async Task<string> Issued(CardTerms terms)
    {
        var draft = (await Cards.Save(Owner, AppId, null, null, terms with { Title = $"{terms.Title}{(++cards == 1 ? "" : cards)}" }, [])).Sheet!;
        var sheet = (await Cards.Submit(Owner, AppId, draft.Code, draft.Version)).Sheet!;
        await Reviews.Approve(Reviewer, sheet.Code, sheet.Version);
        return (await Cards.Dispatch(Owner, AppId, sheet.Code, (await Cards.Find(Owner, AppId, sheet.Code))!.Version)).Sheet!.Code;
    }

    /// <summary>A point for a yuan, five for a check-in, ten for activating; silver from 100 on, gold from 1000 on.</summary>
    public static PlanForm Form(Guid? version = null) => new()
    {
        Version = version,
        Levels = [new() { Name = "普通" }, new() { Name = "白银", From = "100" }, new() { Name = "黄金", From = "1000" }],
        PointsPerYuan = "1",
        PointsPerCheckIn = "5",
        Bonus = "10",
    };

    public async Task Plan(Action<PlanForm>? change = null)
    {
        var form = Form((await Plans.Find(Owner, AppId, Card))!.Form.Version);
        change?.Invoke(form);
        (await Plans.Save(Owner, AppId, Card, form)).Problems.Should().BeEmpty();
    }

    /// <summary>A copy of the membership card.</summary>
    public async Task<string> Taken(long me, string? card = null) => (await Claims.Take(me, card ?? Card, Guid.NewGuid(), ClaimSource.Link)).Code!;

    /// <summary>A member with money in the wallet, and the digits of the card.</summary>
    public async Task<(long Me, string Code)> Member(string yuan = "5000")
    {
        var (me, _) = await Wallet.WithMoney(yuan);
        var code = await Taken(me);
        (await Own.Activate(me, code, Agreed())).Should().BeEmpty();
        return (me, code);
    }

    public static ActivationForm Agreed(string? name = null) => new(name, null, false, null, true);

    public async Task<Member> Row(string code)
    {
        await using var db = Db.CreateDbContext();
        var copies = db.CardCodes;
        return await db.Members.AsNoTracking().SingleAsync(row => copies.Any(copy => copy.Id == row.CodeId && copy.Code == code));
    }

    public async Task<long> PointsOf(string code) => (await Row(code)).Points;

    /// <summary>A bill at the till that the member pays.</summary>
    public async Task<string> Paid(long me, string yuan, bool fromPurse = false)
    {
        var bill = (await Till.Ask(Owner, AppId, new(Guid.NewGuid(), yuan, ""))).Bill!.Code;
        var result = await Pay.Pay(me, bill, new(Guid.NewGuid(), null, null, WalletRig.Password, fromPurse));
        result.Problems.Should().BeEmpty();
        return result.Payment!;
    }

    public async Task Refund(string payment, string yuan) =>
        (await Takings.Refund(Owner, AppId, payment, new(Guid.NewGuid(), yuan, "退款"))).Problems.Should().BeEmpty();

    public async Task<string> Offer(string coupon, int price, int? most = null)
    {
        (await Offers.Open(Owner, AppId, Card, new(Guid.NewGuid(), coupon, $"{price}", $"{most}"))).Problems.Should().BeEmpty();
        return (await Offers.Find(Owner, AppId, Card))!.Offers[0].Code;
    }

    public async Task Give(string code, int points) =>
        (await Members.Adjust(Owner, AppId, (await Row(code)).Code, new(Guid.NewGuid(), $"{points}", "活动赠送"))).Problems.Should().BeEmpty();

    public async Task<long> Balance(LedgerParty party)
    {
        await using var db = Db.CreateDbContext();
        return await Books.Balance(db, party);
    }

    /// <summary>Books and points, proved.</summary>
    public async Task<string?> Fault()
    {
        await using var db = Db.CreateDbContext();
        return await Books.FirstFault(db) ?? await Points.FirstFault(db);
    }

    /// <summary>The other brand's account.</summary>
    public async Task<OfficialAccount> Other()
    {
        await using var db = Db.CreateDbContext();
        return await db.OfficialAccounts.SingleAsync(row => row.Id != Account.Id);
    }

    /// <summary>A payment by somebody, past every code: its number, when it stands.</summary>
    public async Task<string?> Take(long me, long fen)
    {
        await using var db = Db.CreateDbContext();
        var taken = await Wallet.Books.Move(db, async () => await Payments.Take(db, new(Guid.NewGuid(), me, Account.Id, fen, "", PaymentWay.InApp)) is var result ? (result, result.Problem is null) : default);
        return taken.Payment?.Code;
    }

    public async Task Suspend()
    {
        await using var db = Db.CreateDbContext();
        (await db.OfficialAccounts.SingleAsync(row => row.Id == Account.Id)).Suspend();
        await db.SaveChangesAsync();
    }

    public void Dispose()
    {
        CounterTries.Dispose();
        Tries.Dispose();
        Wallet.Dispose();
    }
}
