using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class VisitOperationsTests
{
    [Fact]
    public async Task Many_clicks_of_one_person_join_once()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Visits.Join(world.Followers[0], campaign.Code))));

        clicks.Should().OnlyContain(click => click == JoinState.Joined);
        (await world.Stored(campaign.Code)).Joined.Should().Be(1);
        (await world.Results.Find(world.Mei, world.Account.AppId, campaign.Code))!.Hours.Sum(hour => hour.Joined).Should().Be(1);
    }

    [Fact]
    public async Task Many_clicks_of_somebody_who_came_by_a_link_join_once()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();
        var guest = (await world.Follow(1, follow: false))[0];

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Visits.Join(guest, campaign.Code))));

        clicks.Should().OnlyContain(click => click == JoinState.Joined);
        (await world.Stored(campaign.Code)).Joined.Should().Be(1);
    }

    [Fact]
    public async Task Of_many_people_at_once_exactly_as_many_join_as_there_is_room_for()
    {
        using var world = await CampaignWorld.Make(followers: 30);
        var campaign = await world.Launched(world.Ready with { Capacity = 10 });

        var answers = await Task.WhenAll(world.Followers.Select(person => Task.Run(() => world.Visits.Join(person, campaign.Code))));

        answers.Count(answer => answer == JoinState.Joined).Should().Be(10);
        answers.Count(answer => answer == JoinState.Full).Should().Be(20);
        (await world.Stored(campaign.Code)).Joined.Should().Be(10);
        (await world.Rows(campaign)).Count(row => row.JoinedAt != null).Should().Be(10);
    }

    [Fact]
    public async Task Who_has_joined_stays_joined_when_it_is_full_or_over()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(world.Ready with { Capacity = 1 });
        await world.Visits.Join(world.Followers[0], campaign.Code);

        (await world.Visits.Join(world.Followers[1], campaign.Code)).Should().Be(JoinState.Full);
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.Joined);
        world.Db.Clock.Advance(TimeSpan.FromDays(8));
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.Joined);
        (await world.Visits.Join(world.Followers[1], campaign.Code)).Should().Be(JoinState.Over);
    }

    [Fact]
    public async Task Before_the_period_one_can_read_and_not_join()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(world.Ready with { StartsAt = world.Db.Clock.UtcNow.AddHours(1) });

        (await world.Visits.Open(world.Followers[0], campaign.Code))!.State.Should().Be(JoinState.NotYet);
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.NotYet);
        world.Db.Clock.Advance(TimeSpan.FromHours(1));
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.Joined);
    }

    [Fact]
    public async Task A_reader_counts_once_however_often_they_open_it()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Visits.Open(world.Followers[0], campaign.Code))));
        await world.Visits.Open(world.Followers[0], campaign.Code);

        (await world.Stored(campaign.Code)).Read.Should().Be(1);
    }

    [Fact]
    public async Task A_draft_a_withdrawn_one_and_none_at_all_look_the_same()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft();
        var withdrawn = await world.Launched();
        await world.Launches.Withdraw(world.Mei, world.Account.AppId, withdrawn.Code);

        foreach (var code in new[] { draft.Code, withdrawn.Code, Ids.Code(), "", "../../x", new string('x', 5000) })
        {
            (await world.Visits.Open(world.Followers[0], code)).Should().BeNull();
            (await world.Visits.Join(world.Followers[0], code)).Should().BeNull();
        }
    }

    [Fact]
    public async Task An_unverified_account_at_Weixin_is_read_and_joined_by_its_followers_alone()
    {
        using var world = await CampaignWorld.Make(verified: false);
        var campaign = await world.Launched();
        var guest = (await world.Follow(1, follow: false))[0];

        (await world.Visits.Open(guest, campaign.Code)).Should().BeNull();
        (await world.Visits.Join(guest, campaign.Code)).Should().BeNull();
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.Joined);
    }

    [Fact]
    public async Task An_activated_account_at_WeChat_is_joined_by_whoever_holds_the_link()
    {
        using var world = await CampaignWorld.Make(TestDb.WeChat(), verified: false);
        var campaign = await world.Launched();

        (await world.Visits.Join((await world.Follow(1, follow: false))[0], campaign.Code)).Should().Be(JoinState.Joined);
    }

    [Fact]
    public async Task Who_is_blocked_finds_nothing()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();
        await world.Change(world.Followers[0], following => following.Blocked = true);

        (await world.Visits.Open(world.Followers[0], campaign.Code)).Should().BeNull();
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().BeNull();
        (await world.Chats.Open(world.Followers[0], world.Account.AppId))!.Messages.Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_suspended_account_is_read_by_its_followers_and_not_joined()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();
        await world.Change(account => account.Suspend());

        (await world.Visits.Open(world.Followers[0], campaign.Code))!.State.Should().Be(JoinState.Stopped);
        (await world.Visits.Join(world.Followers[0], campaign.Code)).Should().Be(JoinState.Stopped);
    }
}
