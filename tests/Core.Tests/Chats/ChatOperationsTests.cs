using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Chats;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Campaigns;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Chats;

public sealed class ChatOperationsTests
{
    [Fact]
    public async Task The_newest_message_lies_on_top_and_counts_until_the_chat_was_looked_at()
    {
        using var world = await CampaignWorld.Make();
        var first = await world.Launched(world.Ready with { Title = "First" });
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await world.Launched(world.Ready with { Title = "Second" });
        var (person, appId) = (world.Followers[0], world.Account.AppId);
        (await world.Chats.Unread(person)).Should().Be(2);
        (await world.Chats.List(person, AccountType.Service)).Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Newest = "Second", Unread = 2, Muted = false });

        await world.Visits.Open(person, second.Code);
        await world.Visits.Join(person, second.Code);
        (await world.Chats.Unread(person)).Should().Be(1, "what was opened from elsewhere is read");
        await world.Chats.See(person, appId);

        (await world.Chats.Unread(person)).Should().Be(0);
        (await world.Chats.List(person, AccountType.Service)).Items.Single().Unread.Should().Be(0);
        (await world.Chats.Open(person, appId))!.Messages.Items.Select(message => (message.Code, message.Opened, message.Joined))
            .Should().Equal((second.Code, true, true), (first.Code, false, false));
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Launched();
        (await world.Chats.Unread(person)).Should().Be(1, "what comes later is new again");
        (await world.Chats.Unread(world.Followers[1])).Should().Be(3, "nobody else has looked");
    }

    [Fact]
    public async Task An_open_page_learns_of_everything_that_changes_what_it_shows()
    {
        using var world = await CampaignWorld.Make();
        world.Db.Limits.ServiceSendsPerMonth = 100;
        var (person, appId, follows) = (world.Followers[0], world.Account.AppId, new FollowOperations(world.Db, world.Db.Policy, world.Db.Clock));
        List<string> codes = [], marks = [await Mark()];
        for (var number = 0; number < ChatOperations.PageSize + 1; number++)
            codes.Add((await world.Launched()).Code);
        marks.Add(await Mark());
        await world.Chats.See(person, appId);
        marks.Add(await Mark());
        await world.Visits.Open(person, codes[^1]);
        marks.Add(await Mark());
        await world.Chats.Mute(person, appId, muted: true);
        marks.Add(await Mark());
        // In the middle, though another fills its place.
        await world.Launches.Withdraw(world.Mei, appId, codes[5]);
        marks.Add(await Mark());

        marks.Should().OnlyHaveUniqueItems();
        await world.Chats.See(person, appId);
        (await Mark()).Should().Be(marks[^1], "looking again changes nothing, or an open page would refresh itself for ever");

        // As an open page has them: all marks together.
        async Task<string> Mark() => $"{await follows.Mark(person)}.{await world.Chats.Mark(person)}";
    }

    [Fact]
    public async Task An_open_page_learns_that_a_chat_far_down_was_looked_at()
    {
        using var world = await CampaignWorld.Make(followers: 1);
        world.Db.Limits.ServiceSendsPerMonth = 100;
        var (person, old) = (world.Followers[0], await world.Db.AccountOf(world.Mei, "Second house", AccountType.Service, verified: true));
        (await new FollowOperations(world.Db, world.Db.Policy, world.Db.Clock).Follow(person, old.AppId, WayIn.Search)).Should().BeTrue();
        var sheet = (await world.Campaigns.Save(world.Mei, old.AppId, null, null, world.Ready with { CoverCode = await world.Picture(old.Id) }))!.Saved!;
        (await world.Launches.Launch(world.Mei, old.AppId, sheet.Code, sheet.Version))!.Outcome.Should().Be(LaunchOutcome.Launched);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var number = 0; number < ChatOperations.PageSize; number++)
            await world.Launched();
        await world.Chats.See(person, world.Account.AppId);
        (await world.Chats.Unread(person)).Should().Be(1);
        var mark = await world.Chats.Mark(person);

        await world.Chats.See(person, old.AppId);

        (await world.Chats.Mark(person)).Should().NotBe(mark);
        (await world.Chats.Unread(person)).Should().Be(0);
    }

    [Fact]
    public async Task A_chat_is_read_part_by_part()
    {
        using var world = await CampaignWorld.Make();
        world.Db.Limits.ServiceSendsPerMonth = 100;
        List<string> codes = [];
        for (var number = 0; number < ChatOperations.PageSize + 2; number++)
            codes.Add((await world.Launched()).Code);
        var (person, appId) = (world.Followers[0], world.Account.AppId);

        var first = (await world.Chats.Open(person, appId))!.Messages;
        var second = (await world.Chats.Open(person, appId, first.Next))!.Messages;

        second.Next.Should().BeNull();
        first.Items.Concat(second.Items).Select(message => message.Code).Should().Equal(codes.AsEnumerable().Reverse(), "same moment: the later campaign first");
    }

    [Fact]
    public async Task A_muted_chat_counts_nowhere_and_still_gets_everything()
    {
        using var world = await CampaignWorld.Make();
        var (person, appId) = (world.Followers[0], world.Account.AppId);
        (await world.Chats.Mute(person, appId, muted: true)).Should().BeTrue();
        await world.Launched();

        (await world.Chats.Unread(person)).Should().Be(0);
        (await world.Chats.List(person, AccountType.Service)).Items.Single().Should().BeEquivalentTo(new { Unread = 1, Muted = true });
        (await world.Chats.Open(person, appId))!.Messages.Items.Should().ContainSingle();

        await world.Chats.Mute(person, appId, muted: false);
        (await world.Chats.Unread(person)).Should().Be(1);
        await world.Chats.Mute(person, appId, muted: true);
        await world.Change(person, following => following.End(world.Db.Clock.UtcNow));
        await world.Change(person, following => following.Resume(FollowScene.Search, world.Db.Clock.UtcNow));
        (await world.Chats.Open(person, appId))!.Muted.Should().BeFalse("who follows anew wants to hear of it");
    }

    [Fact]
    public async Task Subscription_accounts_lie_in_one_folder_and_service_accounts_among_the_chats()
    {
        using var world = await CampaignWorld.Make(type: AccountType.Subscription);
        var person = world.Followers[0];
        var follows = new FollowOperations(world.Db, world.Db.Policy, world.Db.Clock);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        var service = await world.Db.AccountOf(world.Mei, "Service house", AccountType.Service, verified: true);
        (await follows.Follow(person, service.AppId, WayIn.Search)).Should().BeTrue();
        (await world.Chats.Folder(person)).Should().BeEquivalentTo(new { Newest = new { Card = new { world.Account.Name }, Newest = (string?)null }, Unread = 0 });
        await world.Launched(world.Ready with { Title = "News" });

        (await world.Chats.List(person, AccountType.Service)).Items.Select(chat => (chat.Card.Name, chat.Newest)).Should().Equal(("Service house", null));
        (await world.Chats.List(person, AccountType.Subscription)).Items.Select(chat => (chat.Card.Name, chat.Newest)).Should().Equal(("Tea house", "News"));
        (await world.Chats.Folder(person)).Should().BeEquivalentTo(new { Newest = new { Card = new { Name = "Tea house" }, Newest = "News" }, Unread = 1 });
        await world.Chats.Mute(person, world.Account.AppId, muted: true);
        (await world.Chats.Folder(person))!.Unread.Should().Be(0);
        (await world.Chats.Folder((await world.Follow(1, follow: false))[0])).Should().BeNull();
    }

    [Fact]
    public async Task The_list_goes_on_where_it_ended()
    {
        using var world = await CampaignWorld.Make(followers: 1);
        var (person, names) = (world.Followers[0], new List<string> { "Tea house" });
        var follows = new FollowOperations(world.Db, world.Db.Policy, world.Db.Clock);
        for (var number = 0; number < ChatOperations.PageSize + 2; number++)
        {
            // Some follow at the same moment.
            if (number % 3 == 0)
                world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
            var account = await world.Db.AccountOf(world.Stranger, $"House {number}", AccountType.Service, verified: true);
            await follows.Follow(person, account.AppId, WayIn.Search);
            names.Add(account.Name);
        }

        await world.Launched();
        var first = await world.Chats.List(person, AccountType.Service);
        var second = await world.Chats.List(person, AccountType.Service, first.Next);

        first.Items[0].Card.Name.Should().Be("House 21");
        second.Next.Should().BeNull();
        first.Items.Concat(second.Items).Select(chat => chat.Card.Name).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(names);
        first.Items.Concat(second.Items).Select(chat => chat.At).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task Whoever_does_not_follow_has_no_chat_whatever_they_ask_for()
    {
        using var world = await CampaignWorld.Make();
        await world.Launched();
        var (left, appId) = (world.Followers[0], world.Account.AppId);
        await world.Change(left, following => following.End(world.Db.Clock.UtcNow));
        await world.Change(world.Followers[1], following => following.Blocked = true);

        foreach (var person in new[] { left, (await world.Follow(1, follow: false))[0] })
        {
            (await world.Chats.List(person, AccountType.Service)).Items.Should().BeEmpty();
            (await world.Chats.Open(person, appId)).Should().BeNull();
            (await world.Chats.Mute(person, appId, muted: true)).Should().BeFalse();
            await world.Chats.See(person, appId);
            (await world.Chats.Unread(person)).Should().Be(0);
        }

        (await world.Chats.Open(world.Followers[1], appId))!.Messages.Items.Should().BeEmpty("who is blocked reads nothing of it");
        (await world.Chats.Open(world.Followers[2], appId))!.Messages.Items.Should().ContainSingle();
        (await world.Chats.Open(world.Followers[2], "wx0000000000000000")).Should().BeNull();
    }
}
