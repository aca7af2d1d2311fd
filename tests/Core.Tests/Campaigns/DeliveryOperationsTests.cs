using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class DeliveryOperationsTests
{
    [Fact]
    public async Task Every_follower_receives_it_once()
    {
        using var world = await CampaignWorld.Make();

        var campaign = await world.Launched();

        (await world.Rows(campaign)).Select(row => row.SubscriberId).Should().Equal(world.Followers);
        campaign.Should().Match<Campaign>(row => row.State == CampaignState.Running && row.Delivered == 20);
    }

    [Fact]
    public async Task A_send_that_was_interrupted_goes_on_where_it_stood_and_repeats_nothing()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(delivered: false);
        await world.Deliveries.DeliverChunk(campaign.Id);
        using var stopped = new CancellationTokenSource();
        world.Signal.Delivered += stopped.Cancel;
        var running = () => world.Deliveries.Deliver(campaign.Id, stopped.Token);
        await running.Should().ThrowAsync<OperationCanceledException>();
        var half = await world.Rows(campaign);
        world.Signal.Delivered -= stopped.Cancel;
        world.Db.Clock.Advance(TimeSpan.FromMinutes(5));

        await world.Deliveries.Deliver(campaign.Id);

        half.Should().HaveCount(14);
        var rows = await world.Rows(campaign);
        rows.Select(row => row.SubscriberId).Should().Equal(world.Followers);
        rows.Take(14).Should().OnlyContain(row => row.DeliveredAt == half[0].DeliveredAt, "what was delivered is not delivered again");
        (await world.Stored(campaign.Code)).Delivered.Should().Be(20);
    }

    [Fact]
    public async Task A_part_that_fails_in_the_middle_leaves_nothing_behind()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(delivered: false);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var broken = () => world.Deliveries.DeliverChunk(campaign.Id, cancelled.Token);

        await broken.Should().ThrowAsync<OperationCanceledException>();
        (await world.Rows(campaign)).Should().BeEmpty();
        await world.Deliveries.Deliver(campaign.Id);
        (await world.Rows(campaign)).Should().HaveCount(20);
    }

    [Fact]
    public async Task Two_workers_at_once_deliver_no_more_than_one()
    {
        using var world = await CampaignWorld.Make(followers: 60);
        var campaign = await world.Launched(delivered: false);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Deliveries.Deliver(campaign.Id))));

        (await world.Rows(campaign)).Should().HaveCount(60);
        (await world.Stored(campaign.Code)).Delivered.Should().Be(60);
    }

    [Fact]
    public async Task Who_is_blocked_has_left_or_came_later_receives_nothing()
    {
        using var world = await CampaignWorld.Make();
        await world.Change(world.Followers[0], following => following.Blocked = true);
        await world.Change(world.Followers[1], following => following.End(world.Db.Clock.UtcNow));
        var campaign = await world.Launched(delivered: false);
        world.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Follow(3);

        await world.Deliveries.Deliver(campaign.Id);

        (await world.Rows(campaign)).Select(row => row.SubscriberId).Should().Equal(world.Followers.Skip(2));
    }

    [Fact]
    public async Task Who_opened_it_by_a_link_before_it_arrived_is_delivered_to_and_counted_once()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(delivered: false);
        await world.Visits.Open(world.Followers[3], campaign.Code);

        await world.Deliveries.Deliver(campaign.Id);

        (await world.Rows(campaign)).Should().HaveCount(20).And.OnlyContain(row => row.DeliveredAt != null);
        (await world.Stored(campaign.Code)).Should().Match<Campaign>(row => row.Delivered == 20 && row.Read == 1);
    }

    [Fact]
    public async Task Inboxes_are_told_at_once_and_at_the_end_and_in_between_once_a_second_at_most()
    {
        using var world = await CampaignWorld.Make(followers: 70);
        var told = 0;
        world.Signal.Delivered += () => told++;

        await world.Launched();
        told.Should().Be(2, "ten parts went out in the same second");

        told = 0;
        world.Db.Clock.AutoAdvanceAmount = DeliveryOperations.Pace;
        await world.Launched();
        told.Should().BeInRange(10, 12);
    }

    [Fact]
    public async Task A_period_that_is_over_ends_the_campaign()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();
        (await world.Deliveries.EndOver()).Should().Be(0);
        world.Db.Clock.Advance(TimeSpan.FromDays(7));

        (await world.Deliveries.EndOver()).Should().Be(1);

        (await world.Stored(campaign.Code)).State.Should().Be(CampaignState.Ended);
        (await world.Visits.Open(world.Followers[0], campaign.Code))!.State.Should().Be(JoinState.Over);
    }
}
