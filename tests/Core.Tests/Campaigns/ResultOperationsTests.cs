using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class ResultOperationsTests
{
    [Fact]
    public async Task The_numbers_are_those_of_the_rows_and_the_hours_add_up_to_them()
    {
        using var world = await CampaignWorld.Make();
        var campaign = await world.Launched();
        await world.Visits.Open(world.Followers[0], campaign.Code);
        world.Db.Clock.Advance(TimeSpan.FromHours(2));
        await world.Visits.Open(world.Followers[1], campaign.Code);
        await world.Visits.Join(world.Followers[1], campaign.Code);

        var results = (await world.Results.Find(world.Mei, world.Account.AppId, campaign.Code))!;

        (results.Delivered, results.Read, results.Joined).Should().Be((20, 2, 1));
        results.Hours.Should().Equal(
            new HourNumbers(new DateTime(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc), 20, 1, 0),
            new HourNumbers(new DateTime(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc), 0, 1, 1));
    }

    [Fact]
    public async Task Who_joined_is_listed_newest_first_each_once_and_never_by_phone()
    {
        using var world = await CampaignWorld.Make(followers: ResultOperations.PageSize + 5);
        var campaign = await world.Launched();
        foreach (var person in world.Followers)
            await world.Visits.Join(person, campaign.Code);

        var first = (await world.Results.Joiners(world.Mei, world.Account.AppId, campaign.Code))!;
        var second = (await world.Results.Joiners(world.Mei, world.Account.AppId, campaign.Code, first.Next))!;

        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Select(row => row.Nickname).Should().Equal(Enumerable.Range(0, 25).Reverse().Select(number => $"Guest {number}"));
        first.Rows.Should().OnlyContain(row => row.Follows);
    }
}
