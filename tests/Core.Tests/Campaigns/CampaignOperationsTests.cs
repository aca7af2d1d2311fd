using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class CampaignOperationsTests
{
    [Fact]
    public async Task A_half_written_draft_is_kept_and_found_again()
    {
        using var world = await CampaignWorld.Make();

        var saved = await world.Draft(CampaignDraft.Empty with { Title = " Spring\n tea ", Content = "<p onclick=x>Hi</p><script>1</script>" });

        var found = await world.Campaigns.Find(world.Mei, world.Account.AppId, saved.Code);
        found!.Draft.Title.Should().Be("Spring tea");
        found.Draft.Content.Should().Be("<p>Hi</p>");
        found.State.Should().Be(CampaignState.Draft);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_named_field_by_field_and_nothing_is_stored()
    {
        using var world = await CampaignWorld.Make();
        var draft = new CampaignDraft(new string('x', Campaign.TitleMax + 1), "evil\u202Etxt", new string('x', Campaign.DigestMax + 1),
            new string('x', Campaign.ContentBelow), await world.Picture(accountId: 2), null, null, 0);

        var result = await world.Campaigns.Save(world.Mei, world.Account.AppId, null, null, draft);

        result!.Faults.Should().BeEquivalentTo<CampaignFault>(
        [
            new(CampaignField.Title, CampaignProblem.TooLong), new(CampaignField.Author, CampaignProblem.Characters),
            new(CampaignField.Digest, CampaignProblem.TooLong), new(CampaignField.Content, CampaignProblem.TooLong),
            new(CampaignField.Capacity, CampaignProblem.OutOfRange), new(CampaignField.Cover, CampaignProblem.Unknown),
        ]);
        (await world.Campaigns.List(world.Mei, world.Account.AppId))!.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_picture_of_another_brand_is_no_picture()
    {
        using var world = await CampaignWorld.Make();
        var theirs = await world.Picture(accountId: 2);

        var saved = await world.Draft(world.Ready with { Content = $"<p>x<img src=\"/media/{theirs}\"><img src=\"/media/{world.Cover}\"></p>" });

        saved.Draft.Content.Should().Contain(world.Cover).And.NotContain(theirs);
    }

    [Fact]
    public async Task The_second_tab_is_told_that_the_first_has_saved()
    {
        using var world = await CampaignWorld.Make();
        var opened = await world.Draft();
        await world.Campaigns.Save(world.Mei, world.Account.AppId, opened.Code, opened.Version, world.Ready with { Title = "First tab" });

        var second = await world.Campaigns.Save(world.Mei, world.Account.AppId, opened.Code, opened.Version, world.Ready with { Title = "Second tab" });

        second!.Conflict.Should().BeTrue();
        (await world.Stored(opened.Code)).Title.Should().Be("First tab");
    }

    [Fact]
    public async Task What_was_launched_cannot_be_written_or_thrown_away()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();

        (await world.Campaigns.Save(world.Mei, world.Account.AppId, campaign.Code, campaign.Version, world.Ready))!.Locked.Should().BeTrue();
        (await world.Campaigns.Discard(world.Mei, world.Account.AppId, campaign.Code)).Should().BeFalse();
    }

    [Fact]
    public async Task A_draft_can_be_thrown_away_once()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft();

        (await world.Campaigns.Discard(world.Mei, world.Account.AppId, draft.Code)).Should().BeTrue();
        (await world.Campaigns.Discard(world.Mei, world.Account.AppId, draft.Code)).Should().BeFalse();
    }

    [Fact]
    public async Task The_list_goes_on_where_it_stopped_and_shows_each_campaign_once()
    {
        using var world = await CampaignWorld.Make();
        List<string> codes = [];
        for (var number = 0; number < CampaignOperations.PageSize + 3; number++)
            codes.Add((await world.Draft(world.Ready with { Title = $"No {number}" })).Code);

        var first = (await world.Campaigns.List(world.Mei, world.Account.AppId))!;
        var second = (await world.Campaigns.List(world.Mei, world.Account.AppId, before: first.Next))!;

        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Select(row => row.Code).Should().Equal(codes.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task Another_brand_finds_changes_and_launches_nothing()
    {
        using var world = await CampaignWorld.Make();
        var draft = await world.Draft();
        var appId = world.Account.AppId;

        (await world.Campaigns.Desk(world.Stranger, appId)).Should().BeNull();
        (await world.Campaigns.List(world.Stranger, appId)).Should().BeNull();
        (await world.Campaigns.Find(world.Stranger, appId, draft.Code)).Should().BeNull();
        (await world.Campaigns.Save(world.Stranger, appId, draft.Code, draft.Version, world.Ready)).Should().BeNull();
        (await world.Campaigns.Discard(world.Stranger, appId, draft.Code)).Should().BeFalse();
        (await world.Launches.Forecast(world.Stranger, appId)).Should().BeNull();
        (await world.Launches.Launch(world.Stranger, appId, draft.Code, draft.Version)).Should().BeNull();
        (await world.Launches.Withdraw(world.Stranger, appId, draft.Code)).Should().BeFalse();
        (await world.Results.Find(world.Stranger, appId, draft.Code)).Should().BeNull();
        (await world.Results.Joiners(world.Stranger, appId, draft.Code)).Should().BeNull();
    }

    [Fact]
    public async Task A_code_of_another_account_of_ones_own_is_missing_there_too()
    {
        using var world = await CampaignWorld.Make();
        var other = await world.Db.AccountOf(world.Mei, "Coffee house");
        var draft = await world.Draft();

        (await world.Campaigns.Find(world.Mei, other.AppId, draft.Code)).Should().BeNull();
        (await world.Campaigns.Save(world.Mei, other.AppId, draft.Code, draft.Version, CampaignDraft.Empty)).Should().BeNull();
    }
}
