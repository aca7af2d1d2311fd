using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class InboxOperationsTests
{
    [Fact]
    public async Task The_newest_lies_on_top_and_is_unread_until_it_is_opened()
    {
        using var world = await CampaignWorld.Make();
        var first = await world.Launched(world.Ready with { Title = "First" });
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await world.Launched(world.Ready with { Title = "Second" });
        var person = world.Followers[0];
        (await world.Inbox.Unread(person)).Should().Be(2);

        var mark = await world.Inbox.Mark(person);
        await world.Visits.Open(person, second.Code);
        (await world.Inbox.Mark(person)).Should().NotBe(mark, "an open page learns that it is old");
        await world.Visits.Join(person, second.Code);

        (await world.Inbox.Newest(person)).Entries.Select(entry => (entry.Code, entry.Unread, entry.Joined)).Should().Equal((second.Code, false, true), (first.Code, true, false));
        (await world.Inbox.Unread(person)).Should().Be(1);
    }

    [Fact]
    public async Task It_can_be_read_account_by_account_and_part_by_part()
    {
        using var world = await CampaignWorld.Make();
        world.Db.Limits.ServiceSendsPerMonth = 100;
        List<string> codes = [];
        for (var number = 0; number < InboxOperations.PageSize + 2; number++)
            codes.Add((await world.Launched()).Code);
        var (person, appId) = (world.Followers[0], world.Account.AppId);

        var first = await world.Inbox.Newest(person, appId);
        var second = await world.Inbox.Newest(person, appId, first.Next);

        second.Next.Should().BeNull();
        first.Entries.Concat(second.Entries).Select(entry => entry.Code).Should().Equal(codes.AsEnumerable().Reverse(), "same moment: the later campaign first");
        (await world.Inbox.Newest(person, "wx0000000000000000")).Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task An_open_inbox_learns_that_a_message_in_its_middle_was_withdrawn_though_another_fills_its_place()
    {
        using var world = await CampaignWorld.Make();
        world.Db.Limits.ServiceSendsPerMonth = 100;
        List<string> codes = [];
        for (var number = 0; number < InboxOperations.PageSize + 1; number++)
            codes.Add((await world.Launched()).Code);
        var mark = await world.Inbox.Mark(world.Followers[0]);

        await world.Launches.Withdraw(world.Mei, world.Account.AppId, codes[5]);

        (await world.Inbox.Mark(world.Followers[0])).Should().NotBe(mark);
    }

    [Fact]
    public async Task Whoever_leaves_an_account_no_longer_has_what_it_sent()
    {
        using var world = await CampaignWorld.Make();
        await world.Launched();
        await world.Change(world.Followers[0], following => following.End(world.Db.Clock.UtcNow));

        (await world.Inbox.Newest(world.Followers[0])).Entries.Should().BeEmpty();
        (await world.Inbox.Newest(world.Followers[1])).Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task What_somebody_else_was_sent_lies_in_nobody_elses_inbox()
    {
        using var world = await CampaignWorld.Make();
        await world.Launched();

        (await world.Inbox.Newest((await world.Follow(1, follow: false))[0])).Entries.Should().BeEmpty();
    }
}
