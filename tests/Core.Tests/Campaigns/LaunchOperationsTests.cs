using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class LaunchOperationsTests
{
    [Fact]
    public async Task A_double_click_launches_once_and_spends_one_send()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version))));

        clicks.Should().OnlyContain(click => click!.Outcome == LaunchOutcome.Launched);
        (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Quota.Used.Should().Be(1);
    }

    [Fact]
    public async Task Of_many_launches_that_race_for_the_quota_exactly_as_many_win_as_it_holds()
    {
        using var world = await CampaignWorld.Make();
        var drafts = new List<CampaignSheet>();
        for (var number = 0; number < 8; number++)
            drafts.Add(await world.Draft());

        var launches = await Task.WhenAll(drafts.Select(draft => Task.Run(() => world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version))));

        launches.Count(launch => launch!.Outcome == LaunchOutcome.Launched).Should().Be(world.Db.Limits.ServiceSendsPerMonth);
        launches.Count(launch => launch!.Outcome == LaunchOutcome.QuotaSpent).Should().Be(8 - world.Db.Limits.ServiceSendsPerMonth);
        (await world.Deliveries.Unfinished()).Should().HaveCount(world.Db.Limits.ServiceSendsPerMonth);
    }

    [Fact]
    public async Task A_subscription_account_sends_once_a_day_by_its_own_clock()
    {
        // 04:00 UTC is noon in Shanghai: the next day begins there at 16:00 UTC.
        using var world = await CampaignWorld.Make(type: AccountType.Subscription);
        await world.Launched();
        var next = await world.Draft();

        (await Launch(next)).Outcome.Should().Be(LaunchOutcome.QuotaSpent);
        world.Db.Clock.Advance(TimeSpan.FromHours(11.9));
        (await Launch(next)).Outcome.Should().Be(LaunchOutcome.QuotaSpent);
        world.Db.Clock.Advance(TimeSpan.FromHours(0.2));
        (await Launch(next)).Outcome.Should().Be(LaunchOutcome.Launched);

        async Task<LaunchResult> Launch(CampaignSheet draft) => (await world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version))!;
    }

    [Fact]
    public async Task A_clock_that_is_moved_to_tomorrow_gives_no_second_send_today()
    {
        using var world = await CampaignWorld.Make(TestDb.WeChat(), type: AccountType.Subscription);
        await world.Change(account => account.TimeZone = "Pacific/Pago_Pago");
        await world.Launched();
        var next = await world.Draft();

        // 04:00 UTC of the 22nd: still the 21st in Pago Pago, and the 22nd on Kiritimati, where the 23rd begins at 10:00 UTC.
        await world.Change(account => account.TimeZone = "Pacific/Kiritimati");
        (await Launch()).Should().Match<LaunchResult>(result => result.Outcome == LaunchOutcome.QuotaSpent && result.Quota!.RenewsAt == new DateTime(2026, 11, 22, 11, 0, 0, DateTimeKind.Utc));
        world.Db.Clock.Advance(TimeSpan.FromHours(6.5));
        (await Launch()).Outcome.Should().Be(LaunchOutcome.QuotaSpent, "the day of the send is not over where it was sent");
        world.Db.Clock.Advance(TimeSpan.FromHours(0.5));
        (await Launch()).Outcome.Should().Be(LaunchOutcome.Launched);

        // And back again to where it is yesterday.
        next = await world.Draft();
        await world.Change(account => account.TimeZone = "Pacific/Pago_Pago");
        (await Launch()).Outcome.Should().Be(LaunchOutcome.QuotaSpent);

        async Task<LaunchResult> Launch() => (await world.Launches.Launch(world.Mei, world.Account.AppId, next.Code, next.Version))!;
    }

    [Fact]
    public async Task A_months_sends_are_not_given_again_where_the_next_month_has_begun()
    {
        using var world = await CampaignWorld.Make(TestDb.WeChat());
        await world.Change(account => account.TimeZone = "Pacific/Pago_Pago");
        world.Db.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero));
        for (var sent = 0; sent < world.Db.Limits.ServiceSendsPerMonth; sent++)
            await world.Launched();

        await world.Change(account => account.TimeZone = "Asia/Shanghai");

        var quota = (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Quota;
        quota.Should().Be(new SendQuota("2026-12", true, 4, 4, new DateTime(2026, 12, 1, 11, 0, 0, DateTimeKind.Utc)));
        world.Db.Clock.Advance(TimeSpan.FromHours(6));
        (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Quota.Left.Should().Be(4);
    }

    [Fact]
    public async Task The_quota_says_when_it_renews()
    {
        using var world = await CampaignWorld.Make();
        var quota = (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Quota;

        quota.Should().Be(new SendQuota("2026-11", true, 4, 0, new DateTime(2026, 11, 30, 16, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task A_draft_with_gaps_is_not_launched_and_the_gaps_are_named()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft(CampaignDraft.Empty with { Content = "<p><br></p>" });

        var launch = await world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version);

        launch!.Outcome.Should().Be(LaunchOutcome.Unready);
        launch.Faults!.Select(fault => fault.Field).Should().Equal(CampaignField.Title, CampaignField.Cover, CampaignField.Content, CampaignField.Period);
        launch.Faults!.Should().OnlyContain(fault => fault.Problem == CampaignProblem.Missing);
    }

    [Theory]
    [InlineData(2, 1, CampaignProblem.Backwards)]
    [InlineData(1, 1, CampaignProblem.Backwards)]
    [InlineData(-3, -1, CampaignProblem.Over)]
    [InlineData(0, Campaign.PeriodDaysMax + 1, CampaignProblem.OutOfRange)]
    public async Task A_period_that_makes_no_sense_is_not_launched(int startsIn, int endsIn, CampaignProblem problem)
    {
        using var world = await CampaignWorld.Make();
        var now = world.Db.Clock.UtcNow;
        var draft = await world.Draft(world.Ready with { StartsAt = now.AddDays(startsIn), EndsAt = now.AddDays(endsIn) });

        var launch = await world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version);

        launch!.Faults.Should().Equal(new CampaignFault(CampaignField.Period, problem));
    }

    [Fact]
    public async Task Nobody_to_reach_spends_no_quota()
    {
        using var world = await CampaignWorld.Make(followers: 1);
        await world.Change(world.Followers[0], following => following.Blocked = true);
        var draft = await world.Draft();

        (await world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version))!.Outcome.Should().Be(LaunchOutcome.NobodyToReach);
        (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Quota.Used.Should().Be(0);
    }

    [Fact]
    public async Task A_suspended_account_launches_nothing_and_is_told_the_rule()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft();
        await world.Change(account => account.Suspend());

        var launch = await world.Launches.Launch(world.Mei, world.Account.AppId, draft.Code, draft.Version);

        (launch!.Outcome, launch.Verdict!.Rule).Should().Be((LaunchOutcome.NotAllowed, VisibilityRule.SuspendedRunsNoCampaign));
    }

    [Fact]
    public async Task The_forecast_counts_exactly_and_says_why_not_others()
    {
        using var world = await CampaignWorld.Make(verified: false);
        await world.Change(world.Followers[0], following => following.Blocked = true);
        await world.Change(world.Followers[1], following => following.End(world.Db.Clock.UtcNow));

        var audience = (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Audience;

        (audience.Reached, audience.Blocked).Should().Be((18, 1));
        audience.Launchable.Allowed.Should().BeTrue("an account that is not verified still reaches its followers");
        audience.Newcomers.Should().Match<Verdict>(verdict => !verdict.Allowed && verdict.Rule == VisibilityRule.CampaignsForItsFollowersOnly);
        audience.OtherEdition.Should().Match<Verdict>(verdict => !verdict.Allowed && verdict.Rule == VisibilityRule.OtherEdition);
    }

    [Fact]
    public async Task At_WeChat_everybody_of_WeChat_may_come_and_still_nobody_of_Weixin()
    {
        using var world = await CampaignWorld.Make(TestDb.WeChat(), verified: false);

        var audience = (await world.Launches.Forecast(world.Mei, world.Account.AppId))!.Audience;

        audience.Newcomers.Allowed.Should().BeTrue();
        audience.OtherEdition.Allowed.Should().BeFalse();
    }

    [Fact]
    public async Task A_withdrawn_campaign_stops_on_its_way_and_cannot_be_opened()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched(delivered: false);
        await world.Deliveries.DeliverChunk(campaign.Id);

        (await world.Launches.Withdraw(world.Mei, world.Account.AppId, campaign.Code)).Should().BeTrue();
        (await world.Launches.Withdraw(world.Mei, world.Account.AppId, campaign.Code)).Should().BeFalse();
        await world.Deliveries.Deliver(campaign.Id);

        (await world.Stored(campaign.Code)).Should().Match<Campaign>(row => row.State == CampaignState.Withdrawn && row.Delivered == 7);
        (await world.Deliveries.Unfinished()).Should().BeEmpty();
        (await world.Visits.Open(world.Followers[0], campaign.Code)).Should().BeNull();
        (await world.Chats.Open(world.Followers[0], world.Account.AppId))!.Messages.Items.Should().BeEmpty();
    }
}
