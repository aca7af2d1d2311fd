using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

public sealed class ExchangeOperationsTests
{
    [Fact]
    public async Task Points_become_a_coupon_once_for_each_form()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        await rig.Give(code, 90);
        var offer = await rig.Offer(await rig.Issued(MemberRig.Coupon), 40);
        var key = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.Exchanges.Take(me, code, offer, key)));

        results.Select(result => result!.Coupon).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        (await rig.PointsOf(code)).Should().Be(60);
        (await rig.Row(code)).Earned.Should().Be(100, "what is spent does not lower the level");
        (await rig.Copies.Find(me, results[0]!.Coupon!))!.Row.Terms.Title.Should().StartWith("二十元券");
        (await rig.Exchanges.Menu(me, code))!.Points.Should().Be(60);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Too_few_points_or_a_closed_offer_give_nothing()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var coupon = await rig.Issued(MemberRig.Coupon);
        var (dear, gone) = (await rig.Offer(coupon, 11), await rig.Offer(coupon, 1));
        (await rig.Offers.Close(rig.Owner, rig.AppId, rig.Card, gone)).Should().BeTrue();

        (await rig.Exchanges.Take(me, code, dear, Guid.NewGuid()))!.Problem!.Value.Zh.Should().Contain("积分不足");
        (await rig.Exchanges.Take(me, code, gone, Guid.NewGuid()))!.Coupon.Should().BeNull();
        (await rig.Exchanges.Take(me, code, "none", Guid.NewGuid()))!.Coupon.Should().BeNull();
        (await rig.Exchanges.Menu(me, code))!.Choices.Should().ContainSingle().Which.Against.Should().NotBeNull();

        (await rig.PointsOf(code)).Should().Be(10);
    }

    [Fact]
    public async Task Caps_hold_and_nobody_pays_for_what_is_gone()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var coupon = await rig.Issued(MemberRig.Coupon);
        var offer = await rig.Offer(coupon, 5, most: 4);
        List<(long Me, string Code)> members = [];
        for (var i = 0; i < 3; i++)
            members.Add(await rig.Member("100"));

        // Three coupons, four by the offer's cap, two for each person: three go out.
        var results = await Task.WhenAll(members.SelectMany(member => Enumerable.Range(0, 3).Select(_ => rig.Exchanges.Take(member.Me, member.Code, offer, Guid.NewGuid()))));

        results.Count(result => result!.Coupon is not null).Should().Be(3);
        var points = 0L;
        foreach (var member in members)
            points += await rig.PointsOf(member.Code);
        points.Should().Be(30 - (3 * 5));
        (await rig.Offers.Find(rig.Owner, rig.AppId, rig.Card))!.Offers.Single().Given.Should().Be(3);
        (await rig.Fault()).Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_dead_process_left_on_its_way_is_ended_by_the_round(bool claimed)
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var coupon = await rig.Issued(MemberRig.Coupon);
        var offer = await rig.Offer(coupon, 4);
        var member = await rig.Row(code);
        Exchange left;
        await using (var db = rig.Db.CreateDbContext())
        {
            var id = await db.ExchangeOffers.Where(row => row.Code == offer).Select(row => row.Id).SingleAsync();
            db.Add(left = new Exchange { MemberId = member.Id, FormKey = Guid.NewGuid(), OfferId = id, Price = 4, At = rig.Db.Clock.UtcNow });
            await db.SaveChangesAsync();
            await db.ExchangeOffers.ExecuteUpdateAsync(row => row.SetProperty(it => it.Given, 1));
            await db.InTransaction(async () => (await rig.Points.Move(db, new(member, $"swap:{left.Id}", PointKind.Exchange, -4, 0)), true));
        }

        if (claimed)
            (await rig.Claims.Take(me, coupon, left.ClaimKey, ClaimSource.Points)).Outcome.Should().Be(ClaimOutcome.Taken);
        // Nobody takes it any more: what was taken is the member's, and for what was not the points come back.
        await rig.Cards.Stop(rig.Owner, rig.AppId, coupon, (await rig.Cards.Find(rig.Owner, rig.AppId, coupon))!.Version);
        await rig.Exchanges.EndHanging();
        (await rig.PointsOf(code)).Should().Be(6, "it may still be on its way");
        rig.Db.Clock.Advance(ExchangeOperations.Patience);
        await rig.Exchanges.EndHanging();
        await rig.Exchanges.EndHanging();

        (await rig.PointsOf(code)).Should().Be(claimed ? 6 : 10);
        await using var after = rig.Db.CreateDbContext();
        (await after.Exchanges.SingleAsync()).State.Should().Be(claimed ? ExchangeState.Done : ExchangeState.Returned);
        (await after.ExchangeOffers.SingleAsync()).Given.Should().Be(claimed ? 1 : 0);
        (await rig.Fault()).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whose_points_went_back_gets_no_coupon_from_the_same_form_that_is_still_on_its_way(bool together)
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var (coupon, key) = (await rig.Issued(MemberRig.Coupon with { Quantity = 1 }), Guid.NewGuid());
        var offer = await rig.Offer(coupon, 4);
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var (gate, mails) = (new Gate(rig.Db), new CardMails(rig.Db.Outbox, new PortalSettings { PublicAddress = "https://weixin.example" }));
        var claims = together ? new Claims(gate, new(rig.Db, mails), rig.Db.Clock, new(rig.Db, new(rig.Db), rig.Db.Clock), cache) : new Claims(gate, new(rig.Db, mails), rig.Db.Clock);
        var slow = new ExchangeOperations(rig.Db, rig.Wallet.Books, rig.Points, claims, rig.Db.Clock, NullLogger<ExchangeOperations>.Instance);

        // The points are taken and the coupon is not; then somebody else has the last, and the second click finds that out first.
        var first = slow.Take(me, code, offer, key);
        await gate.Reached;
        await rig.Taken(await rig.Wallet.WithWallet(), coupon);
        (await rig.Exchanges.Take(me, code, offer, key))!.Coupon.Should().BeNull();
        (await rig.PointsOf(code)).Should().Be(10);
        (await rig.Cards.ModifyStock(rig.Owner, rig.AppId, coupon, 1)).Outcome.Should().Be(CardOutcome.Done);
        gate.Open();

        (await first)!.Coupon.Should().BeNull();
        (await rig.PointsOf(code)).Should().Be(10);
        await using var db = rig.Db.CreateDbContext();
        (await db.CardCodes.CountAsync(row => row.Source == ClaimSource.Points)).Should().Be(0);
        var card = await db.Cards.Where(row => row.Code == coupon).Select(row => row.Id).SingleAsync();
        (await db.CardStocks.SingleAsync(row => row.CardId == card)).Left.Should().Be(1);
    }

    [Fact]
    public async Task Only_issued_coupons_of_the_brand_are_put_up_and_by_it_alone()
    {
        using var rig = await MemberRig.Begin();
        var coupon = await rig.Issued(MemberRig.Coupon);

        (await rig.Offers.Open(rig.Owner, rig.AppId, rig.Card, new(Guid.NewGuid(), rig.Card, "5", ""))).Problems.Single().Field.Should().Be(MemberFields.Coupon);
        (await rig.Offers.Open(rig.Owner, rig.AppId, rig.Card, new(Guid.NewGuid(), coupon, "0", "x"))).Problems.Select(problem => problem.Field).Should().Equal(MemberFields.Price, MemberFields.Most);
        (await rig.Offers.Open(rig.Stranger, rig.AppId, rig.Card, new(Guid.NewGuid(), coupon, "5", ""))).IsMissing.Should().BeTrue();
        (await rig.Offers.Find(rig.Stranger, rig.AppId, rig.Card)).Should().BeNull();
        var form = new OfferForm(Guid.NewGuid(), coupon, "5", "");
        (await rig.Offers.Open(rig.Owner, rig.AppId, rig.Card, form)).Problems.Should().BeEmpty();
        (await rig.Offers.Open(rig.Owner, rig.AppId, rig.Card, form)).Problems.Should().BeEmpty();
        var offer = (await rig.Offers.Find(rig.Owner, rig.AppId, rig.Card))!.Offers.Should().ContainSingle().Subject;
        (await rig.Offers.Close(rig.Stranger, rig.AppId, rig.Card, offer.Code)).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_exchanges_anothers_points()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member();
        var offer = await rig.Offer(await rig.Issued(MemberRig.Coupon), 5);
        var (other, own) = await rig.Member();

        (await rig.Exchanges.Menu(other, code)).Should().BeNull();
        (await rig.Exchanges.Take(other, code, offer, Guid.NewGuid())).Should().BeNull();
        await rig.Members.Freeze(rig.Owner, rig.AppId, (await rig.Row(own)).Code);
        (await rig.Exchanges.Take(other, own, offer, Guid.NewGuid()))!.Coupon.Should().BeNull();
        (await rig.PointsOf(code)).Should().Be(10);
    }

    /// <summary>The database for somebody who is held up on the way to it.</summary>
    private sealed class Gate(TestDb db) : IDbContextFactory<PortalDb>
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public void Open() => open.SetResult();

        public PortalDb CreateDbContext() => db.CreateDbContext();

        public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            reached.TrySetResult();
            await open.Task;
            return await db.CreateDbContextAsync(cancellationToken);
        }
    }
}
