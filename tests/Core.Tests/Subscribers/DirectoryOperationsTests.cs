using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class DirectoryOperationsTests
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Search_returns_exactly_what_the_rule_allows(Edition side)
    {
        using var world = side == Edition.Weixin ? SubscriberWorld.Weixin() : SubscriberWorld.WeChat();
        foreach (var standing in Enum.GetValues<AccountStanding>())
            await world.Account($"Tea {standing}", standing);

        var found = await world.Directory.Search("tea");

        found.Items.Select(card => card.Standing).Should().BeEquivalentTo(
            Enum.GetValues<AccountStanding>().Where(standing => Visibility.DecideForOwnPeople(world.Db.Policy, standing, follows: false, WayIn.Search, Act.Find).Allowed))
            .And.NotBeEmpty();
    }

    [Fact]
    public async Task Search_reads_name_handle_and_introduction_and_puts_the_name_itself_first()
    {
        using var world = SubscriberWorld.WeChat();
        var house = await world.Account("Green Tea House");
        await world.Account("Tea");
        await world.Account("Teapots");

        (await world.Directory.Search("ＴＥＡ")).Items.Select(card => card.Name).Should().Equal("Tea", "Teapots", "Green Tea House");
        (await world.Directory.Search(house.OriginalId)).Items.Should().ContainSingle(card => card.Name == "Green Tea House");
        (await world.Directory.Search("about coffee")).Items.Should().BeEmpty();
        (await world.Directory.Search("about green")).Items.Should().ContainSingle("its introduction says so");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("[a-z]")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\uD83D")]
    public async Task A_pattern_is_no_way_to_list_everything(string term)
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");

        (await world.Directory.Search(term)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Search_goes_on_where_it_stopped_and_shows_each_account_once()
    {
        using var world = SubscriberWorld.WeChat();
        for (var i = 0; i < 2 * DirectoryOperations.PageSize + 3; i++)
            await world.Account($"{(i % 2 == 0 ? "Shop" : "The Shop")} {i:000}");

        List<string> seen = [];
        string? next = null;
        do
        {
            var part = await world.Directory.Search("shop", next);
            part.Items.Count.Should().BeLessThanOrEqualTo(DirectoryOperations.PageSize);
            seen.AddRange(part.Items.Select(card => card.Name));
            next = part.Next;
        }
        while (next is not null);

        seen.Should().OnlyHaveUniqueItems().And.HaveCount(2 * DirectoryOperations.PageSize + 3);
    }

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

        (await world.Directory.Search("quiet")).Items.Should().BeEmpty();
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
