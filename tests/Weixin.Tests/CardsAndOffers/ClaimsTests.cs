using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>On a file, where claims that come together are written together.</summary>
public sealed class ClaimsTogetherTests() : ClaimsTests(together: true);

/// <summary>On a server, where each claim is a transaction.</summary>
public sealed class ClaimsAloneTests() : ClaimsTests(together: false);

public abstract class ClaimsTests(bool together)
{
    [Fact]
    public async Task Taken_up_to_the_cap_and_one_form_is_one_copy()
    {
        using var rig = await Begin();
        var (me, card, key) = (await rig.Subscriber(), await rig.Issued(), Guid.NewGuid());

        var first = await rig.Take(me, card.Code, key);
        (await rig.Take(me, card.Code, key)).Should().Be(first);
        var second = await rig.Taken(me, card.Code);
        (await rig.Take(me, card.Code)).Should().Be(new ClaimResult(ClaimOutcome.OverLimit));
        (await rig.Take(me, card.Code, key)).Should().Be(first);

        second.Should().NotBe(first.Code).And.HaveLength(CardCode.CodeDigits);
        (await rig.Sheet(card.Code)).Taken.Should().Be(2);
        var copy = await rig.Copy(second);
        copy.Should().BeEquivalentTo(new { OwnerId = me, TakerId = me, Number = 2, State = CodeState.Normal, ValidFrom = rig.Terms.BeginsAt, ValidUntil = rig.Terms.EndsAt });
    }

    [Fact]
    public async Task Many_at_once_take_what_there_is_and_no_more()
    {
        using var rig = await Begin();
        var card = await rig.Issued(rig.Terms with { Quantity = 5, GetLimit = 1 });
        var people = new List<long>();
        for (var n = 0; n < 8; n++)
            people.Add(await rig.Subscriber());

        var results = await Task.WhenAll(people.SelectMany(person => new[] { rig.Take(person, card.Code), rig.Take(person, card.Code) }));

        results.Count(result => result.Outcome == ClaimOutcome.Taken).Should().Be(5);
        results.Where(result => result.Code is not null).Select(result => result.Code).Should().OnlyHaveUniqueItems();
        results.Select(result => result.Outcome).Should().OnlyContain(outcome => outcome == ClaimOutcome.Taken || outcome == ClaimOutcome.SoldOut || outcome == ClaimOutcome.OverLimit);
        (await rig.Sheet(card.Code)).Should().BeEquivalentTo(new { Quantity = 5, Taken = 5 });
        (await rig.Take(people[0], card.Code)).Outcome.Should().Be(ClaimOutcome.SoldOut);
    }

    [Fact]
    public async Task Not_before_it_starts_and_not_after_its_end()
    {
        using var rig = await Begin();
        var (me, now) = (await rig.Subscriber(), rig.Db.Clock.GetUtcNow().UtcDateTime);
        var card = await rig.Issued(rig.Terms with { TakeFrom = now.AddHours(1) });

        (await rig.Take(me, card.Code)).Outcome.Should().Be(ClaimOutcome.NotStarted);
        rig.Db.Clock.Advance(TimeSpan.FromHours(1));
        await rig.Taken(me, card.Code);
        rig.Db.Clock.Advance(rig.Terms.EndsAt!.Value - rig.Db.Clock.GetUtcNow().UtcDateTime);
        (await rig.Take(me, card.Code)).Outcome.Should().Be(ClaimOutcome.Ended);
    }


    [Fact]
    public async Task A_deleted_card_is_over_and_a_stopped_one_for_now()
    {
        using var rig = await Begin();
        var (me, card) = (await rig.Subscriber(), await rig.Issued());
        var stopped = (await rig.Cards.Stop(rig.Owner, rig.AppId, card.Code, card.Version)).Sheet!;
        (await rig.Copies.Offer(me, card.Code))!.Claim.Should().Be(ClaimOutcome.Stopped);
        await rig.Cards.Delete(rig.Owner, rig.AppId, card.Code, stopped.Version);

        (await rig.Copies.Offer(me, card.Code))!.Claim.Should().Be(ClaimOutcome.Ended);
        (await rig.Take(await rig.Subscriber(), card.Code)).Code.Should().BeNull();
    }

    [Fact]
    public async Task A_term_is_counted_in_days_of_the_mainland()
    {
        using var rig = await Begin();
        // The clock stands at noon of the 22nd in Shanghai.
        var later = await rig.Issued(rig.Terms with { Validity = CardValidity.FixedTerm, BeginAfterDays = 1, TermDays = 3 });
        var atOnce = await rig.Issued(rig.Terms with { Validity = CardValidity.FixedTerm, TermDays = 1 });
        var me = await rig.Subscriber();

        (await rig.Copy(await rig.Taken(me, later.Code))).Should().BeEquivalentTo(
            new { ValidFrom = new DateTime(2026, 11, 22, 16, 0, 0, DateTimeKind.Utc), ValidUntil = (DateTime?)new DateTime(2026, 11, 25, 16, 0, 0, DateTimeKind.Utc) });
        (await rig.Copy(await rig.Taken(me, atOnce.Code))).Should().BeEquivalentTo(
            new { ValidFrom = new DateTime(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc), ValidUntil = (DateTime?)new DateTime(2026, 11, 22, 16, 0, 0, DateTimeKind.Utc) });
    }

    [Fact]
    public async Task Of_a_suspended_account_nothing_is_taken()
    {
        using var rig = await Begin();
        var card = await rig.Issued();
        await rig.Suspend();
        (await rig.Take(await rig.Subscriber(), card.Code)).Outcome.Should().Be(ClaimOutcome.Stopped);
    }

    [Fact]
    public async Task Whoever_is_blocked_sees_no_offer_and_takes_none()
    {
        using var rig = await Begin();
        var (card, me) = (await rig.Issued(), await rig.Follower());
        (await rig.Copies.Offer(me, card.Code)).Should().NotBeNull();
        await using var db = rig.Db.CreateDbContext();
        (await db.FindAsync<Following>(rig.Account.Id, me))!.Blocked = true;
        await db.SaveChangesAsync();

        (await rig.Copies.Offer(me, card.Code)).Should().BeNull();
        (await rig.Take(me, card.Code)).Outcome.Should().Be(ClaimOutcome.Missing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("pAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("'; DROP TABLE Cards; --")]
    public async Task What_is_no_card_is_missing(string code)
    {
        using var rig = await Begin();
        (await rig.Take(await rig.Subscriber(), code)).Outcome.Should().Be(ClaimOutcome.Missing);
    }

    private Task<CardRig> Begin() => CardRig.Begin(together: together);
}
