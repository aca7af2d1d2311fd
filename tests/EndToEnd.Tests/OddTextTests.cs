using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Emoji, text that runs the other way, SQL and script in every field: a message beside the field, or kept and shown as text. Nothing of it ever runs.</summary>
[Collection(StageCollection.Name)]
public sealed class OddTextTests(Stage stage) : StageTest(stage)
{
    private const string Script = "<img src=x onerror=alert(1)>";

    private static readonly string[] Odd = ["🎉👨‍👩‍👧🎉", "مرحبا بالعالم", "turned \u202Etxt", "'); DROP TABLE Seal;--", Script];

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_the_sign_up(Edition edition)
    {
        var visitor = await Stage.Window(Stage.Of(edition));
        foreach (var text in Odd)
        {
            await visitor.GotoAsync("/account/sign-up");
            foreach (var field in new[] { "Name", "Email", "Password" })
                await visitor.FillAsync($"[name='Form.{field}']", text);
            await visitor.ClickAsync("form button[type=submit].btn--block");
            await Assertions.Expect(visitor.Locator("#form-email-error")).ToBeVisibleAsync();
            (await visitor.InputValueAsync("[name='Form.Name']")).Should().Be(text);
            (await visitor.InputValueAsync("[name='Form.Email']")).Should().Be(text);
        }

        var brand = await Stage.SignUp(Stage.Of(edition), Script);
        await brand.ClickAsync("[popovertarget=user-menu]");
        await Assertions.Expect(brand.Locator("#user-menu .menu-head strong")).ToHaveTextAsync(Script);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_the_registration(Edition edition)
    {
        var portal = Stage.Of(edition);
        var brand = await Stage.SignUp(portal, "Odd");
        await brand.OpenConsole("/accounts/register");
        if (edition == Edition.Weixin)
        {
            await brand.Locator("[data-field=Type] label.choice").Last.ClickAsync();
            await brand.NextStep(1);
        }

        await EachField(brand);
        await brand.Locator(".wizard-actions button").Last.ClickAsync();
        await new Registering(Stage).ToTheLastStep(portal, brand, "Odd but right");
        await Back(brand);
        foreach (var text in Odd)
        {
            await brand.Fill("Name", text);
            await brand.Fill("Introduction", text);
            await brand.PressNext();
            await Assertions.Expect(brand.Locator(".wizard .mud-input-error, [data-field=Agreement]").First).ToBeVisibleAsync();
            if (await brand.Locator("[data-field=Agreement]").CountAsync() > 0)
                await Back(brand);
            await Assertions.Expect(brand.Locator("[data-field=Name] input")).ToHaveValueAsync(text);
            await Assertions.Expect(brand.Locator("[data-field=Introduction] textarea").First).ToHaveValueAsync(text);
        }

        await brand.Fill("Name", "Odd but right");
        await brand.PressNext();
        await brand.Locator("[data-field=Agreement] input[type=checkbox]").CheckAsync();
        await brand.PressNext();
        await brand.WaitForURLAsync("**/a/wx*");
        await Stage.Interactive(brand);
        await Assertions.Expect(brand.Locator("section.account-card p").First).ToHaveTextAsync(Script);

        static async Task Back(IPage page)
        {
            await page.Locator(".wizard-actions button").First.ClickAsync();
            await Assertions.Expect(page.Locator("[data-field=Name]")).ToBeVisibleAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_the_profile(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var brand = await Stage.WindowOf(side.Portal, side.Owner);
        foreach (var text in Odd)
        {
            await brand.OpenConsole($"/a/{side.Account.AppId}/settings");
            await brand.Fill("Introduction", text);
            await brand.PressNext();
            // Saved and said so, or a message; either way the words stand in the field.
            await Assertions.Expect(brand.Locator(".mud-snackbar, [data-field=Introduction] .mud-input-error").First).ToBeVisibleAsync();
            (await brand.Locator("[data-field=Introduction] textarea").First.InputValueAsync()).Should().Be(text);
        }

        await brand.OpenConsole($"/a/{side.Account.AppId}");
        await Assertions.Expect(brand.Locator("section.account-card p").First).ToHaveTextAsync(Script);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task As_a_nickname(Edition edition)
    {
        var subscriber = await Stage.Subscriber(Stage.Of(edition));
        foreach (var text in Odd)
        {
            await subscriber.GotoAsync("/app/me");
            await subscriber.FillAsync("#nickname", text);
            await subscriber.ClickAsync("form:has(#nickname) button[type=submit]");
            await Assertions.Expect(subscriber.Locator("#nickname-error .validation-message, .alert--ok").First).ToBeVisibleAsync();
            (await subscriber.InputValueAsync("#nickname")).Should().Be(text);
            if (await subscriber.Locator(".alert--ok").CountAsync() > 0)
                await Assertions.Expect(subscriber.Locator("h2.profile-name")).ToHaveTextAsync(text);
        }

        await Assertions.Expect(subscriber.Locator("h2.profile-name")).ToHaveTextAsync(Script);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task In_a_campaign(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var code = await side.Draft("Odd words");
        var brand = await Stage.WindowOf(side.Portal, side.Owner);
        await brand.OpenConsole($"/a/{side.Account.AppId}/campaigns/{code}");
        foreach (var text in Odd)
        {
            foreach (var field in new[] { "title", "author", "digest", "capacity" })
                await brand.FillAsync($"#{field}", text);
            await Assertions.Expect(brand.Locator("#capacity-error")).ToBeVisibleAsync();
            foreach (var field in new[] { "title", "author", "digest", "capacity" })
                (await brand.InputValueAsync($"#{field}")).Should().Be(text);
        }

        var author = Script[..16];
        await brand.FillAsync("#author", author);
        await brand.FillAsync("#capacity", "");
        await brand.Locator(".ql-editor").ClickAsync();
        await brand.Keyboard.InsertTextAsync(string.Join(' ', Odd));
        await Campaigning.Saved(brand);
        await brand.ClickAsync("#launch");
        await brand.ClickAsync("#confirm-launch");
        await brand.WaitForURLAsync("**/results");
        await Assertions.Expect(brand.Locator("h1")).ToHaveTextAsync(Script);

        var reader = await Stage.WindowOf(side.Portal, side.Follower, phone: true);
        await reader.GotoAsync("/app");
        await Assertions.Expect(reader.Locator($"a[href='/app/c/{code}']")).ToContainTextAsync(Script);
        await reader.GotoAsync($"/app/c/{code}");
        await Assertions.Expect(reader.Locator(".article-title")).ToHaveTextAsync(Script);
        await Assertions.Expect(reader.Locator(".article-meta")).ToContainTextAsync(author);
        foreach (var text in Odd)
            await Assertions.Expect(reader.Locator(".prose")).ToContainTextAsync(text);
        using var dbs = TestDb.Of(side.Portal);
        await using var db = dbs.CreateDbContext();
        (await db.Set<Seal>().CountAsync()).Should().Be(1, "no SQL of theirs has run");
    }

    /// <summary>Types every odd text into every field of the open step: what is wrong is said beside the field, and the text stays.</summary>
    private static async Task EachField(IPage page)
    {
        var fields = await page.Locator(".wizard [data-field]:not([data-field=SubjectKind]):not([data-field=Country])").EvaluateAllAsync<string[]>("fields => fields.map(field => field.dataset.field)");
        fields.Should().NotBeEmpty();
        foreach (var text in Odd)
        {
            foreach (var field in fields)
                await page.Fill(field, text);
            await page.PressNext();
            await Assertions.Expect(page.Locator(".wizard .mud-input-error").First).ToBeVisibleAsync();
            foreach (var field in fields)
                (await page.Locator($"[data-field={field}] input").First.InputValueAsync()).Should().Be(text);
        }
    }
}
