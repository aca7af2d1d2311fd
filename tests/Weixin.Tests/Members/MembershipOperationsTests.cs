using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

public sealed class MembershipOperationsTests
{
    [Fact]
    public void A_number_has_twelve_digits_the_last_of_which_tells_a_mistyped_one()
    {
        foreach (var number in Enumerable.Range(0, 200).Select(_ => MemberNumber.New()))
        {
            MemberNumber.Is(number).Should().BeTrue(number);
            for (var place = 0; place < number.Length; place++)
                MemberNumber.Is($"{number[..place]}{(char)('0' + ((number[place] - '0' + 1) % 10))}{number[(place + 1)..]}").Should().BeFalse();
        }

        MemberNumber.Is("1234").Should().BeFalse();
        MemberNumber.Is(null).Should().BeFalse();
    }

    [Fact]
    public async Task A_membership_card_is_one_for_each_person_for_themselves_and_without_an_end()
    {
        using var rig = await MemberRig.Begin();

        var terms = (await rig.Cards.Find(rig.Owner, rig.AppId, rig.Card))!.Terms;
        (terms with { GetLimit = 9, UseLimit = 3, CanGiveFriend = true, UseAllStores = false, Days = CardDays.Monday, FromMinute = 60, UntilMinute = 90 }).Tidied().Should().Be(terms);
        terms.Should().BeEquivalentTo(new { GetLimit = 1, UseLimit = (int?)null, CanGiveFriend = false, Validity = CardValidity.Permanent });
        (MemberRig.Coupon with { Validity = CardValidity.Permanent }).Tidied().Unstorable().Should().Equal(new CardFault(CardField.Period, CardProblem.OutOfRange));
        (MemberRig.Terms with { Detail = "" }).Tidied().Unready(rig.Db.Clock.UtcNow, 0).Should().Equal(new CardFault(CardField.Detail, CardProblem.Missing));

        var me = await rig.Wallet.Subscriber();
        var code = await rig.Taken(me);
        (await rig.Claims.Take(me, rig.Card, Guid.NewGuid(), ClaimSource.Link)).Outcome.Should().Be(ClaimOutcome.OverLimit);
        (await new GiftOperations(rig.Db, rig.Db.Clock).Give(me, code)).Outcome.Should().Be(GiftOutcome.NotNow);
        (await rig.Copies.Delete(me, code)).Should().BeFalse("a membership is left, and not thrown away");
    }

