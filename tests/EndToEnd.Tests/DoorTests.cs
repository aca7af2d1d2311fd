using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Who gets in where.</summary>
[Collection(StageCollection.Name)]
public sealed class DoorTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_number_of_the_other_side_is_shown_the_way_in_both_languages_and_leaves_no_trace(Edition edition)
    {
        var (portal, other) = (Stage.Of(edition), Stage.Of(EditionPolicy.Of(edition).Counterpart.Edition));
        var stranger = Stage.Phone(other.Policy.Edition);
        var page = await Stage.Window(portal, phone: true);
        await page.GotoAsync("/app");

        await Stage.AskForCode(page, stranger);

        var way = page.Locator($"a[href^='{other.Address.ToString().TrimEnd('/')}']");
        await Assertions.Expect(way.First).ToBeVisibleAsync();
        var text = await page.InnerTextAsync("body");
        text.Should().Contain("belongs to").And.MatchRegex("属于");
        await Stage.Picture(page, $"door-{edition}-stranger");
        await page.GotoAsync($"/dev/outbox?to={Uri.EscapeDataString(stranger)}");
        (await page.Locator("article").CountAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_subscriber_signs_in_by_phone_and_code_and_out_again(Edition edition)
    {
        var page = await Stage.Subscriber(Stage.Of(edition));
        await Assertions.Expect(page.Locator("nav a[href$='/app/me']").First).ToBeVisibleAsync();
        await Stage.Picture(page, $"app-{edition}-empty");

        await page.GotoAsync("/app/me");
        await page.Locator("form[action*='sign-out'] button, form button[name='sign-out'], button:has-text('退出'), button:has-text('Sign out')").First.ClickAsync();
        await page.GotoAsync("/app/following");
        page.Url.Should().Contain("/app/sign-in");
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_double_click_on_the_right_code_signs_in(Edition edition)
    {
        var (portal, phone) = (Stage.Of(edition), Stage.Phone(edition));
        var page = await Stage.Window(portal, phone: true);
        await page.GotoAsync("/app");
        await Stage.AskForCode(page, phone);
        await page.Reaches("**/app/sign-in/code**");
        await page.FillAsync("#code", await Stage.CodeFor(portal, phone));

        await page.DblClickAsync("form button.btn--l");

        await page.Leaves("/app/sign-in");
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_marketer_signs_up_and_stands_in_the_console(Edition edition)
    {
        var page = await Stage.SignUp(Stage.Of(edition), "Mei Lin");

        await Stage.Picture(page, $"console-{edition}-empty");
        (await page.ContentAsync()).Should().Contain("Mei Lin");
        (await page.Locator("a[href='/accounts/register']").CountAsync()).Should().BePositive("an empty console says what to do next");
    }
}
