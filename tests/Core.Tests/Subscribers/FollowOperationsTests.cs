using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class FollowOperationsTests
{
    [Fact]
    public async Task Following_twice_is_following_once()
    {
        using var world = SubscriberWorld.WeChat();
        var (person, account) = (await world.Somebody(), await world.Account("Tea House"));

        (await world.Follows.Follow(person, account.AppId, WayIn.QrCode)).Should().BeTrue();
        (await world.Follows.Follow(person, account.AppId, WayIn.Link)).Should().BeTrue();

        await using var db = world.Db.CreateDbContext();
        (await db.Followings.SingleAsync()).Scene.Should().Be(FollowScene.QrCode, "the second follow changed nothing");
        (await world.CounterOf(account)).Should().Be(1);
    }

    [Fact]
    public async Task Coming_back_keeps_the_OpenID()
    {
        using var world = SubscriberWorld.WeChat();
        var (person, account) = (await world.Somebody(), await world.Account("Tea House"));
        await world.Follows.Follow(person, account.AppId, WayIn.Search);
        var before = await TheFollowing(world);

        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.Follows.Unfollow(person, account.AppId);
        await world.Follows.Unfollow(person, account.AppId);
        (await world.CounterOf(account)).Should().Be(0);
        (await TheFollowing(world)).Follows.Should().BeFalse();
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        await world.Follows.Follow(person, account.AppId, WayIn.Link);

        var after = await TheFollowing(world);
        after.OpenId.Should().Be(before.OpenId);
        after.Scene.Should().Be(FollowScene.Link);
        after.FollowedAt.Should().Be(before.FollowedAt.AddDays(2));
        (await world.CounterOf(account)).Should().Be(1);
    }

    [Fact]
    public async Task No_follow_is_lost_or_counted_twice_when_many_come_at_once()
    {
        using var world = SubscriberWorld.WeChat();
        var account = await world.Account("Tea House");
        List<long> people = [];
        for (var i = 0; i < 12; i++)
            people.Add(await world.Somebody());

        // Everybody twice, as with a double click.
        await Task.WhenAll(people.Concat(people).Select(person => Task.Run(() => world.Follows.Follow(person, account.AppId, WayIn.Search))));
        (await world.CounterOf(account)).Should().Be(12);

        await Task.WhenAll(people.Take(5).Concat(people.Take(5)).Select(person => Task.Run(() => world.Follows.Unfollow(person, account.AppId))));
        (await world.CounterOf(account)).Should().Be(7);

        await Task.WhenAll(people.Concat(people).Select(person => Task.Run(() => world.Follows.Follow(person, account.AppId, WayIn.Search))));
        (await world.CounterOf(account)).Should().Be(12);
    }

    [Fact]
    public async Task The_list_shows_the_newest_first_and_leaves_out_what_is_gone()
    {
        using var world = SubscriberWorld.Weixin();
        var person = await world.Somebody();
        List<OfficialAccount> accounts = [];
        foreach (var name in new[] { "First", "Second", "Third", "Fourth" })
        {
            accounts.Add(await world.Account(name, AccountStanding.Verified));
            world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.Follows.Follow(person, accounts[^1].AppId, WayIn.Search);
        }

        await world.Follows.Unfollow(person, accounts[1].AppId);
        await world.Move(accounts[2], AccountStanding.Closed);
        await world.Move(accounts[0], AccountStanding.Suspended);

        (await world.Follows.Followed(person)).Items.Select(row => row.Card.Name).Should().Equal("Fourth", "First");
        (await world.Follows.Followed(person, accounts[3].AppId)).Items.Select(row => row.Card.Name).Should().Equal("First");
        (await world.Follows.Followed(await world.Somebody())).Items.Should().BeEmpty("it is somebody else's list");
    }

    [Fact]
    public async Task Everybody_may_leave_a_closed_account()
    {
        using var world = SubscriberWorld.WeChat();
        var (person, account) = (await world.Somebody(), await world.Account("Tea House"));
        await world.Follows.Follow(person, account.AppId, WayIn.Search);
        await world.Move(account, AccountStanding.Closed);

        await world.Follows.Unfollow(person, account.AppId);

        (await TheFollowing(world)).Follows.Should().BeFalse();
    }

    [Fact]
    public async Task The_mark_changes_with_the_list_and_only_then()
    {
        using var world = SubscriberWorld.WeChat();
        var (person, account) = (await world.Somebody(), await world.Account("Tea House"));
        var empty = await world.Follows.Mark(person);
        await world.Follows.Follow(person, account.AppId, WayIn.Search);
        var following = await world.Follows.Mark(person);

        following.Should().NotBe(empty);
        (await world.Follows.Mark(person)).Should().Be(following);
        await world.Follows.Unfollow(person, account.AppId);
        (await world.Follows.Mark(person)).Should().Be(empty);
    }

    private static async Task<Following> TheFollowing(SubscriberWorld world)
    {
        await using var db = world.Db.CreateDbContext();
        return await db.Followings.SingleAsync();
    }
}
