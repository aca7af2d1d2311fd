using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

public sealed partial class BrandPacketOperationsTests : IDisposable
{
    private readonly WalletRig rig = new();
    private readonly BrandPacketOperations gifts;
    private Person brand = default!;
    private OfficialAccount account = default!;

    public BrandPacketOperationsTests()
    {
        gifts = new(rig.Db, rig.Books, rig.Db.Policy, rig.Db.Limits, rig.Db.Clock, NullLogger<BrandPacketOperations>.Instance);
        rig.Db.Limits.WalletsPerIdNumber = 50;
    }

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Who_joined_opens_one_and_the_rest_goes_back_when_the_campaign_is_over()
    {
        var campaign = await Funded(Form(budget: "50", least: "8"));
        var (anna, bert) = (await Reader(campaign, joins: true), await Reader(campaign, joins: false));
        (await Takings()).Should().Be(100_000 - 5_000);

        (await gifts.Open(bert, campaign.Code))!.State.Should().Be(BrandPacketStanding.JoinFirst);
        (await gifts.Open(anna, campaign.Code))!.Should().BeEquivalentTo(new { State = BrandPacketStanding.Had, MineFen = 800L, MineCount = 1 });
        (await gifts.Open(anna, campaign.Code))!.Should().BeEquivalentTo(new { State = BrandPacketStanding.Had, MineFen = 800L, MineCount = 1 }, "a second press gives the same answer and no second one");

        (await Balance(anna)).Should().Be(800);
        rig.Db.Clock.Advance(TimeSpan.FromDays(8));
        (await gifts.Look(bert, campaign.Code))!.State.Should().Be(BrandPacketStanding.Closed);
        await gifts.CloseOver();
        await gifts.CloseOver();
        (await Takings()).Should().Be(100_000 - 800);
        (await gifts.Find(brand, account.AppId, campaign.Code))!.Packet!.ClosedAt.Should().NotBeNull();
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Many_at_once_get_exactly_the_budget()
    {
        var campaign = await Funded(Form(budget: "30", least: "1", most: "9"));
        var people = new List<long>();
        for (var i = 0; i < 40; i++)
            people.Add(await Reader(campaign, joins: true));

        await Task.WhenAll(people.Concat(people).Select(person => Task.Run(() => gifts.Open(person, campaign.Code))));

        var view = (await gifts.Find(brand, account.AppId, campaign.Code))!;
        view.Packet!.SpentFen.Should().Be(3_000);
        view.Packet.Given.Should().Be(view.People);
        (await Task.WhenAll(people.Select(Balance))).Sum().Should().Be(3_000);
        (await gifts.Look(await Reader(campaign, joins: true), campaign.Code))!.State.Should().Be(BrandPacketStanding.Spent);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Hours_pace_and_pause_are_kept()
    {
        // A Sunday noon in Shanghai.
        var campaign = await Funded(Form(budget: "100", least: "1", perPerson: "2", fromHour: 13, perMinute: "2"));
        var people = new[] { await Reader(campaign, joins: true), await Reader(campaign, joins: true), await Reader(campaign, joins: true) };
        (await gifts.Open(people[0], campaign.Code))!.State.Should().Be(BrandPacketStanding.NotNow);
        rig.Db.Clock.Advance(TimeSpan.FromHours(1));

        (await gifts.Open(people[0], campaign.Code))!.Should().BeEquivalentTo(new { MineCount = 1, State = BrandPacketStanding.Busy }, "a minute lies between two of one person");
        (await gifts.Open(people[0], campaign.Code))!.MineCount.Should().Be(1);
        (await gifts.Open(people[1], campaign.Code))!.MineCount.Should().Be(1);
        (await gifts.Open(people[2], campaign.Code))!.Should().BeEquivalentTo(new { MineCount = 0, State = BrandPacketStanding.Busy }, "two in a minute, and no more");
        rig.Db.Clock.Advance(BrandPacket.Pause);
        (await gifts.Open(people[2], campaign.Code))!.MineCount.Should().Be(1);
        (await gifts.Open(people[0], campaign.Code))!.Should().BeEquivalentTo(new { MineCount = 2, State = BrandPacketStanding.Had });
    }

    [Fact]
    public async Task What_one_person_may_have_counts_over_all_campaigns_of_an_account()
    {
        var first = await Funded(Form(budget: "100", least: "1", perPerson: "10"));
        var second = await Another();
        (await gifts.Fund(brand, account.AppId, second.Code, Form(budget: "100", least: "1", perPerson: "10"))).Should().BeEmpty();
        var me = await Reader(first, joins: true);
        await using (var db = rig.Db.CreateDbContext())
        {
            db.Add(new Delivery { CampaignId = second.Id, SubscriberId = me, JoinedAt = rig.Db.Clock.UtcNow });
            await db.SaveChangesAsync();
        }

        (await gifts.Open(me, first.Code))!.MineCount.Should().Be(1);
        (await gifts.Open(me, second.Code))!.Should().BeEquivalentTo(new { MineCount = 0, State = BrandPacketStanding.Busy }, "a minute lies between two of one account");
        for (var opened = 1; opened < BrandPacket.PerPersonMax; opened++)
        {
            rig.Db.Clock.Advance(BrandPacket.Pause);
            (await gifts.Open(me, opened % 2 == 0 ? first.Code : second.Code))!.MineCount.Should().BePositive();
        }

        rig.Db.Clock.Advance(BrandPacket.Pause);
        (await gifts.Open(me, first.Code))!.State.Should().Be(BrandPacketStanding.Today);
        (await Balance(me)).Should().Be(1_000);
        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        (await gifts.Look(me, first.Code))!.State.Should().Be(BrandPacketStanding.Open);
    }

    [Fact]
    public async Task Stopped_it_gives_no_more_and_returns_the_rest_once()
    {
        var campaign = await Funded(Form(budget: "50", least: "5"));
        var anna = await Reader(campaign, joins: true);

        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => gifts.Stop(brand, account.AppId, campaign.Code))))).Should().OnlyContain(done => done);

        (await Takings()).Should().Be(100_000);
        (await gifts.Open(anna, campaign.Code))!.State.Should().Be(BrandPacketStanding.Closed);
        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.CountAsync(entry => entry.Action == "red-packets.stopped")).Should().Be(1);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task More_than_the_takings_is_refused_and_a_double_click_puts_it_aside_once()
    {
        var campaign = await Campaign();
        (await gifts.Fund(brand, account.AppId, campaign.Code, Form(budget: "1000.01", least: "1"))).Should().ContainSingle().Which.Field.Should().Be(BrandPacketField.Budget);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => gifts.Fund(brand, account.AppId, campaign.Code, Form(budget: "1000", least: "1")))));

        (await Takings()).Should().Be(0);
        (await gifts.Find(brand, account.AppId, campaign.Code))!.Packet!.BudgetFen.Should().Be(100_000);
        (await rig.Fault()).Should().BeNull();
    }

    [Theory]
    [InlineData("", "1", "", "1", 8, 24, "60", BrandPacketField.Budget)]
    [InlineData("100000.01", "1", "", "1", 8, 24, "60", BrandPacketField.Budget)]
    [InlineData("2", "3", "", "1", 8, 24, "60", BrandPacketField.Budget)]
    [InlineData("50", "0.99", "", "1", 8, 24, "60", BrandPacketField.Least)]
    [InlineData("500", "200.01", "", "1", 8, 24, "60", BrandPacketField.Least, BrandPacketField.Most)]
    [InlineData("50", "5", "4", "1", 8, 24, "60", BrandPacketField.Most)]
    [InlineData("50", "5", "", "11", 8, 24, "60", BrandPacketField.PerPerson)]
    [InlineData("50", "5", "", "1", 8, 8, "60", BrandPacketField.Hours)]
    [InlineData("50", "5", "", "1", 8, 24, "1801", BrandPacketField.PerMinute)]
    public void What_cannot_be_is_said_beside_its_field(string budget, string least, string most, string perPerson, int from, int to, string perMinute, params BrandPacketField[] fields) =>
        gifts.Check(new(budget, least, most, perPerson, from, to, perMinute)).Select(problem => problem.Field).Distinct().Should().BeSubsetOf(fields).And.NotBeEmpty();

    [Fact]
    public async Task Another_brand_a_blocked_reader_and_a_stopped_account_get_nothing()
    {
        var campaign = await Funded(Form(budget: "50", least: "5"));
        var stranger = await rig.Db.PersonNamed("stranger");
        var theirs = await rig.Db.AccountOf(stranger, "another", verified: true);
        (await gifts.Find(stranger, account.AppId, campaign.Code)).Should().BeNull();
        (await gifts.Find(stranger, theirs.AppId, campaign.Code)).Should().BeNull();
        (await gifts.Fund(stranger, account.AppId, campaign.Code, Form(budget: "5", least: "5"))).Should().BeNull();
        (await gifts.Stop(stranger, theirs.AppId, campaign.Code)).Should().BeFalse();

        var blocked = await Reader(campaign, joins: true);
        await using var db = rig.Db.CreateDbContext();
        await db.Followings.Where(row => row.SubscriberId == blocked).ExecuteUpdateAsync(row => row.SetProperty(one => one.Blocked, true));
        (await gifts.Open(blocked, campaign.Code)).Should().BeNull();
        var anna = await Reader(campaign, joins: true);
        await db.OfficialAccounts.Where(row => row.Id == account.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Standing, AccountStanding.Suspended));

        (await gifts.Open(anna, campaign.Code))?.State.Should().Be(BrandPacketStanding.Closed);
        (await Balance(anna)).Should().Be(0);
    }

    private static BrandPacketForm Form(string budget, string least, string? most = null, string perPerson = "1", int fromHour = 0, string perMinute = "1800") =>
        new(budget, least, most, perPerson, fromHour, 24, perMinute);

    private async Task<Campaign> Funded(BrandPacketForm form)
    {
        var campaign = await Campaign();
        (await gifts.Fund(brand, account.AppId, campaign.Code, form)).Should().BeEmpty();
        return campaign;
    }

    // A launched campaign of an account that has taken 1,000 yuan.
    private async Task<Campaign> Campaign()
    {
        brand = await rig.Db.PersonNamed("brand");
        account = await rig.Db.AccountOf(brand, "brand", verified: true);
        var campaign = await Another();
        await using var db = rig.Db.CreateDbContext();
        await rig.Books.Move(db, async () => (await rig.Books.Post(db, Posting.Of("sold", EntryKind.Payment, "sold", LedgerParty.Bank(account.Id), LedgerParty.Takings(account.Id), 100_000)), true));
        return campaign;
    }

    private async Task<Campaign> Another()
    {
        var now = rig.Db.Clock.UtcNow;
        await using var db = rig.Db.CreateDbContext();
        var campaign = new Campaign { AccountId = account.Id, CreatedAt = now };
        campaign.Write(new("Title", "", "", "<p>Text</p>", null, now.AddDays(-1), now.AddDays(7), null), now).Should().BeTrue();
        campaign.Launch(now).Should().BeTrue();
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign;
    }

    private async Task<long> Reader(Campaign campaign, bool joins)
    {
        var me = await rig.WithWallet();
        await using var db = rig.Db.CreateDbContext();
        db.Add(Following.Begin(account.Id, me, FollowScene.QrCode, rig.Db.Clock.UtcNow));
        if (joins)
            db.Add(new Delivery { CampaignId = campaign.Id, SubscriberId = me, JoinedAt = rig.Db.Clock.UtcNow });
        await db.SaveChangesAsync();
        return me;
    }

    private async Task<long> Balance(long subscriber)
    {
        await using var db = rig.Db.CreateDbContext();
        return await Books.Balance(db, LedgerParty.Wallet(subscriber));
    }

    private async Task<long> Takings()
    {
        await using var db = rig.Db.CreateDbContext();
        return await Books.Balance(db, LedgerParty.Takings(account.Id));
    }
}
