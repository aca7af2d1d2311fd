using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>
/// Friends with money, a brand with a till, a coupon, membership cards and a campaign that gives red packets, and a chain of cinemas:
/// everything that moves money, copies or points, on one real database.
/// </summary>
internal sealed class World : IDisposable
{
    public const int People = 4;
    public const int Cap = 2;
    public const int RewardCap = 3;
    public const int RewardPrice = 12;

    /// <summary>What the brand has before anybody pays it, fen.</summary>
    public const long Seed = 20_000;

    /// <summary>Few enough that the friends, who are one person to the limit, come to its end now and then.</summary>
    public const long YearFen = 120_000;

    private World()
    {
        Pay = new(BankClock, members: true);
        var (limits, wallet) = (Db.Limits, Pay.Wallet);
        (limits.WalletsPerIdNumber, limits.BankOrdersPerDay, limits.TransfersPerDay, limits.RedPacketsPerDay, limits.SeatHoldsPerDay) = (100, 1000, 1000, 1000, 1000);
        // A payment code goes through by itself at first, and waits for the password later in the day.
        (limits.BalancePaymentsPerYearFen, limits.OneFactorPaymentsPerDayFen) = (YearFen, 5_000);
        Packets = new(Db, wallet.Books, wallet.Passwords, wallet.Spending, wallet.Recipients, Db.Limits, Db.Clock, NullLogger<RedPacketOperations>.Instance);
        Gifts = new(Db, wallet.Books, Db.Policy, Db.Limits, Db.Clock, NullLogger<BrandPacketOperations>.Instance);
        Own = new(Db, wallet.Books, Pay.Points, Db.Vault, Db.Clock);
        Members = new(Db, wallet.Books, Pay.Points, Db.Vault, Db.Clock);
    }

    /// <summary>The clock by which a slow bank is slow: its own, so that nobody's day passes while it takes its time.</summary>
    public FakeTimeProvider BankClock { get; } = new();

    public PayRig Pay { get; }

    public TestDb Db => Pay.Db;

    public WalletRig Wallet => Pay.Wallet;

    public CinemaRig Cinema { get; private set; } = default!;

    public CardRig Cards { get; private set; } = default!;

    public RedPacketOperations Packets { get; }

    public BrandPacketOperations Gifts { get; }

    public MembershipOperations Own { get; }

    public MemberOperations Members { get; }

    public ExchangeOperations Exchanges { get; private set; } = default!;

    /// <summary>The friends: numbers, bank cards, phones.</summary>
    public List<(long Id, string Card, string Phone)> Friends { get; } = [];

    /// <summary>The coupon.</summary>
    public string Coupon { get; private set; } = "";

    /// <summary>The coupon that members get for points.</summary>
    public string Reward { get; private set; } = "";

    /// <summary>The brand's membership cards, and at which each gives the reward.</summary>
    public List<(string Card, string Offer)> Clubs { get; } = [];

    /// <summary>What was carried onto membership cards, fen, and away from there, as it was answered.</summary>
    public ConcurrentQueue<(string Code, long Fen)> Carried { get; } = [];

    /// <summary>The campaign with the red packets.</summary>
    public string Campaign { get; private set; } = "";

    /// <summary>The brand's printed code.</summary>
    public string Printed { get; private set; } = "";

    public static async Task<World> Begin()
    {
        var world = new World();
        await world.Furnish();
        return world;
    }

    /// <summary>What the banks have said by themselves reaches everybody who has orders there.</summary>
    public async Task Hear()
    {
        while (Wallet.Bank.Notices.TryRead(out var notice))
        {
            await Wallet.Orders.Settle(notice.Number, notice.Answer);
            await Pay.Payouts.End(notice.Number, notice.Answer);
        }
    }

    /// <summary>What the portal does by itself every few seconds or minutes, but for asking the banks.</summary>
    public async Task Rounds()
    {
        await Hear();
        await Wallet.Transfers.ReturnOver();
        await Packets.ReturnOver();
        await Gifts.CloseOver();
        await Cinema.Tickets.ReleaseOver();
        await Cinema.Tickets.ReturnCancelled();
        await Cinema.Earnings.EarnOver();
        await Cards.Gifts.ReturnOver();
        await Cards.Expiry.Run();
        await Exchanges.EndHanging();
    }

