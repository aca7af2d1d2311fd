using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What goes wrong with hands and lines: twice, at two places, backwards, and in the middle.</summary>
[Collection(StageCollection.Name)]
public sealed class BrokenLinesTests(Stage stage) : StageTest(stage)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_double_click_on_register_makes_one_account(Edition edition)
    {
        var portal = Stage.Of(edition);
        var brand = await Stage.SignUp(portal, "Hasty");
        await new Registering(Stage).ToTheLastStep(portal, brand, "Twice pressed");

        // Both clicks before the first is answered, as a double click arrives.
        await brand.Locator(".wizard-actions button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");

        await brand.Reaches("**/a/wx*");
        await brand.OpenConsole("/");
        await Assertions.Expect(brand.Locator(".account-card")).ToHaveCountAsync(1);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Of_two_tabs_with_one_draft_the_second_is_told_and_loses_nothing(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var address = $"/a/{side.Account.AppId}/campaigns/{await side.Draft("Two tabs")}";
        var first = await Stage.WindowOf(side.Portal, side.Owner);
        var second = await first.Context.NewPageAsync();
        await first.OpenConsole(address);
        await second.OpenConsole(address);

        await first.FillAsync("#title", "What the first tab says");
        await Campaigning.Saved(first);
        await second.FillAsync("#title", "What the second tab says");

        await Assertions.Expect(second.Locator(".autosave[data-status=Conflict]")).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator(".alert--warn[role=alert] a")).ToBeVisibleAsync();
        (await second.InputValueAsync("#title")).Should().Be("What the second tab says", "it stands there to be copied");
        await second.ClickAsync(".alert--warn[role=alert] a");
        await Assertions.Expect(second.Locator("#title")).ToHaveValueAsync("What the first tab says");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_back_button_after_a_launch_leads_to_the_results_and_launches_nothing(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var brand = await Stage.WindowOf(side.Portal, side.Owner);
        await brand.OpenConsole($"/a/{side.Account.AppId}/campaigns/{await side.Draft("Back and forth")}");
        await brand.ClickAsync("#launch");
        await brand.ClickAsync("#confirm-launch");
        await brand.Reaches("**/results");
        await Assertions.Expect(brand.Locator("#delivered")).Not.ToHaveTextAsync("0");
        var delivered = await brand.Locator("#delivered").InnerTextAsync();

        await brand.GoBackAsync();

        await brand.Reaches("**/results");
        await Stage.Interactive(brand);
        await Assertions.Expect(brand.Locator("#delivered")).ToHaveTextAsync(delivered);
        await Assertions.Expect(brand.Locator("#launch")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Edition.Weixin, "连接")]
    [InlineData(Edition.WeChat, "onnect")]
    public async Task A_lost_connection_is_told_and_what_was_typed_meanwhile_is_saved_when_it_comes_back(Edition edition, string word)
    {
        var side = await Stage.Furnished(edition);
        var address = $"/a/{side.Account.AppId}/campaigns/{await side.Draft("Before the tunnel")}";
        var brand = await Stage.WindowOf(side.Portal, side.Owner);
        var line = await Line.To(brand);
        await brand.OpenConsole(address);
        await Assertions.Expect(brand.Locator(".ql-editor")).ToContainTextAsync("Before the tunnel");

        await line.Cut();
        var dialog = brand.Locator("#components-reconnect-modal");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Assertions.Expect(dialog).ToContainTextAsync(word);
        await brand.FillAsync("#title", "Typed in the tunnel");
        await brand.Locator(".ql-editor").FocusAsync();
        await brand.Keyboard.InsertTextAsync("Written in the tunnel. ");
        await Stage.Picture(brand, $"broken-line-{edition}");
        await line.Mend();

        await Assertions.Expect(dialog).ToBeHiddenAsync();
        (await brand.InputValueAsync("#title")).Should().Be("Typed in the tunnel");
        await Campaigning.Saved(brand);
        await Assertions.Expect(brand.Locator(".phone-screen .prose")).ToContainTextAsync("Written in the tunnel.");
        var elsewhere = await Stage.WindowOf(side.Portal, side.Owner);
        await elsewhere.OpenConsole(address);
        await Assertions.Expect(elsewhere.Locator("#title")).ToHaveValueAsync("Typed in the tunnel");
        await Assertions.Expect(elsewhere.Locator(".ql-editor")).ToContainTextAsync("Written in the tunnel.");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_restart_of_the_portal_loses_nothing_that_was_typed_even_while_it_was_down(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var article = await Stage.WindowOf(side.Portal, side.Owner);
        // Neither page is the one that was loaded: the address has changed since, by a first save and by a link.
        await article.OpenConsole($"/a/{side.Account.AppId}/campaigns/new");
        await article.FillAsync("#title", "The first title");
        await article.Leaves("/new");
        await Campaigning.Saved(article);
        var profile = await article.Context.NewPageAsync();
        await profile.OpenConsole($"/a/{side.Account.AppId}");
        await profile.Locator($"a[href='/a/{side.Account.AppId}/settings']").First.ClickAsync();
        var introduction = profile.Locator("[data-field=Introduction] textarea").First;
        await Assertions.Expect(introduction).ToBeVisibleAsync();

        (await side.Portal.Terminate()).Should().Be(0, "it says good-bye to open pages first");
        await introduction.FillAsync("Typed when nobody listened, and the field never left");
        await article.FillAsync("#title", "The last title");
        await article.Locator(".ql-editor").FocusAsync();
        await article.Keyboard.InsertTextAsync("The last words. ");
        foreach (var page in new[] { article, profile })
            await page.EvaluateAsync("document.body.dataset.old = ''");
        await side.Portal.StartAgain();

        foreach (var page in new[] { article, profile })
            await Assertions.Expect(page.Locator("body[data-old]")).ToHaveCountAsync(0);
        await Assertions.Expect(article.Locator("#title")).ToHaveValueAsync("The last title");
        await Assertions.Expect(article.Locator(".phone-screen .prose")).ToContainTextAsync("The last words.");
        await Campaigning.Saved(article);
        await Assertions.Expect(introduction).ToHaveValueAsync("Typed when nobody listened, and the field never left");
        (await profile.EvaluateAsync<int>("sessionStorage.length")).Should().Be(0, "it was only for the moment");
        // The portal was told at last, and keeps it from now on.
        await Assertions.Expect(profile.Locator("#kept")).Not.ToBeEmptyAsync();
        await profile.ReloadAsync();
        await Assertions.Expect(introduction).ToHaveValueAsync("Typed when nobody listened, and the field never left");
        await Stage.Interactive(profile);
        await profile.Locator(".notice").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(introduction).Not.ToHaveValueAsync("Typed when nobody listened, and the field never left");
    }
}
