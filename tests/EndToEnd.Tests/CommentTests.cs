using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A reader comments on an article, its account chooses, pins and answers, everybody reads it, and its writer takes it back.</summary>
[Collection(StageCollection.Name)]
public sealed class CommentTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_comment_is_written_chosen_answered_and_taken_back(Edition edition)
    {
        var (side, words) = (await Stage.Furnished(edition), $"What a tea, {edition}!");
        var (reader, other) = (await Stage.Subscriber(side.Portal, door: $"/app/q/{side.Account.QrTicket}"), await Stage.Subscriber(side.Portal));
        await reader.Follow();
        await reader.GotoAsync($"/app/c/{side.CampaignCode}");
        await reader.Locator("#write-comment").TapAsync();
        await reader.Reaches("**/comments");
        await reader.Locator("form:has(#form-text) button[type=submit]").TapAsync();
        await Assertions.Expect(reader.Locator("#form-text-error")).ToBeVisibleAsync();
        await reader.FillAsync("#form-text", words);
        // Both presses before the first is answered, as a double tap arrives.
        await reader.Locator("form:has(#form-text) button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");
        await reader.Reaches("**/comments?said=written");
        var own = reader.Locator(".comment", new() { HasText = words });
        await Assertions.Expect(own).ToHaveCountAsync(1);
        await Assertions.Expect(own.Locator(".comment-delete")).ToBeVisibleAsync();
        await Stage.Picture(reader, $"{edition}-comments-01-waits".ToLowerInvariant());
        await other.GotoAsync($"/app/c/{side.CampaignCode}");
        await Assertions.Expect(other.Locator("#comments")).Not.ToContainTextAsync(words);

        var brand = await Stage.WindowOf(side, side.Owner);
        await brand.OpenConsole($"/a/{side.Account.AppId}/campaigns/{side.CampaignCode}/results");
        await brand.Locator($"a[href='/a/{side.Account.AppId}/comments?campaign={side.CampaignCode}']").ClickAsync();
        await brand.Reaches("**/comments?campaign=*");
        var row = brand.Locator(".comment-desk > li", new() { HasText = words });
        await Act("Choose");
        await Assertions.Expect(row.Locator(".chip--ok")).ToBeVisibleAsync();
        await Act("Put");
        await Assertions.Expect(row.Locator(".chip--accent")).ToBeVisibleAsync();
        await Act("Reply");
        await row.Locator("textarea").FillAsync("Come again.");
        await Act("Save");
        await Assertions.Expect(row.Locator(".comment-reply .said")).ToHaveTextAsync("Come again.");
        await Stage.Picture(brand, $"{edition}-comments-02-desk".ToLowerInvariant());

        await other.ReloadAsync();
        var shown = other.Locator("#comments .comment", new() { HasText = words });
        await Assertions.Expect(shown.Locator(".comment-reply .said")).ToHaveTextAsync("Come again.");
        await Assertions.Expect(shown.Locator(".comment-delete")).ToHaveCountAsync(0);
        await shown.ScrollIntoViewIfNeededAsync();
        await Stage.Picture(other, $"{edition}-comments-03-article".ToLowerInvariant());

        await reader.GotoAsync("/app/me");
        await reader.Locator("main a[href='/app/me/comments']").TapAsync();
        await reader.Reaches("**/app/me/comments");
        await Assertions.Expect(own.Locator(".comment-reply")).ToContainTextAsync("Come again.");
        await own.Locator("summary").TapAsync();
        await own.Locator("button[name=delete]").TapAsync();
        await reader.Reaches("**/app/me/comments?said=deleted");
        await Assertions.Expect(own).ToHaveCountAsync(0);
        await other.ReloadAsync();
        await Assertions.Expect(other.Locator("#comments")).Not.ToContainTextAsync(words);

        // On the owner's desk each button says whose comment it is about.
        async Task Act(string verb) => await row.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{verb}") }).ClickAsync();
    }
}