    public async Task AskBanks()
    {
        await Wallet.Orders.AskAgain();
        await Pay.Payouts.AskAgain();
    }

    public void Dispose()
    {
        Cinema?.Tries.Dispose();
        Cards?.Tries.Dispose();
        Pay.Dispose();
    }

    private async Task Furnish()
    {
        (Cinema, Cards) = (await CinemaRig.Open(Wallet), await CardRig.Begin(together: true, db: Db));
        Coupon = (await Cards.Issued(Cards.Terms with { Quantity = 6, GetLimit = Cap, Validity = CardValidity.FixedTerm, TermDays = 2, BeginsAt = null, EndsAt = null })).Code;
        Reward = (await Cards.Issued(Cards.Terms with { Title = "会员礼券", Quantity = 3, GetLimit = RewardCap, Validity = CardValidity.FixedTerm, TermDays = 2, BeginsAt = null, EndsAt = null })).Code;
        Exchanges = new(Db, Wallet.Books, Pay.Points, Cards.Claims, Db.Clock, NullLogger<ExchangeOperations>.Instance);
        foreach (var (title, perYuan, most) in new[] { ("茶友会员", "1", ""), ("老友会员", "3", "3") })
            Clubs.Add(await Club(title, perYuan, most));
        Campaign = await Cards.Campaign();
        for (var i = 0; i < People; i++)
            Friends.Add(await Friend());
        await using (var db = Db.CreateDbContext())
        {
            await Wallet.Books.Move(db, async () =>
                (await Wallet.Books.Post(db, Posting.Of("seed", EntryKind.Payment, "seed", LedgerParty.Bank(Cards.Account.Id), LedgerParty.Takings(Cards.Account.Id), Seed)), true));
        }

        (await Gifts.Fund(Cards.Owner, Cards.AppId, Campaign, new("50", "1", "9", "3", 0, 24, "1800"))).Should().BeEmpty();
        foreach (var (owner, account) in new[] { (Cards.Owner, Cards.AppId), (Cinema.Owner, Cinema.Chain.AppId) })
            (await Pay.Payouts.SetBank(owner, account, new("茶铺有限公司", TestCards.All[1].Number))).Problems.Should().BeEmpty();
        Printed = (await Pay.Takings.StaticCode(Cards.Owner, Cards.AppId))!.Value.Code;
    }

    // Different rates, so that points of one card are not those of the other; of one offer there is less than the coupon has.
    private async Task<(string Card, string Offer)> Club(string title, string perYuan, string most)
    {
        var (plans, offers) = (new PlanOperations(Db, Db.Clock), new OfferOperations(Db, Db.Clock));
        var card = (await Cards.Issued(MemberRig.Terms with { Title = title })).Code;
        var form = MemberRig.Form();
        form.PointsPerYuan = perYuan;
        (await plans.Save(Cards.Owner, Cards.AppId, card, form)).Problems.Should().BeEmpty();
        (await offers.Open(Cards.Owner, Cards.AppId, card, new(Guid.NewGuid(), Reward, $"{RewardPrice}", most))).Problems.Should().BeEmpty();
        return (card, (await offers.Find(Cards.Owner, Cards.AppId, card))!.Offers.Single().Code);
    }

    // Follows the brand and has joined its campaign.
    private async Task<(long Id, string Card, string Phone)> Friend()
    {
        var (me, card) = await Wallet.WithMoney("300");
        await using var db = Db.CreateDbContext();
        var campaign = await db.Campaigns.SingleAsync(row => row.Code == Campaign);
        db.Add(Following.Begin(Cards.Account.Id, me, FollowScene.Search, Db.Clock.UtcNow));
        db.Add(new Delivery { CampaignId = campaign.Id, SubscriberId = me, JoinedAt = Db.Clock.UtcNow });
        await db.SaveChangesAsync();
        return (me, card, Db.Vault.Unprotect(Subscriber.PhonePurpose, await db.Subscribers.Where(row => row.Id == me).Select(row => row.Phone).SingleAsync()));
    }
}
