using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class FollowerOperationsTests
{
    [Fact]
    public async Task The_brand_sees_its_followers_newest_first_and_page_by_page()
    {
        using var world = SubscriberWorld.WeChat();
        var owner = await world.Db.PersonNamed("Ada");
        var account = await world.Db.AccountOf(owner, "Tea House");
        for (var i = 0; i < 45; i++)
        {
            var person = await world.Somebody();
            await world.Profiles.Rename(person, $"Guest {i:00}");
            await world.Follows.Follow(person, account.AppId, WayIn.QrCode);
        }

        var first = (await world.Followers.List(owner, account.AppId))!;
        first.Total.Should().Be(45);
        first.Rows.Should().HaveCount(20);
        first.Rows[0].Should().Match<FollowerRow>(row => row.Nickname == "Guest 44" && row.Region == "HK" && row.Scene == FollowScene.QrCode && row.OpenId.Length == 28);
        var second = (await world.Followers.List(owner, account.AppId, after: first.Next))!;
        var third = (await world.Followers.List(owner, account.AppId, after: second.Next))!;
        third.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.OpenId).Should().OnlyHaveUniqueItems().And.HaveCount(45);
        (await world.Followers.List(owner, account.AppId, size: 1_000_000))!.Rows.Should().HaveCount(20, "only the sizes that are offered count");
        (await world.Followers.List(owner, account.AppId, "guest 3", 50))!.Rows.Should().HaveCount(10);
        (await world.Followers.List(owner, account.AppId, "%"))!.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Who_left_is_not_listed()
    {
        using var world = SubscriberWorld.WeChat();
        var owner = await world.Db.PersonNamed("Ada");
        var account = await world.Db.AccountOf(owner, "Tea House");
        var person = await world.Somebody();
        await world.Follows.Follow(person, account.AppId, WayIn.Search);
        await world.Follows.Unfollow(person, account.AppId);

        (await world.Followers.List(owner, account.AppId))!.Should().Match<FollowerList>(list => list.Rows.Count == 0 && list.Total == 0);
    }

    [Fact]
    public async Task Another_brand_sees_nothing()
    {
        using var world = SubscriberWorld.WeChat();
        var (owner, stranger) = (await world.Db.PersonNamed("Ada"), await world.Db.PersonNamed("Bob"));
        var account = await world.Db.AccountOf(owner, "Tea House");
        var other = await world.Db.AccountOf(stranger, "Coffee House");
        await world.Follows.Follow(await world.Somebody(), account.AppId, WayIn.Search);
        var openId = (await world.Followers.List(owner, account.AppId))!.Rows[0].OpenId;

        (await world.Followers.List(stranger, account.AppId)).Should().BeNull();
        (await world.Followers.List(stranger, "wx0000000000000000")).Should().BeNull();
        (await world.Followers.List(stranger, other.AppId, after: openId))!.Rows.Should().BeEmpty();
    }
}