    [Fact]
    public async Task Activating_gives_a_number_the_first_level_and_the_bonus_once()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var me = await rig.Wallet.Subscriber();
        var code = await rig.Taken(me);
        (await rig.Own.Find(me, code))!.Should().BeEquivalentTo(new { Face = (MemberFace?)null, Activation = new { Bonus = 10, Name = Asked.No } });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Own.Activate(me, code, MemberRig.Agreed())));

        var view = (await rig.Own.Find(me, code))!;
        view.Activation.Should().BeNull();
        view.Face!.Should().BeEquivalentTo(new { Level = "普通", Points = 10L });
        MemberNumber.Is(view.Face!.Number).Should().BeTrue();
        view.Next.Should().BeEquivalentTo(new NextLevel("白银", 90, 10));
        (await rig.Own.History(me, code, null))!.Rows.Should().ContainSingle().Which.Kind.Should().Be(PointKind.Activation);
        (await rig.Copies.List(me, CopyFilter.Usable)).Rows.Should().ContainSingle().Which.Member!.Number.Should().Be(view.Face.Number);
    }

    [Theory]
    [InlineData("", "1990-05-01", true, "上海", true, MemberFields.Name)]
    [InlineData("林小满2", "1990-05-01", true, "上海", true, MemberFields.Name)]
    [InlineData("林小满", "", true, "上海", true, MemberFields.Birthday)]
    [InlineData("林小满", "1990-02-30", true, "上海", true, MemberFields.Birthday)]
    [InlineData("林小满", "2026-11-23", true, "上海", true, MemberFields.Birthday)]
    [InlineData("林小满", "1850-01-01", true, "上海", true, MemberFields.Birthday)]
    [InlineData("林小满", "1990-05-01", false, "上海", true, MemberFields.Phone)]
    [InlineData("林小满", "1990-05-01", true, " ", true, MemberFields.City)]
    [InlineData("林小满", "1990-05-01", true, "上\u202e海", true, MemberFields.City)]
    [InlineData("林小满", "1990-05-01", true, "上海", false, MemberFields.Consent)]
    public async Task What_must_be_filled_in_is_asked_beside_its_field(string name, string birthday, bool phone, string city, bool consent, string field)
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => (form.AsksName, form.AsksBirthday, form.AsksPhone, form.AsksCity) = (Asked.Required, Asked.Required, Asked.Required, Asked.Required));
        var me = await rig.Wallet.Subscriber();
        var code = await rig.Taken(me);

        (await rig.Own.Activate(me, code, new(name, birthday, phone, city, consent)))!.Should().ContainSingle().Which.Field.Should().Be(field);

        (await rig.Own.Find(me, code))!.Face.Should().BeNull();
    }

    [Fact]
    public async Task What_a_member_says_is_sealed_and_masked_and_what_was_not_asked_is_not_kept()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => (form.AsksName, form.AsksBirthday, form.AsksPhone) = (Asked.Required, Asked.Optional, Asked.Optional));
        var me = await rig.Wallet.Subscriber();
        var code = await rig.Taken(me);

        (await rig.Own.Activate(me, code, new("林小满", "1990-05-01", true, "上海", true))).Should().BeEmpty();

        var row = await rig.Row(code);
        new[] { row.Name, row.Birthday, row.Phone }.Should().OnlyContain(text => text.Length > 40);
        row.City.Should().BeEmpty();
        rig.Db.Vault.Unprotect(Member.Purposes.Name, row.Name).Should().Be("林小满");
        (await rig.Members.Find(rig.Owner, rig.AppId, row.Code))!.Should().BeEquivalentTo(new { MaskedName = "林**", MaskedBirthday = "****-05-01", City = (string?)null });
        (await rig.Members.Find(rig.Owner, rig.AppId, row.Code))!.MaskedPhone.Should().Contain("*");
    }

    [Fact]
    public async Task A_check_in_counts_once_a_day_of_Chinas_clock()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Own.CheckIn(me, code)));
        (await rig.PointsOf(code)).Should().Be(15);
        (await rig.Own.Find(me, code))!.CheckedIn.Should().BeTrue();
        // Noon in Shanghai: eleven hours on it is the same day, twelve hours on the next.
        rig.Db.Clock.Advance(TimeSpan.FromHours(11));
        await rig.Own.CheckIn(me, code);
        (await rig.PointsOf(code)).Should().Be(15);
        rig.Db.Clock.Advance(TimeSpan.FromHours(1));
        (await rig.Own.Find(me, code))!.CheckedIn.Should().BeFalse();
        await rig.Own.CheckIn(me, code);

        (await rig.PointsOf(code)).Should().Be(20);
        await rig.Plan(form => form.PointsPerCheckIn = "0");
        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        (await rig.Own.CheckIn(me, code)).Should().NotBeEmpty();
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task What_does_not_count_earns_nothing_and_says_why()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        (await rig.Members.Freeze(rig.Owner, rig.AppId, (await rig.Row(code)).Code)).Should().BeTrue();
        (await rig.Own.Find(me, code))!.Against!.Value.Zh.Should().Contain("冻结");
        (await rig.Own.CheckIn(me, code)).Should().NotBeEmpty();
        await rig.Paid(me, "50");
        (await rig.PointsOf(code)).Should().Be(10);
        (await rig.Members.Unfreeze(rig.Owner, rig.AppId, (await rig.Row(code)).Code)).Should().BeTrue();
        (await rig.Members.Unfreeze(rig.Owner, rig.AppId, (await rig.Row(code)).Code)).Should().BeFalse();

        (await rig.Cards.Withdraw(rig.Owner, rig.AppId, rig.Card, code, "违规使用")).Outcome.Should().Be(CardOutcome.Done);
        (await rig.Own.Find(me, code))!.Against!.Value.Zh.Should().Contain("违规使用");
        (await rig.Own.CheckIn(me, code)).Should().NotBeEmpty();

        var other = await rig.Member();
        await rig.Suspend();
        (await rig.Own.Find(other.Me, other.Code))!.Against.Should().NotBeNull();
        (await rig.Own.CheckIn(other.Me, other.Code)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Who_leaves_takes_the_money_along_first_and_is_gone_then()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        (await rig.Purses.TopUp(me, code, new(Guid.NewGuid(), "30", Wallet.WalletRig.Password))).Should().BeEmpty();

        (await rig.Own.Leave(me, code)).Should().Be(LeaveOutcome.HasBalance);
        (await rig.Purses.PayOut(me, code, new(Guid.NewGuid(), "30", null))).Should().BeEmpty();
        (await rig.Own.Leave(me, code)).Should().Be(LeaveOutcome.Done);

        (await rig.Own.Find(me, code)).Should().BeNull();
        (await rig.Own.History(me, code, null)).Should().BeNull();
        (await rig.Own.Leave(me, code)).Should().Be(LeaveOutcome.Missing);
        await rig.Paid(me, "10");
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_elses_membership_is_there()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var other = await rig.Wallet.Subscriber();
        var coupon = await rig.Taken(me, await rig.Issued(MemberRig.Coupon));

        (await rig.Own.Find(other, code)).Should().BeNull();
        (await rig.Own.Activate(other, code, MemberRig.Agreed())).Should().BeNull();
        (await rig.Own.CheckIn(other, code)).Should().BeNull();
        (await rig.Own.History(other, code, null)).Should().BeNull();
        (await rig.Own.Leave(other, code)).Should().Be(LeaveOutcome.Missing);
        (await rig.Own.Find(me, coupon)).Should().BeNull("a coupon is no membership");
        (await rig.Own.Find(me, "none")).Should().BeNull();
        (await rig.PointsOf(code)).Should().Be(10);
    }

    [Fact]
    public async Task The_counter_shows_a_member_by_card_and_by_number_and_uses_nothing_up()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var number = (await rig.Row(code)).Number;

        foreach (var digits in new[] { code, number })
        {
            var seen = (await rig.Counter.Check(rig.Owner, rig.AppId, digits, null))!;
            seen.Refusal.Should().Be(RedeemRefusal.Membership);
            seen.Member!.Should().BeEquivalentTo(new { Face = new { Number = number, Level = "普通", Points = 10L }, Against = (Core.Editions.Bilingual?)null });
            seen.Member!.Owner.Should().EndWith("**");
            (await rig.Counter.Consume(rig.Owner, rig.AppId, digits, null))!.Refusal.Should().BeOneOf(RedeemRefusal.Membership, RedeemRefusal.Unknown);
        }

        await using var db = rig.Db.CreateDbContext();
        (await db.CardCodes.SingleAsync(row => row.Code == code)).State.Should().Be(CodeState.Normal);
        var notYet = await rig.Taken(await rig.Wallet.Subscriber());
        (await rig.Counter.Check(rig.Owner, rig.AppId, notYet, null))!.Member!.Should().BeEquivalentTo(new { Face = (MemberFace?)null });
        (await rig.Counter.Check(rig.Stranger, (await db.Set<Core.Accounts.OfficialAccount>().SingleAsync(row => row.Name == "别家茶铺")).AppId, number, null))!.Refusal.Should().Be(RedeemRefusal.Unknown);
        (await rig.Counter.Check(rig.Stranger, rig.AppId, number, null)).Should().BeNull();
    }
}
