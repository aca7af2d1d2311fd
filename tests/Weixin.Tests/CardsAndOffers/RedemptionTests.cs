using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class RedemptionTests
{
    [Fact]
    public async Task Looked_at_then_used_once()
    {
        using var rig = await CardRig.Begin();
        var (me, store) = (await rig.Subscriber(), await rig.Store());
        var copy = await rig.Taken(me, (await rig.Issued()).Code);

        var looked = await rig.Counter.Check(rig.Staff, rig.AppId, copy, store);
        looked!.Refusal.Should().BeNull();
        looked.Facts!.Owner.Should().EndWith("***").And.HaveLength(4);
        (await rig.Copies.Find(me, copy))!.Row.State.Should().Be(CodeState.Normal);
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, store))!.Refusal.Should().BeNull();

        var other = await rig.StaffNamed("Other");
        (await rig.Counter.Consume(other, rig.AppId, copy, store)).Should().BeEquivalentTo(
            new { Refusal = RedeemRefusal.Used, Facts = new { ConsumedAt = (DateTime?)rig.Db.Clock.GetUtcNow().UtcDateTime, StoreName = "人民广场店" } });
        (await rig.Counter.Today(rig.Staff, rig.AppId)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = copy, StoreName = "人民广场店", MayUndo = true });
        (await rig.Counter.Today(other, rig.AppId)).Should().BeEmpty();
        (await rig.Copies.Find(me, copy)).Should().BeEquivalentTo(new { Row = new { State = CodeState.Consumed }, StoreName = "人民广场店" });
    }

    [Fact]
    public async Task Two_counters_at_once_use_it_once()
    {
        using var rig = await CardRig.Begin();
        var other = await rig.StaffNamed("Other");
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued()).Code);

        var both = await Task.WhenAll(rig.Counter.Consume(rig.Staff, rig.AppId, copy, null), rig.Counter.Consume(other, rig.AppId, copy, null));

        both.Count(result => result!.Refusal is null).Should().Be(1);
        both.Count(result => result!.Refusal == RedeemRefusal.Used).Should().Be(1);
        (await rig.Cards.Days(rig.Owner, rig.AppId, (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows[0].Code, 1))!.Single().Used.Should().Be(1);
    }

    [Fact]
    public async Task Taken_back_within_a_minute_by_the_same_person_at_the_same_shop()
    {
        using var rig = await CardRig.Begin();
        var (other, store, second) = (await rig.StaffNamed("Other"), await rig.Store(), await rig.Store("静安寺店"));
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued()).Code);
        await rig.Counter.Consume(rig.Staff, rig.AppId, copy, store);

        (await rig.Counter.Undo(other, rig.AppId, copy, store)).Should().BeFalse();
        (await rig.Counter.Undo(rig.Staff, rig.AppId, copy, second)).Should().BeFalse();
        rig.Db.Clock.Advance(CardCode.UndoWithin - TimeSpan.FromSeconds(1));
        (await rig.Counter.Undo(rig.Staff, rig.AppId, copy, store)).Should().BeTrue();
        (await rig.Counter.Undo(rig.Staff, rig.AppId, copy, store)).Should().BeFalse();
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, store))!.Refusal.Should().BeNull();
        rig.Db.Clock.Advance(CardCode.UndoWithin);
        (await rig.Counter.Undo(rig.Staff, rig.AppId, copy, store)).Should().BeFalse();
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, store))!.Refusal.Should().Be(RedeemRefusal.Used);
    }

    [Fact]
    public async Task Only_at_the_shops_that_are_named()
    {
        using var rig = await CardRig.Begin();
        var (good, other) = (await rig.Store(), await rig.Store("静安寺店"));
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued(rig.Terms with { UseAllStores = false }, good)).Code);

        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, other)).Should().BeEquivalentTo(new { Refusal = RedeemRefusal.WrongStore, Facts = new { Stores = new[] { "人民广场店" } } });
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().Be(RedeemRefusal.WrongStore);
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, "made up"))!.Refusal.Should().Be(RedeemRefusal.WrongStore);
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, good))!.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task In_its_time_on_its_days_at_its_hours()
    {
        using var rig = await CardRig.Begin();
        var (me, now) = (await rig.Subscriber(), rig.Db.Clock.GetUtcNow().UtcDateTime);
        // Sunday noon.
        (await Refusal(rig.Terms with { BeginsAt = now.AddDays(1) })).Should().Be(RedeemRefusal.NotYet);
        (await Refusal(rig.Terms with { Days = CardDays.Every & ~CardDays.Sunday })).Should().Be(RedeemRefusal.WrongDay);
        (await Refusal(rig.Terms with { Days = CardDays.Sunday })).Should().BeNull();
        (await Refusal(rig.Terms with { FromMinute = (12 * 60) + 1, UntilMinute = 14 * 60 })).Should().Be(RedeemRefusal.WrongHour);
        (await Refusal(rig.Terms with { FromMinute = 10 * 60, UntilMinute = 12 * 60 })).Should().Be(RedeemRefusal.WrongHour);
        (await Refusal(rig.Terms with { FromMinute = 12 * 60, UntilMinute = 14 * 60 })).Should().BeNull();
        var last = await rig.Taken(me, (await rig.Issued()).Code);
        rig.Db.Clock.Advance(rig.Terms.EndsAt!.Value - now);
        (await rig.Counter.Check(rig.Staff, rig.AppId, last, null))!.Refusal.Should().Be(RedeemRefusal.Expired);

        async Task<RedeemRefusal?> Refusal(CardTerms terms) => (await rig.Counter.Check(rig.Staff, rig.AppId, await rig.Taken(me, (await rig.Issued(terms)).Code), null))!.Refusal;
    }

    [Fact]
    public async Task No_more_than_a_person_may_use()
    {
        using var rig = await CardRig.Begin();
        var (me, card) = (await rig.Subscriber(), await rig.Issued(rig.Terms with { UseLimit = 1 }));
        var (first, second) = (await rig.Taken(me, card.Code), await rig.Taken(me, card.Code));

        await rig.Counter.Consume(rig.Staff, rig.AppId, first, null);

        (await rig.Counter.Consume(rig.Staff, rig.AppId, second, null))!.Refusal.Should().Be(RedeemRefusal.UseLimit);
    }

    [Fact]
    public async Task Another_brands_copy_is_unknown_and_its_staff_find_no_counter_here()
    {
        using var rig = await CardRig.Begin();
        var stranger = await rig.Db.PersonNamed("Stranger");
        var other = await rig.Db.AccountOf(stranger, "Another", verified: true);
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued()).Code);

        (await rig.Counter.Check(stranger, other.AppId, copy, null)).Should().Be(new RedeemResult(RedeemRefusal.Unknown, null));
        (await rig.Counter.Consume(stranger, rig.AppId, copy, null)).Should().BeNull();
        (await rig.Counter.Undo(stranger, other.AppId, copy, null)).Should().BeFalse();
        (await rig.Counter.Check(rig.Staff, other.AppId, copy, null)).Should().BeNull();
        (await rig.Counter.Check(rig.Staff, rig.AppId, "12 OR 1=1", null))!.Refusal.Should().Be(RedeemRefusal.Unknown);
    }

    [Fact]
    public async Task Of_a_suspended_account_nothing_is_redeemed_until_it_is_back()
    {
        using var rig = await CardRig.Begin();
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued()).Code);
        await rig.Suspend();
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().Be(RedeemRefusal.AccountStopped);
        RedemptionOperations.Redeems(AccountStanding.VerificationExpired).Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_looks_up_code_after_code()
    {
        using var rig = await CardRig.Begin();
        for (var n = 0; n < CounterTries.PerMinute; n++)
            (await rig.Counter.Check(rig.Staff, rig.AppId, "1234567890123456", null))!.Refusal.Should().Be(RedeemRefusal.Unknown);
        (await rig.Counter.Check(rig.Staff, rig.AppId, "1234567890123456", null))!.Refusal.Should().Be(RedeemRefusal.TooMany);
        (await rig.Counter.Check(await rig.StaffNamed("Other"), rig.AppId, "1234567890123456", null))!.Refusal.Should().Be(RedeemRefusal.Unknown);
    }
}
