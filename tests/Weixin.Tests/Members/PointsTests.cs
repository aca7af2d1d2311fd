using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

public sealed class PointsTests
{
    [Fact]
    public async Task A_payment_brings_points_for_each_whole_yuan_and_its_refund_takes_them_back_in_proportion()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => form.PointsPerYuan = "2");
        var (me, code) = await rig.Member();

        var payment = await rig.Paid(me, "99.99");
        (await rig.PointsOf(code)).Should().Be(10 + 198);
        (await rig.Own.Find(me, code))!.Face!.Level.Should().Be("白银");
        await rig.Plan(form => form.PointsPerYuan = "100");
        await rig.Refund(payment, "0.99");
        (await rig.PointsOf(code)).Should().Be(208, "99 yuan are left of it");
        await rig.Refund(payment, "0.01");
        (await rig.PointsOf(code)).Should().Be(206, "at the rate of that payment");
        await rig.Refund(payment, "98.99");

        (await rig.PointsOf(code)).Should().Be(10);
        (await rig.Own.Find(me, code))!.Face!.Level.Should().Be("普通");
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task A_refund_takes_what_is_there_and_asks_for_nothing_later()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var payment = await rig.Paid(me, "300");
        await rig.Give(code, -250);

        await rig.Refund(payment, "300");

        (await rig.PointsOf(code)).Should().Be(0);
        (await rig.Row(code)).Earned.Should().Be(0);
        await rig.Paid(me, "7");
        (await rig.PointsOf(code)).Should().Be(7);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Every_way_to_pay_brings_points_and_strangers_get_none()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => form.Bonus = "0");
        var (me, code) = await rig.Member();
        var printed = (await rig.Takings.StaticCode(rig.Owner, rig.AppId))!.Value.Code;

        (await rig.Pay.Pay(me, printed, new(Guid.NewGuid(), "20", "", WalletRig.Password))).Problems.Should().BeEmpty();
        (await rig.Till.Ask(rig.Owner, rig.AppId, new(Guid.NewGuid(), "30", "", (await rig.Pay.Show(me))!.Digits))).Bill!.State.Should().Be(Payments.BillState.Paid);
        (await rig.PointsOf(code)).Should().Be(50);

        var (stranger, _) = await rig.Wallet.WithMoney("100");
        await rig.Refund(await rig.Paid(stranger, "40"), "40");
        (await rig.PointsOf(code)).Should().Be(50);
        (await rig.Own.History(me, code, null))!.Rows.Should().HaveCount(2).And.OnlyContain(row => row.Kind == PointKind.Payment);
    }

    [Fact]
    public async Task A_payment_that_fails_brings_none()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("10");
        var bill = (await rig.Till.Ask(rig.Owner, rig.AppId, new(Guid.NewGuid(), "50", ""))).Bill!.Code;
        var form = new Payments.PayForm(Guid.NewGuid(), null, null, WalletRig.Password);

        (await rig.Pay.Pay(me, bill, form)).Problems.Should().NotBeEmpty();

        (await rig.PointsOf(code)).Should().Be(10);
    }

    [Fact]
    public async Task The_same_form_twice_brings_points_once()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var bill = (await rig.Till.Ask(rig.Owner, rig.AppId, new(Guid.NewGuid(), "50", ""))).Bill!.Code;
        var form = new Payments.PayForm(Guid.NewGuid(), null, null, WalletRig.Password);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.Pay.Pay(me, bill, form)));

        (await rig.PointsOf(code)).Should().Be(60);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1234)]
    [InlineData(20261129)]
    public async Task Whatever_happens_at_once_points_are_the_sum_of_their_entries_and_never_below_zero(int seed)
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("50000");
        var member = (await rig.Row(code)).Code;
        var offer = await rig.Offer(await rig.Issued(MemberRig.Coupon with { Quantity = 50, GetLimit = 50 }), 60);
        var random = new Random(seed);
        List<string> payments = [];

        for (var round = 0; round < 8; round++)
        {
            var steps = Enumerable.Range(0, 6).Select(_ => random.Next(6)).ToList();
            var sums = steps.Select(_ => random.Next(1, 120)).ToList();
            var target = payments.Count > 0 ? payments[random.Next(payments.Count)] : null;
            var paid = await Task.WhenAll(steps.Zip(sums, async (step, sum) =>
            {
                switch (step)
                {
                    case 0 or 1:
                        var taken = await rig.Take(me, sum * 100);
                        return taken;
                    case 2:
                        await rig.Exchanges.Take(me, code, offer, Guid.NewGuid());
                        return null;
                    case 3:
                        await rig.Members.Adjust(rig.Owner, rig.AppId, member, new(Guid.NewGuid(), $"-{sum}", "调整"));
                        return null;
                    case 4:
                        await rig.Own.CheckIn(me, code);
                        return null;
                    default:
                        if (target is not null)
                            await rig.Takings.Refund(rig.Owner, rig.AppId, target, new(Guid.NewGuid(), $"{sum}", "退款"));
                        return null;
                }
            }));
            payments.AddRange(paid.OfType<string>());
            (await rig.Row(code)).Points.Should().BeGreaterThanOrEqualTo(0);
            (await rig.Fault()).Should().BeNull();
        }

        var view = (await rig.Offers.Find(rig.Owner, rig.AppId, rig.Card))!.Offers[0];
        await using var db = rig.Db.CreateDbContext();
        db.Set<CardsAndOffers.CardCode>().Count(row => row.Source == CardsAndOffers.ClaimSource.Points).Should().Be(view.Given);
        db.Set<PointEntry>().Count(row => row.Kind == PointKind.Exchange).Should().Be(view.Given + db.Set<PointEntry>().Count(row => row.Kind == PointKind.ExchangeReturned));
        (await rig.Balance(LedgerParty.Takings(rig.Account.Id))).Should().BeGreaterThanOrEqualTo(0);
    }
}
