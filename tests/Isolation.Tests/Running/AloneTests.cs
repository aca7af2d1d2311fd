using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>Each portal lives by itself: there is no process, no address and no data of the other.</summary>
public sealed class AloneTests
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_portal_does_all_of_its_work_while_the_other_does_not_exist(Edition edition)
    {
        // Nothing listens at the port of "discard".
        await using var portal = await RunningPortal.Start(EditionPolicy.Of(edition), settings: "--Portal:CounterpartAddress=http://127.0.0.1:9");
        var side = await Side.Furnish(portal, edition == Edition.Weixin ? "+8613800138" : "+447400123", "lonelyheron");
        var results = $"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/results";
        (await side.Owner.Client.Page(results)).Body!.TextContent.Should().NotContain("lonelyheron fan");

        await side.Follower.Client.Press($"/app/c/{side.CampaignCode}", "join");

        (await side.Owner.Client.Page(results)).Body!.TextContent.Should().Contain("lonelyheron fan");
        (await AnswerTable.Differences(side)).Should().BeEmpty();
    }
}
