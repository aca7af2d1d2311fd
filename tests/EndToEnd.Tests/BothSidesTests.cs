using Microsoft.Playwright;
using QRCoder;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A campaign runs on either side, and nobody of the other side gets to it by any way.</summary>
[Collection(StageCollection.Name)]
public sealed class BothSidesTests(Stage stage) : StageTest(stage)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_lives_on_one_side_does_not_exist_on_the_other(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var other = (await Stage.Furnished(EditionPolicy.Of(edition).Counterpart.Edition)).Portal;
        var stranger = Stage.Phone(other.Policy.Edition);
        var links = await Links(side);

        foreach (var link in links)
            await CannotSignIn(side, other, link, stranger);

        // On their own side the same links lead to nothing, and nothing tells whether there is such a thing.
        var home = await Stage.Subscriber(other, stranger);
        foreach (var link in links)
        {
            var answer = await Answer(home, link);
            answer.Status.Should().Be(404, link);
            answer.Text.Should().NotContain(side.Canary);
            (await Answer(home, Nonsense(link))).Should().Be(answer, link);
        }

        await Stage.Picture(home, $"both-nothing-of-{edition}-here");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_search_of_one_side_knows_nothing_of_the_other(Edition edition)
    {
        // Brands of the same name on both sides.
        var (side, other) = (await Stage.Furnished(edition), await Stage.Furnished(EditionPolicy.Of(edition).Counterpart.Edition));

        var page = await Stage.Subscriber(side.Portal);
        await page.Search(side.Canary);

        await Assertions.Expect(page.Locator($"main a[href*='{side.Account.AppId}']")).ToHaveCountAsync(1);
        (await page.ContentAsync()).Should().NotContain(other.Account.AppId);
    }

    /// <summary>The ways to a brand and its campaign, as its own pages hand them out: two printed codes, a link, and the account's page.</summary>
    private async Task<string[]> Links(Side side)
    {
        var owner = await Stage.WindowOf(side.Portal, side.Owner);
        await owner.OpenConsole($"/a/{side.Account.AppId}");
        (await owner.AccountLink()).Should().Be(new Uri(side.Portal.Address, $"/app/accounts/{side.Account.AppId}").ToString(), "who follows by the link is told from who scanned");
        var account = new Uri(side.Portal.Address, $"/app/q/{side.Account.QrTicket}").ToString();
        await owner.OpenConsole($"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/results");
        var campaign = (await owner.Locator(".qr-card a.mono").GetAttributeAsync("href"))!;
        (await side.Owner.Client.GetStringAsync($"/a/{side.Account.AppId}/qr.svg")).Should().Be(Code(account, 20), "whoever scans the account's code opens its link");
        (await side.Owner.Client.GetStringAsync($"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/qr.svg")).Should().Be(Code(campaign, 8), "whoever scans the campaign's code opens its link");
        return [new Uri(account).AbsolutePath, new Uri(campaign).AbsolutePath, $"/app/accounts/{side.Account.AppId}"];

        static string Code(string link, int pixels)
        {
            using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
            using var qr = new SvgQRCode(data);
            return qr.GetGraphic(pixels, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        }
    }

    private async Task CannotSignIn(Side side, RunningPortal other, string link, string stranger)
    {
        var page = await Stage.Window(side.Portal, phone: true);
        await page.GotoAsync(link);
        page.Url.Should().Contain("/app/sign-in", link);
        (await page.ContentAsync()).Should().NotContain(side.Canary, link);
        await Stage.AskForCode(page, stranger);
        await Assertions.Expect(page.Locator($"a[href^='{other.Address.ToString().TrimEnd('/')}']").First).ToBeVisibleAsync();
        (await page.ContentAsync()).Should().NotContain(side.Canary, link);
        await page.GotoAsync(link);
        page.Url.Should().Contain("/app/sign-in", "nothing has let them in");
        await page.Context.CloseAsync();
    }

    private static async Task<(int Status, string Text)> Answer(IPage page, string link)
    {
        var answer = await page.GotoAsync(link);
        return (answer!.Status, await page.InnerTextAsync("body"));
    }

    // As long, of the same letters, and nobody's.
    private static string Nonsense(string link) => link[..^4] + "0000";
}
