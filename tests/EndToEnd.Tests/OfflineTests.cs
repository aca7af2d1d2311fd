using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>The app where there is no line: what was read is there, what is typed waits, and nobody finds what another one read on the device.</summary>
[Collection(StageCollection.Name)]
public sealed class OfflineTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task What_was_read_is_read_again_and_what_was_typed_is_sent_once_when_the_line_is_back(Edition edition)
    {
        var (side, words) = (await Stage.Furnished(edition), $"Typed in a tunnel, {edition}");
        var (article, comments) = ($"/app/c/{side.CampaignCode}", $"/app/c/{side.CampaignCode}/comments");
        var reader = await Stage.Subscriber(side.Portal, door: $"/app/q/{side.Account.QrTicket}");
        await reader.Follow();
        await reader.GotoAsync("/app");
        // The first page was there before its keeper.
        await reader.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        foreach (var address in new[] { "/app", $"/app/chats/{side.Account.AppId}", article, comments })
        {
            await reader.GotoAsync(address);
            await reader.WaitForFunctionAsync("async address => !!await caches.match(new URL(address, location.href).href, { ignoreVary: true })", address);
        }

        await reader.WaitForFunctionAsync("async () => !!await caches.match('/app/offline', { ignoreVary: true })");
        var title = await Title(reader, article);

        await reader.Context.SetOfflineAsync(true);
        (await Title(reader, article)).Should().Be(title);
        await Assertions.Expect(reader.Locator("#app-offline > span")).ToBeVisibleAsync();
        await Stage.Picture(reader, $"{edition}-offline-01-article".ToLowerInvariant());
        await reader.GotoAsync("/app/friends");
        await Assertions.Expect(reader.Locator(".empty a[href='/app']")).ToBeVisibleAsync();
        await reader.GotoAsync(comments);
        await reader.FillAsync("#form-text", words);
        await reader.Locator("form:has(#form-text) button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(reader.Locator("#app-later > span")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Locator("#form-text")).ToHaveValueAsync("");
        await Stage.Picture(reader, $"{edition}-offline-02-kept".ToLowerInvariant());
        // A page that is loaded again forgets nothing.
        await reader.ReloadAsync();

        await reader.Context.SetOfflineAsync(false);
        await reader.WaitForFunctionAsync("() => Object.keys(localStorage).every(key => !key.startsWith('later.'))");
        await reader.GotoAsync("/app/me/comments");
        await Assertions.Expect(reader.Locator(".comment", new() { HasText = words })).ToHaveCountAsync(1);

        await reader.GotoAsync("/app/me");
        await reader.Locator("main form button[type=submit].btn--l").ClickAsync();
        await reader.Reaches("**/app/sign-in");
        await reader.WaitForFunctionAsync("async () => (await caches.keys()).every(name => !name.startsWith('read'))");
        await reader.Context.SetOfflineAsync(true);
        var again = () => reader.GotoAsync(article);
        await again.Should().ThrowAsync<PlaywrightException>("nothing of who was signed in is left on the device");
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_report_is_sent_once_when_the_line_is_back(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var reader = await Stage.Subscriber(side.Portal, door: $"/app/q/{side.Account.QrTicket}");
        await reader.GotoAsync($"/app/accounts/{side.Account.AppId}/complain");
        await reader.SelectOptionAsync("#reason", new SelectOptionValue { Index = 1 });
        await reader.FillAsync("#text", "Seen in a tunnel");

        await reader.Context.SetOfflineAsync(true);
        await reader.Locator("form:has(#text) button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(reader.Locator("#app-later > span")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Locator("#text")).ToHaveValueAsync("");
        await reader.Context.SetOfflineAsync(false);

        await reader.WaitForFunctionAsync("() => Object.keys(localStorage).every(key => !key.startsWith('later.'))");
        await reader.GotoAsync("/app/complaints");
        await Assertions.Expect(reader.Locator("main .list li")).ToHaveCountAsync(1);
    }

    private static async Task<string> Title(IPage reader, string article)
    {
        await reader.GotoAsync(article);
        return await reader.Locator("h1, h2").First.InnerTextAsync();
    }
}
