using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A portal needs the other for nothing: with nobody at the other's address its people sign in, follow, and join as ever.</summary>
[Collection(StageCollection.Name)]
public sealed class AloneTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task The_story_plays_with_the_other_portal_absent(Edition edition)
    {
        var policy = EditionPolicy.Of(edition);
        // Nothing can listen at port 1 for an ordinary user.
        var dead = new UriBuilder(policy.Counterpart.DefaultAddress) { Port = 1 }.Uri;
        await using var portal = await RunningPortal.Start(policy, settings: $"--Portal:CounterpartAddress={dead}");
        var side = await Side.Furnish(portal, edition == Edition.Weixin ? "+8613800138" : "+447400123", "canary");

        var stranger = await Stage.Window(portal, phone: true);
        await stranger.GotoAsync("/app");
        await Stage.AskForCode(stranger, Stage.Phone(policy.Counterpart.Edition));
        await Assertions.Expect(stranger.Locator($"a[href^='{dead.ToString().TrimEnd('/')}']")).ToBeVisibleAsync();

        var newcomer = await Stage.Subscriber(portal, door: $"/app/q/{side.Account.QrTicket}");
        newcomer.Url.Should().EndWith(side.Account.QrTicket, "who came by a code is led back to it");
        await newcomer.Follow();
        await newcomer.GotoAsync($"/app/c/{side.CampaignCode}");
        await Campaigning.Join(newcomer);

        var brand = await Stage.WindowOf(portal, side.Owner);
        await brand.OpenConsole($"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/results");
        await Assertions.Expect(brand.Locator("#joined")).ToHaveTextAsync("1");
    }
}
