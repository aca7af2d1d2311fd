using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class DirectoryOperationsTests
{
    [Fact]
    public async Task What_is_forbidden_answers_as_what_is_missing()
    {
        using var world = SubscriberWorld.Weixin();
        var person = await world.Somebody();
        var closed = await world.Account("Closed one", AccountStanding.Closed);
        var hidden = await world.Account("Not active", AccountStanding.NotActivated);
        var suspended = await world.Account("Suspended", AccountStanding.Suspended);

        foreach (var account in new[] { closed, hidden, suspended })
        {
            (await world.Directory.ByAppId(person, account.AppId, WayIn.Link)).Should().BeNull();
            (await world.Directory.ByTicket(person, account.QrTicket)).Should().BeNull();
            (await world.Follows.Follow(person, account.AppId, WayIn.Link)).Should().BeFalse();
        }

        (await world.Directory.ByAppId(person, "wx0000000000000000", WayIn.Link)).Should().BeNull();
        (await world.Directory.ByTicket(person, "nothing")).Should().BeNull();
        (await world.Follows.Follow(person, "wx0000000000000000", WayIn.Link)).Should().BeFalse();
    }

    [Fact]
    public async Task An_unverified_account_of_Weixin_is_reached_by_link_and_code_and_not_by_search()
    {
        using var world = SubscriberWorld.Weixin();
        var person = await world.Somebody();
        var account = await world.Account("Quiet Garden");

        (await world.Search.Search("quiet"))!.Items.Should().BeEmpty();
        (await world.Directory.ByAppId(person, account.AppId, WayIn.Search)).Should().BeNull();
        (await world.Directory.ByAppId(person, account.AppId, WayIn.Link))!.MayFollow.Should().BeTrue();
        (await world.Directory.ByTicket(person, account.QrTicket))!.Card.Name.Should().Be("Quiet Garden");
    }

    [Fact]
    public async Task Who_follows_keeps_an_account_that_was_suspended()
    {
        using var world = SubscriberWorld.Weixin();
        var (follower, stranger) = (await world.Somebody(), await world.Somebody());
        var account = await world.Account("Sea Museum", AccountStanding.Verified);
        await world.Follows.Follow(follower, account.AppId, WayIn.Search);
        await world.Move(account, AccountStanding.Suspended);

        foreach (var way in Enum.GetValues<WayIn>())
            (await world.Directory.ByAppId(follower, account.AppId, way))!.FollowedAt.Should().NotBeNull($"they follow it, and came by {way}");
        (await world.Directory.ByAppId(stranger, account.AppId, WayIn.Link)).Should().BeNull();
    }

    [Fact]
    public async Task Whoever_leaves_is_told_whether_the_account_takes_them_back_by_any_way()
    {
        using var world = SubscriberWorld.Weixin();
        var person = await world.Somebody();
        var account = await world.Account("Quiet Garden");
        await world.Follows.Follow(person, account.AppId, WayIn.Link);

        (await world.Directory.ByAppId(person, account.AppId, WayIn.Campaign))!.MayFollow.Should().BeTrue("its link still leads in");

        await world.Move(account, AccountStanding.Suspended);
        (await world.Directory.ByAppId(person, account.AppId, WayIn.Campaign))!.MayFollow.Should().BeFalse();
    }
}
