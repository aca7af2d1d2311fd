using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What a page tells when its connection comes and goes, and what it writes on the reader's own clock.</summary>
[Collection(StageCollection.Name)]
public sealed class ConnectionTests(Stage stage)
{
    [Fact]
    public async Task The_app_says_when_there_is_no_connection_and_no_longer_when_it_is_back()
    {
        var side = await stage.Furnished(Edition.WeChat);
        var page = await stage.WindowOf(side, side.Follower);
        await page.GotoAsync("/app");
        var line = page.Locator("#app-offline > span");
        await Assertions.Expect(line).ToBeHiddenAsync();

        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(line).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(line).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_console_that_comes_back_in_another_language_is_written_anew()
    {
        var side = await stage.Furnished(Edition.WeChat);
        var page = await stage.WindowOf(side, side.Owner);
        await page.GotoAsync("/");
        await Stage.Interactive(page);
        var elsewhere = await page.Context.NewPageAsync();
        await elsewhere.GotoAsync("/weixin-or-wechat");
        await elsewhere.Locator("button[name=culture][value=zh-CN]").First.ClickAsync();
        await Assertions.Expect(elsewhere.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");

        await page.EvaluateAsync("async () => { await Blazor.pauseCircuit(); await Blazor.resumeCircuit(); }");

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("我的公众号");
    }

    [Theory]
    [InlineData("Europe/Lisbon", false)]
    [InlineData("America/New_York", true)]
    public async Task A_period_stands_on_the_readers_clock_and_names_the_accounts_where_it_is_another(string clock, bool differs)
    {
        var side = await stage.Furnished(Edition.WeChat);
        var reader = await stage.WindowOf(side, side.Follower, clock: clock);

        await reader.GotoAsync($"/app/chats/{side.Account.AppId}");
        await reader.EvaluateAsync("() => { window.stays = true; }");
        await reader.Locator($"a[href='/app/c/{side.CampaignCode}']").First.ClickAsync();
        await reader.Reaches($"**/app/c/{side.CampaignCode}");
        (await reader.EvaluateAsync<bool>("() => window.stays === true")).Should().BeTrue("the page changes in place, and its times are told to the script all the same");

        var (name, there) = (reader.Locator("[data-zone-name]"), reader.Locator("[data-period] + .small"));
        await (differs ? Assertions.Expect(there).ToBeVisibleAsync() : Assertions.Expect(name).ToBeVisibleAsync());
        await Assertions.Expect(differs ? name : there).ToBeHiddenAsync();
        if (differs)
            (await there.InnerTextAsync()).Should().NotContain(await reader.Locator("[data-period] time").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_link_is_copied_and_the_button_says_so()
    {
        var side = await stage.Furnished(Edition.WeChat);
        var page = await stage.WindowOf(side, side.Owner);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/results");
        await Stage.Interactive(page);
        var button = page.Locator("[data-copy]");

        await button.ClickAsync();

        await Assertions.Expect(button.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().EndWith($"/app/c/{side.CampaignCode}");
    }
}
