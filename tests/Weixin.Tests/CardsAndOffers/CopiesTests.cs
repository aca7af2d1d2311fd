using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class CopiesTests
{
    [Fact]
    public async Task A_friend_takes_it_under_other_digits_and_the_givers_are_worth_nothing()
    {
        using var rig = await CardRig.Begin();
        var (anna, bert, carl) = (await rig.Subscriber(), await rig.Subscriber(), await rig.Subscriber());
        var card = await rig.Issued();
        var copy = await rig.Taken(anna, card.Code);

        var gift = (await rig.Gifts.Give(anna, copy)).Gift!;
        (await rig.Gifts.Give(anna, copy)).Should().Be((GiftOutcome.Done, gift));
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().Be(RedeemRefusal.BeingGiven);
        (await rig.Gifts.Accept(anna, gift)).Should().Be(GiftOutcome.NotNow);
        (await rig.Gifts.Find(bert, gift))!.Copy.Should().BeNull();
        (await rig.Gifts.Accept(bert, gift)).Should().Be(GiftOutcome.Done);
        (await rig.Gifts.Accept(bert, gift)).Should().Be(GiftOutcome.Done);

        (await rig.Gifts.Accept(carl, gift)).Should().Be(GiftOutcome.Missing);
        var his = (await rig.Gifts.Find(bert, gift))!.Copy!;
        his.Should().NotBe(copy);
        (await rig.Gifts.Find(anna, gift))!.Copy.Should().BeNull();
        (await rig.Copies.Find(anna, copy)).Should().BeNull();
        (await rig.Copies.Find(anna, his)).Should().BeNull();
        (await rig.Copies.List(anna, CopyFilter.Usable)).Rows.Should().BeEmpty();
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().Be(RedeemRefusal.Unknown);
        (await rig.Counter.Consume(rig.Staff, rig.AppId, his, null))!.Refusal.Should().BeNull();
        // What was given away counts for who took it.
        (await rig.Copy(his)).Should().BeEquivalentTo(new { TakerId = anna, OwnerId = bert, GivenById = (long?)anna });
    }

    [Fact]
    public async Task Not_taken_in_a_day_it_comes_back_and_can_be_used()
    {
        using var rig = await CardRig.Begin();
        var (anna, bert) = (await rig.Subscriber(), await rig.Subscriber());
        var copy = await rig.Taken(anna, (await rig.Issued()).Code);
        var gift = (await rig.Gifts.Give(anna, copy)).Gift!;

        rig.Db.Clock.Advance(CardGift.Lifetime);
        (await rig.Gifts.Accept(bert, gift)).Should().Be(GiftOutcome.NotNow);
        (await rig.Gifts.Find(anna, gift))!.State.Should().Be(GiftState.Returned);
        await rig.Gifts.ReturnOver();
        await rig.Gifts.ReturnOver();

        (await rig.Copies.Find(anna, copy))!.Row.State.Should().Be(CodeState.GiftTimeout);
        (await rig.Gifts.Give(anna, copy)).Gift.Should().NotBe(gift);
    }

    [Fact]
    public async Task Taken_back_before_a_friend_has_it()
    {
        using var rig = await CardRig.Begin();
        var (anna, bert) = (await rig.Subscriber(), await rig.Subscriber());
        var copy = await rig.Taken(anna, (await rig.Issued()).Code);
        var gift = (await rig.Gifts.Give(anna, copy)).Gift!;

        (await rig.Gifts.TakeBack(bert, gift)).Should().Be(GiftOutcome.Missing);
        (await rig.Gifts.TakeBack(anna, gift)).Should().Be(GiftOutcome.Done);
        (await rig.Gifts.TakeBack(anna, gift)).Should().Be(GiftOutcome.Done);
        (await rig.Gifts.Accept(bert, gift)).Should().Be(GiftOutcome.Missing);
        (await rig.Counter.Consume(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Nobody_gives_and_takes_back_without_end()
    {
        using var rig = await CardRig.Begin();
        var anna = await rig.Subscriber();
        var copy = await rig.Taken(anna, (await rig.Issued()).Code);
        for (var n = 0; n < CardGift.PerDay; n++)
            await rig.Gifts.TakeBack(anna, (await rig.Gifts.Give(anna, copy)).Gift!);

        (await rig.Gifts.Give(anna, copy)).Should().Be((GiftOutcome.NotNow, null));
        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        (await rig.Gifts.Give(anna, copy)).Outcome.Should().Be(GiftOutcome.Done);
    }

    [Fact]
    public async Task A_gift_that_two_friends_open_at_once_goes_to_one()
    {
        using var rig = await CardRig.Begin();
        var (anna, bert, carl) = (await rig.Subscriber(), await rig.Subscriber(), await rig.Subscriber());
        var gift = (await rig.Gifts.Give(anna, await rig.Taken(anna, (await rig.Issued()).Code))).Gift!;

        var both = await Task.WhenAll(rig.Gifts.Accept(bert, gift), rig.Gifts.Accept(carl, gift));

        both.Count(outcome => outcome == GiftOutcome.Done).Should().Be(1);
        ((await rig.Copies.List(bert, CopyFilter.Usable)).Rows.Count + (await rig.Copies.List(carl, CopyFilter.Usable)).Rows.Count).Should().Be(1);
    }

    [Fact]
    public async Task What_may_not_be_given_is_not_and_nobody_gives_or_sees_what_is_not_theirs()
    {
        using var rig = await CardRig.Begin();
        var (anna, bert) = (await rig.Subscriber(), await rig.Subscriber());
        var (kept, copy) = (await rig.Taken(anna, (await rig.Issued(rig.Terms with { CanGiveFriend = false })).Code), await rig.Taken(anna, (await rig.Issued()).Code));

        (await rig.Gifts.Give(anna, kept)).Should().Be((GiftOutcome.NotNow, null));
        (await rig.Gifts.Give(bert, copy)).Should().Be((GiftOutcome.Missing, null));
        (await rig.Copies.Find(bert, copy)).Should().BeNull();
        (await rig.Copies.Delete(bert, copy)).Should().BeFalse();
        (await rig.Copies.List(bert, CopyFilter.Usable)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Thrown_away_it_is_gone_and_does_not_come_back()
    {
        using var rig = await CardRig.Begin();
        var (me, card) = (await rig.Subscriber(), await rig.Issued(rig.Terms with { GetLimit = 1 }));
        var copy = await rig.Taken(me, card.Code);

        (await rig.Copies.Delete(me, copy)).Should().BeTrue();
        (await rig.Copies.Delete(me, copy)).Should().BeFalse();
        (await rig.Copies.Find(me, copy)).Should().BeNull();
        (await rig.Counter.Check(rig.Staff, rig.AppId, copy, null))!.Refusal.Should().Be(RedeemRefusal.Deleted);
        (await rig.Take(me, card.Code)).Outcome.Should().Be(ClaimOutcome.OverLimit);
    }

    [Fact]
    public async Task Over_by_reading_before_the_round_and_after_it()
    {
        using var rig = await CardRig.Begin();
        var (me, card) = (await rig.Subscriber(), await rig.Issued());
        var (kept, given) = (await rig.Taken(me, card.Code), await rig.Taken(me, card.Code));
        rig.Db.Clock.Advance(rig.Terms.EndsAt!.Value - rig.Db.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1));
        var gift = (await rig.Gifts.Give(me, given)).Gift!;
        (await rig.Gifts.Find(me, gift))!.ExpiresAt.Should().Be(rig.Terms.EndsAt.Value);
        rig.Db.Clock.Advance(TimeSpan.FromMinutes(1));

        (await rig.Copies.Find(me, kept))!.Row.State.Should().Be(CodeState.Expire);
        (await rig.Copies.List(me, CopyFilter.Usable)).Rows.Should().BeEmpty();
        (await rig.Copies.List(me, CopyFilter.Over)).Rows.Should().HaveCount(2);
        (await rig.Gifts.Give(me, kept)).Outcome.Should().Be(GiftOutcome.NotNow);
        await rig.Gifts.ReturnOver();
        await rig.Expiry.Run();
        await rig.Expiry.Run();

        (await rig.Copy(kept)).State.Should().Be(CodeState.Expire);
        (await rig.Copy(given)).State.Should().Be(CodeState.Expire);
        (await rig.Cards.Days(rig.Owner, rig.AppId, card.Code, 30))!.Sum(day => day.Expired).Should().Be(2);
    }

    [Fact]
    public async Task Three_days_before_its_end_its_owner_is_reminded_once()
    {
        using var rig = await CardRig.Begin();
        var me = await rig.Subscriber();
        await rig.Taken(me, (await rig.Issued()).Code);
        (await rig.Copies.EndingSoon(me)).Should().Be(0);

        rig.Db.Clock.Advance(rig.Terms.EndsAt!.Value - CardCode.RemindBefore - rig.Db.Clock.GetUtcNow().UtcDateTime);
        (await rig.Copies.EndingSoon(me)).Should().Be(1);
        (await rig.Copies.EndingSoon(await rig.Subscriber())).Should().Be(0);
        await rig.Copies.Seen(me);

        (await rig.Copies.EndingSoon(me)).Should().Be(0);
        (await rig.Copies.List(me, CopyFilter.Usable)).Rows.Single().EndsSoon.Should().BeTrue();
    }
}
