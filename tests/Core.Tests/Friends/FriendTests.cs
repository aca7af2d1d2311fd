using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Friends;

/// <summary>People of one side become friends by a code, know each other under names of their own, and part without a word.</summary>
public sealed class FriendTests
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task By_a_code_one_asks_the_other_accepts_and_each_has_a_name_for_the_other(Edition edition)
    {
        using var world = new FriendWorld(edition);
        var (anna, bert) = (await world.Somebody("Anna"), await world.Somebody("Bert"));
        var code = await world.Codes.Of(bert);
        (await world.Requests.Look(anna, code)).Should().Be(new PersonFound("Bert", null, FriendStanding.Stranger));

        (await world.Requests.Ask(anna, code, "  From the   tea house ")).Outcome.Should().Be(FriendOutcome.Sent);
        (await world.Requests.Look(anna, code))!.Should().BeEquivalentTo(new { Standing = FriendStanding.Asked, Words = "From the tea house", Code = "" });
        (await world.Requests.Count(bert)).Should().Be(1);
        var waiting = (await world.Requests.Waiting(bert)).Items.Should().ContainSingle().Which;
        waiting.Should().BeEquivalentTo(new { Nickname = "Anna", Words = "From the tea house" });
        (await world.Requests.Look(bert, await world.Codes.Of(anna)))!.Should().BeEquivalentTo(new { Standing = FriendStanding.AskedMe, waiting.Code });
        (await world.Requests.Accept(bert, waiting.Code)).Should().Be(FriendOutcome.Friends);
        (await world.Requests.Accept(bert, waiting.Code)).Should().Be(FriendOutcome.Friends, "the same press twice is one friendship");

        (await world.Requests.Count(bert)).Should().Be(0);
        (await world.Requests.Sent(anna)).Should().BeEmpty();
        var (annas, berts) = (await world.FriendOf(anna), await world.FriendOf(bert));
        annas.Should().BeEquivalentTo(new { Nickname = "Bert", Remark = "", Name = "Bert", Since = world.Db.Clock.UtcNow });
        (await world.Friends.Name(anna, annas.Code, " Uncle  Bert ")).Should().BeNull();
        (await world.Friends.Find(anna, annas.Code))!.Should().BeEquivalentTo(new { Nickname = "Bert", Name = "Uncle Bert" });
        (await world.Friends.Find(bert, berts.Code))!.Name.Should().Be("Anna", "a remark is for oneself");
        (await world.Friends.Name(anna, annas.Code, " ")).Should().BeNull();
        (await world.FriendOf(anna)).Name.Should().Be("Bert");
        await using var db = world.Db.CreateDbContext();
        (await db.FriendsOf(anna).ToListAsync()).Should().Equal(bert);
    }

    [Fact]
    public async Task However_often_and_whoever_first_it_is_one_request_and_one_friendship()
    {
        using var world = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());

        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Ask(anna, bert))));
        asked.Order().Should().Equal([FriendOutcome.Sent, .. Enumerable.Repeat(FriendOutcome.Pending, 5)]);
        var code = (await world.Requests.Waiting(bert)).Items.Should().ContainSingle().Which.Code;

        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => number % 2 == 0 ? world.Requests.Accept(bert, code) : world.Ask(bert, anna))));

        ended.Should().OnlyContain(outcome => outcome == FriendOutcome.Friends);
        (await world.Halves()).Should().Equal((anna, bert), (bert, anna));
        (await world.Ask(anna, bert)).Should().Be(FriendOutcome.Friends);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Two_who_ask_each_other_at_the_same_moment_are_friends(Edition edition)
    {
        using var world = new FriendWorld(edition);
        for (var round = 0; round < 5; round++)
        {
            var (anna, bert) = (await world.Somebody(), await world.Somebody());

            var outcomes = await Task.WhenAll(Task.Run(() => world.Ask(anna, bert)), Task.Run(() => world.Ask(bert, anna)));

            outcomes.Order().Should().Equal(FriendOutcome.Sent, FriendOutcome.Friends);
            (await world.Halves()).Should().HaveCount(2 * (round + 1)).And.Contain((anna, bert)).And.Contain((bert, anna));
            (await world.Requests.Count(anna) + await world.Requests.Count(bert)).Should().Be(0);
        }
    }

    [Fact]
    public async Task Whoever_is_declined_or_blocked_sees_no_difference_to_waiting()
    {
        using var world = new FriendWorld(Edition.Weixin);
        var (anna, bert, clara, dora) = (await world.Somebody("Anna"), await world.Somebody(), await world.Somebody(), await world.Somebody());
        foreach (var one in new[] { bert, clara, dora })
            await world.Ask(one, anna, "Hello");
        var requests = (await world.Requests.Waiting(anna)).Items;
        await world.Requests.Decline(anna, requests[1].Code);
        await world.Requests.Block(anna, requests[0].Code);
        await world.Requests.Block(anna, requests[0].Code);
        var code = await world.Codes.Of(anna);

        (await world.Requests.Waiting(anna)).Items.Should().ContainSingle();
        foreach (var one in new[] { bert, clara, dora })
        {
            (await world.Requests.Look(one, code))!.Standing.Should().Be(FriendStanding.Asked);
            (await world.Requests.Sent(one)).Should().ContainSingle();
            (await world.Ask(one, anna)).Should().Be(FriendOutcome.Pending);
        }

        world.Db.Clock.Advance(FriendRequest.Lifetime);
        (await world.Requests.Waiting(anna)).Items.Should().BeEmpty("their time is over");
        foreach (var one in new[] { bert, clara, dora })
        {
            (await world.Requests.Sent(one)).Should().BeEmpty();
            (await world.Requests.Look(one, code))!.Standing.Should().Be(FriendStanding.Stranger);
            (await world.Ask(one, anna)).Should().Be(FriendOutcome.Sent);
        }

        (await world.Requests.Waiting(anna)).Items.Should().HaveCount(2, "of the blocked one nothing arrives");
        var blocked = (await world.Friends.Blocked(anna)).Items.Should().ContainSingle().Which;
        (await world.Ask(anna, dora)).Should().Be(FriendOutcome.Blocked, "one lets them in first");
        await world.Friends.Unblock(bert, blocked.Code);
        (await world.Friends.Blocked(anna)).Items.Should().ContainSingle("nobody else takes it back");
        await world.Friends.Unblock(anna, blocked.Code);
        (await world.Friends.Blocked(anna)).Items.Should().BeEmpty();
        (await world.Ask(anna, dora)).Should().Be(FriendOutcome.Friends, "both want it now");
    }

    [Fact]
    public async Task A_friend_is_removed_or_blocked_without_being_told_and_both_lists_forget()
    {
        using var world = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        await world.Befriend(anna, bert);
        var code = (await world.FriendOf(anna)).Code;

        await world.Friends.Remove(anna, code);
        await world.Friends.Remove(anna, code);

        (await world.Halves()).Should().BeEmpty();
        (await world.Friends.Find(anna, code)).Should().BeNull();
        (await world.Requests.Look(bert, await world.Codes.Of(anna)))!.Standing.Should().Be(FriendStanding.Stranger);
        await world.Befriend(bert, anna);
        code = (await world.FriendOf(anna)).Code;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Friends.Block(anna, code))));
        (await world.Halves()).Should().BeEmpty();
        (await world.Friends.Blocked(anna)).Items.Should().ContainSingle();
        (await world.Requests.Look(anna, await world.Codes.Of(bert)))!.Standing.Should().Be(FriendStanding.Blocked);
        (await world.Ask(bert, anna)).Should().Be(FriendOutcome.Sent);
        (await world.Requests.Count(anna)).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_what_is_between_two()
    {
        using var world = new FriendWorld(Edition.Weixin);
        var (anna, bert, stranger) = (await world.Somebody(), await world.Somebody(), await world.Somebody());
        await world.Ask(anna, bert);
        var request = (await world.Requests.Waiting(bert)).Items[0].Code;
        foreach (var other in new[] { stranger, anna })
        {
            (await world.Requests.Accept(other, request)).Should().Be(FriendOutcome.Missing);
            await world.Requests.Decline(other, request);
            await world.Requests.Block(other, request);
            (await world.Requests.Waiting(other)).Items.Should().BeEmpty();
        }

        (await world.Requests.Accept(bert, request)).Should().Be(FriendOutcome.Friends);
        var (code, berts) = ((await world.FriendOf(anna)).Code, (await world.FriendOf(bert)).Code);
        foreach (var other in new[] { stranger, bert })
        {
            (await world.Friends.Find(other, code)).Should().BeNull();
            await world.Friends.Name(other, code, "Mine now");
            await world.Friends.Remove(other, code);
            await world.Friends.Block(other, code);
        }

        (await world.Friends.List(stranger)).Items.Should().BeEmpty();
        (await world.Friends.List(stranger, after: code)).Items.Should().BeEmpty();
        (await world.FriendOf(anna)).Remark.Should().BeEmpty();
        (await world.FriendOf(bert)).Code.Should().Be(berts);
        (await world.Friends.Blocked(stranger)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_code_leads_to_its_owner_until_there_is_another_one_and_never_to_the_other_side()
    {
        using var world = new FriendWorld(Edition.Weixin);
        using var abroad = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Codes.Of(bert))));
        var old = codes.Distinct().Should().ContainSingle().Which;
        (await world.Requests.Look(bert, old))!.Standing.Should().Be(FriendStanding.Own);
        (await world.Ask(bert, bert)).Should().Be(FriendOutcome.Own);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Codes.Renew(bert, old))));

        var code = renewed.Distinct().Should().ContainSingle("the same press many times makes one code").Which;
        (await world.Requests.Look(anna, old)).Should().BeNull();
        (await world.Requests.Ask(anna, old, null)).Outcome.Should().Be(FriendOutcome.Missing);
        (await world.Requests.Look(anna, code)).Should().NotBeNull();
        var foreigner = await abroad.Somebody();
        (await abroad.Requests.Look(foreigner, code)).Should().BeNull();
        (await abroad.Requests.Ask(foreigner, code, null)).Outcome.Should().Be(FriendOutcome.Missing);
    }

    [Fact]
    public async Task Codes_are_not_found_by_trying_them_out()
    {
        using var world = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        var code = await world.Codes.Of(bert);
        for (var each = 0; each < world.Db.Limits.WrongCodesPerMinute; each++)
        {
            (await world.Requests.Look(anna, "no code at all")).Should().BeNull();
            (await world.Requests.Look(anna, code)).Should().NotBeNull("what leads somewhere, and what could be none, costs nothing");
            (await world.Requests.Look(anna, ScanCode.New())).Should().BeNull();
        }

        world.Requests.MayTry(anna).Should().BeFalse();
        (await world.Requests.Look(anna, code)).Should().BeNull();
        (await world.Requests.Ask(anna, code, null)).Outcome.Should().Be(FriendOutcome.Missing);
        world.Requests.MayTry(bert).Should().BeTrue();
    }

    [Theory]
    [InlineData("turned \u202e round")]
    [InlineData("half \ud83d")]
    [InlineData("123456789 123456789 123456789 123456789 123456789 1")]
    public async Task Words_and_remarks_that_cannot_be_shown_are_refused(string text)
    {
        using var world = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());

        var (outcome, problem) = await world.Requests.Ask(anna, await world.Codes.Of(bert), text);

        outcome.Should().Be(FriendOutcome.Invalid);
        (problem.En.Length, problem.Zh.Length).Should().NotBe((0, 0));
        (await world.Requests.Sent(anna)).Should().BeEmpty();
        await world.Befriend(anna, bert);
        (await world.Friends.Name(anna, (await world.FriendOf(anna)).Code, text)).Should().NotBeNull();
        (await world.FriendOf(anna)).Remark.Should().BeEmpty();
    }

    [Fact]
    public async Task A_day_allows_so_many_requests_and_a_life_so_many_friends()
    {
        using var world = new FriendWorld(Edition.WeChat);
        (world.Db.Limits.FriendRequestsPerDay, world.Db.Limits.Friends) = (3, 2);
        var (anna, people) = (await world.Somebody(), new List<long>());
        for (var number = 0; number < 4; number++)
            people.Add(await world.Somebody());
        foreach (var other in people[..3])
            (await world.Ask(anna, other)).Should().Be(FriendOutcome.Sent);
        (await world.Ask(anna, people[3])).Should().Be(FriendOutcome.TooMany);
        (await world.Ask(anna, people[0])).Should().Be(FriendOutcome.Pending);
        world.Db.Clock.Advance(TimeSpan.FromHours(25));
        (await world.Ask(anna, people[3])).Should().Be(FriendOutcome.Sent);

        (await world.Accept(people[0])).Should().Be(FriendOutcome.Friends);
        (await world.Accept(people[1])).Should().Be(FriendOutcome.Friends);
        (await world.Accept(people[2])).Should().Be(FriendOutcome.TheyAreFull);
        (await world.Requests.Count(people[2])).Should().Be(1, "it waits on");
        (await world.Ask(people[2], anna)).Should().Be(FriendOutcome.TheyAreFull, "two who ask each other are no way around it");
        (await world.Ask(anna, await world.Somebody())).Should().Be(FriendOutcome.Full);
        (await world.Ask(await world.Somebody(), anna)).Should().Be(FriendOutcome.Sent);
        (await world.Accept(anna)).Should().Be(FriendOutcome.Full);
    }

    [Fact]
    public async Task The_lists_go_on_where_they_ended_and_a_search_finds_by_either_name()
    {
        using var world = new FriendWorld(Edition.Weixin);
        (world.Db.Limits.FriendRequestsPerDay, var me) = (200, await world.Somebody());
        for (var number = 0; number < FriendOperations.PageSize + 3; number++)
        {
            if (number % 4 == 0)
                world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.Befriend(await world.Somebody($"Tea friend {number}"), me);
        }

        var first = await world.Friends.List(me);
        var second = await world.Friends.List(me, after: first.Next);
        var all = first.Items.Concat(second.Items).ToList();
        second.Next.Should().BeNull();
        all.Select(friend => friend.Code).Should().OnlyHaveUniqueItems().And.HaveCount(FriendOperations.PageSize + 3);
        all.Select(friend => friend.Since).Should().BeInDescendingOrder();

        await world.Friends.Name(me, all[7].Code, "100% 小满");
        (await world.Friends.List(me, "小满")).Items.Should().ContainSingle().Which.Code.Should().Be(all[7].Code);
        (await world.Friends.List(me, "0%")).Items.Should().ContainSingle("a sign of the search's own is a sign of the name");
        (await world.Friends.List(me, all[7].Nickname.ToUpperInvariant())).Items.Should().ContainSingle("the nickname is searched too");
        var found = await world.Friends.List(me, "tea");
        (await world.Friends.List(me, "tea", found.Next)).Items.Concat(found.Items).Should().HaveCount(all.Count);
        (await world.Friends.List(me, "nobody")).Items.Should().BeEmpty();
        (await world.Friends.List(me, "half \ud83d")).Items.Should().BeEmpty();

        for (var number = 0; number < FriendRequestOperations.PageSize + 2; number++)
            await world.Ask(await world.Somebody(), me);
        var waiting = await world.Requests.Waiting(me);
        var rest = await world.Requests.Waiting(me, waiting.Next);
        waiting.Items.Concat(rest.Items).Select(one => one.Code).Should().OnlyHaveUniqueItems().And.HaveCount(FriendRequestOperations.PageSize + 2);
    }

    [Fact]
    public async Task The_mark_changes_when_somebody_asks_and_when_a_friend_is_made()
    {
        using var world = new FriendWorld(Edition.WeChat);
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        List<(string Anna, string Bert)> marks = [await Marks()];
        await world.Ask(anna, bert);
        marks.Add(await Marks());
        await world.Accept(bert);
        marks.Add(await Marks());

        marks.Select(mark => mark.Bert).Should().OnlyHaveUniqueItems();
        marks[1].Anna.Should().Be(marks[0].Anna);
        marks[2].Anna.Should().NotBe(marks[1].Anna);

        async Task<(string, string)> Marks() => (await world.Requests.Mark(anna), await world.Requests.Mark(bert));
    }
}
