using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Insights;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Insights;

public sealed class InsightOperationsTests : IDisposable
{
    private readonly SubscriberWorld world = SubscriberWorld.Weixin();

    private InsightOperations Insights => new(world.Db, world.Db.Clock);

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Each_day_of_the_accounts_clock_has_its_own_numbers_and_days_without_any_are_there()
    {
        var (mei, account) = await Brand();
        var (early, late, gone) = (await world.Somebody(), await world.Somebody(), await world.Somebody());
        await world.Follows.Follow(early, account.AppId, WayIn.Link);
        await world.Follows.Follow(gone, account.AppId, WayIn.QrCode);
        // From noon in Shanghai to after midnight there, while UTC still has the same day.
        world.Db.Clock.Advance(TimeSpan.FromHours(13));
        await world.Follows.Follow(late, account.AppId, WayIn.Search);
        await world.Follows.Unfollow(gone, account.AppId);

        var insights = (await Insights.Of(mei, account.AppId, 7))!;

        insights.Days.Should().HaveCount(7);
        insights.Days.Take(5).Should().OnlyContain(day => day.Followed == 0 && day.Left == 0);
        insights.Days[5].Should().Be(new FollowerDay(new DateOnly(2026, 11, 22), 2, 0));
        insights.Days[6].Should().Be(new FollowerDay(new DateOnly(2026, 11, 23), 1, 1));
        (insights.Followers, insights.Followed, insights.Left).Should().Be((2L, 3L, 1L));
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_is_counted_each_time_by_the_way_they_came()
    {
        var (mei, account) = await Brand();
        var person = await world.Somebody();
        await world.Follows.Follow(person, account.AppId, WayIn.QrCode);
        await world.Follows.Follow(person, account.AppId, WayIn.QrCode);
        await world.Follows.Unfollow(person, account.AppId);
        await world.Follows.Unfollow(person, account.AppId);
        await world.Follows.Follow(person, account.AppId, WayIn.Link);

        var insights = (await Insights.Of(mei, account.AppId, 30))!;

        (insights.Followed, insights.Left).Should().Be((2L, 1L));
        insights.Ways.Should().Equal(new FollowerWay(FollowScene.QrCode, 1), new FollowerWay(FollowScene.Link, 1));
    }

    [Fact]
    public async Task What_was_before_the_days_asked_for_is_left_out()
    {
        var (mei, account) = await Brand();
        await world.Follows.Follow(await world.Somebody(), account.AppId, WayIn.Link);
        world.Db.Clock.Advance(TimeSpan.FromDays(10));

        (await Insights.Of(mei, account.AppId, 7))!.Followed.Should().Be(0);
        (await Insights.Of(mei, account.AppId, 30))!.Followed.Should().Be(1);
    }

    [Fact]
    public async Task Many_at_once_add_up()
    {
        var (mei, account) = await Brand();
        List<long> people = [];
        for (var i = 0; i < 12; i++)
            people.Add(await world.Somebody());

        await Task.WhenAll(people.Select(person => world.Follows.Follow(person, account.AppId, WayIn.Link)));

        (await Insights.Of(mei, account.AppId, 7))!.Followed.Should().Be(12);
        (await world.CounterOf(account)).Should().Be(12);
    }

    [Fact]
    public async Task Another_brand_sees_nothing()
    {
        var (_, account) = await Brand();
        var stranger = await world.Db.PersonNamed("Boris");
        await world.Db.AccountOf(stranger, "别家");

        (await Insights.Of(stranger, account.AppId, 7)).Should().BeNull();
        (await Insights.Of(stranger, "wx0000000000000000", 7)).Should().BeNull();
    }

    private async Task<(Person Mei, OfficialAccount Account)> Brand()
    {
        var mei = await world.Db.PersonNamed("Mei");
        return (mei, await world.Db.AccountOf(mei, "山月茶舍", AccountType.Service, verified: true));
    }
}
