using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Script, SQL, emoji and text that runs the other way are shown as text wherever somebody reads them; nothing of it ever runs. What each field says to it is tried without a browser.</summary>
[Collection(StageCollection.Name)]
public sealed class OddTextTests(Stage stage) : StageTest(stage)
{
    private const string Script = OddText.Script;

    private static readonly string[] Shown = [.. OddText.All.Where(text => text != OddText.TooLong)];

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_the_sign_up_and_the_registration(Edition edition)
    {
        var portal = Stage.Of(edition);
        var brand = await Stage.SignUp(portal, Script);
        await brand.ClickAsync("[popovertarget=user-menu]");
        await Assertions.Expect(brand.Locator("#user-menu .menu-head strong")).ToHaveTextAsync(Script);
        if (edition == Edition.WeChat)
            await Unpicked(brand);

        await new Registering(Stage).ToTheLastStep(portal, brand, "Odd but right");
        await brand.Locator(".wizard-actions button").First.ClickAsync();
        await Assertions.Expect(brand.Locator("[data-field=Introduction]")).ToBeVisibleAsync();
        await brand.Fill("Introduction", Script);
        await brand.PressNext();
        await brand.Locator("[data-field=Agreement] input[type=checkbox]").CheckAsync();
        await brand.PressNext();
        await brand.Reaches("**/a/wx*");
        await Stage.Interactive(brand);
        await Assertions.Expect(brand.Locator("section.account-card p").First).ToHaveTextAsync(Script);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task As_a_nickname(Edition edition)
    {
        var subscriber = await Stage.Subscriber(Stage.Of(edition));
        await subscriber.GotoAsync("/app/me/profile");
        await subscriber.FillAsync("#form-nickname", Script);
        await subscriber.ClickAsync("form:has(#form-nickname) button[type=submit]");
        await Assertions.Expect(subscriber.Locator(".alert--ok")).ToBeVisibleAsync();
        await subscriber.GotoAsync("/app/me");
        await Assertions.Expect(subscriber.Locator(".profile-name")).ToHaveTextAsync(Script);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_a_campaign(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var code = await side.Draft("Odd words");
        var brand = await Stage.WindowOf(side.Portal, side.Owner);
        await brand.OpenConsole($"/a/{side.Account.AppId}/campaigns/{code}");
        var author = Script[..16];
        await brand.FillAsync("#title", Script);
        await brand.FillAsync("#digest", Script);
        await brand.FillAsync("#author", author);
        await brand.Locator(".ql-editor").ClickAsync();
        await brand.Keyboard.InsertTextAsync(string.Join(' ', Shown));
        await Campaigning.Saved(brand);
        await brand.ClickAsync("#launch");
        await brand.ClickAsync("#confirm-launch");
        await brand.Reaches("**/results");
        await Assertions.Expect(brand.Locator("h1")).ToHaveTextAsync(Script);

        var reader = await Stage.WindowOf(side.Portal, side.Follower, phone: true);
        await reader.GotoAsync("/app");
        await Assertions.Expect(reader.Locator("#chat-list")).ToContainTextAsync(Script);
        await reader.GotoAsync($"/app/chats/{side.Account.AppId}");
        await Assertions.Expect(reader.Locator($"a[href='/app/c/{code}']")).ToContainTextAsync(Script);
        await reader.GotoAsync($"/app/c/{code}");
        await Assertions.Expect(reader.Locator(".article-title")).ToHaveTextAsync(Script);
        await Assertions.Expect(reader.Locator(".article-meta")).ToContainTextAsync(author);
        foreach (var text in Shown)
            await Assertions.Expect(reader.Locator(".prose")).ToContainTextAsync(text);
        using var dbs = TestDb.Of(side.Portal);
        await using var db = dbs.CreateDbContext();
        (await db.Set<Seal>().CountAsync()).Should().Be(1, "no SQL of theirs has run");
    }

    // A choice that was typed and is none of the list: it is said, and stays, when the field is left.
    private static async Task Unpicked(IPage page)
    {
        await page.OpenConsole("/accounts/register");
        await page.Fill("Country", Script);
        await page.SeesProblem("Country");
        await Assertions.Expect(page.Locator("[data-field=Country] input").First).ToHaveValueAsync(Script);
    }
}
