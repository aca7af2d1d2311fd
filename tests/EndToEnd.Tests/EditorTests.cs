using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What only a browser knows of the editor: its script, its dialogs, and where the focus is.</summary>
[Collection(StageCollection.Name)]
public sealed class EditorTests(Stage stage)
{
    [Fact]
    public async Task A_launch_of_an_empty_form_names_every_gap_and_breaks_nothing()
    {
        var page = await Editor();

        await page.Locator("#launch").ClickAsync();

        foreach (var field in new[] { "#title-error", "#cover-error", "#content-error", "#starts-error" })
            await Assertions.Expect(page.Locator(field)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_article_that_was_cleared_stays_cleared()
    {
        var page = await Editor();
        await page.Locator(".ql-editor").ClickAsync();
        await page.Keyboard.TypeAsync("Join us on Saturday.");
        await page.Leaves("/new");

        await page.Locator(".ql-editor").ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Locator("#launch").ClickAsync();

        await Assertions.Expect(page.Locator("#content-error")).ToBeVisibleAsync();
        using var dbs = TestDb.Of((await stage.Furnished(Edition.WeChat)).Portal);
        await using var db = dbs.CreateDbContext();
        var code = page.Url.Split('/')[^1];
        (await db.Campaigns.SingleAsync(row => row.Code == code)).Content.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_pasted_is_what_will_be_kept()
    {
        var page = await Editor();
        await Paste(page, "<h1>Spring tea</h1><h4>The garden</h4><table><tr><td>Saturday</td><td>Lake house</td></tr><tr><td>Sunday</td><td>Garden</td></tr></table><p>See you.</p>");

        var article = page.Locator(".ql-editor");
        await Assertions.Expect(article.Locator("h2")).ToHaveTextAsync("Spring tea");
        await Assertions.Expect(article.Locator("h3")).ToHaveTextAsync("The garden");
        (await article.Locator("p").AllInnerTextsAsync()).Should().ContainInOrder("Saturday · Lake house", "Sunday · Garden", "See you.");

        var html = await article.InnerHTMLAsync();
        ArticleSanitizer.Clean(html, new HashSet<string>()).Should().Contain("<h2>Spring tea</h2>").And.Contain("<h3>The garden</h3>");
    }

    [Fact]
    public async Task A_question_is_left_with_Escape_and_the_focus_is_where_it_was()
    {
        var page = await Editor();
        await page.FillAsync("#title", "To be thrown away");
        await page.Leaves("/new");
        var discard = page.Locator(".page-actions button").First;

        await discard.ClickAsync();
        await Assertions.Expect(page.Locator("#confirm")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#cancel")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(discard).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_address_of_a_link_is_asked_for_beside_its_button()
    {
        var page = await Editor();
        var button = page.Locator(".editor-tools .ql-link");
        await page.Locator(".ql-editor").ClickAsync();

        await button.ClickAsync();

        var (dialog, tool) = ((await page.Locator(".editor-link").BoundingBoxAsync())!, (await button.BoundingBoxAsync())!);
        Math.Abs(dialog.X - tool.X).Should().BeLessThan(dialog.Width);
        Math.Abs(dialog.Y - tool.Y).Should().BeLessThan(dialog.Height + 60);
        await page.Locator(".editor-link button[value=cancel]").ClickAsync();
        await Assertions.Expect(page.Locator(".editor-link")).ToHaveCountAsync(0);
    }

    private async Task<IPage> Editor()
    {
        var side = await stage.Furnished(Edition.WeChat);
        var page = await stage.WindowOf(side, side.Owner);
        await page.GotoAsync($"/a/{side.Account.AppId}/campaigns/new");
        await Stage.Interactive(page);
        await Assertions.Expect(page.Locator(".ql-editor")).ToBeVisibleAsync();
        return page;
    }

    private static Task Paste(IPage page, string html) => page.Locator(".ql-editor").EvaluateAsync(
        """
        (area, html) => {
            area.focus();
            const data = new DataTransfer();
            data.setData("text/html", html);
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, html);
}
