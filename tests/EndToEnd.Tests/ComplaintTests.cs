using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A subscriber reports a message, the platform's staff decide, and the subscriber reads what became of it.</summary>
[Collection(StageCollection.Name)]
public sealed class ComplaintTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_report_has_an_end(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var phone = await Stage.Subscriber(side.Portal, door: $"/app/q/{side.Account.QrTicket}");
        await phone.Follow();
        await phone.GotoAsync($"/app/c/{side.CampaignCode}");
        await phone.Locator("a[href*='/complain?message=']").ClickAsync();
        await phone.Reaches("**/complain?**");
        await phone.Locator("form:has(#reason) button[type=submit]").ClickAsync();
        await Assertions.Expect(phone.Locator("#reason-error")).Not.ToBeEmptyAsync();
        await phone.SelectOptionAsync("#reason", "Misleading");
        await phone.FillAsync("#text", $"Nothing of it was true, {edition}.");
        await phone.Locator("form:has(#reason) button[type=submit]").ClickAsync();
        await phone.Reaches("**/app/complaints?**");
        await Assertions.Expect(phone.Locator("#main [role=status] .icon")).ToBeVisibleAsync();

        var staff = await Stage.WindowOf(side, side.Reviewer);
        await staff.OpenConsole("/complaints");
        // The newest stands last; the furnished one was made before it.
        await staff.Locator("tbody tr a").Last.ClickAsync();
        await staff.Reaches("**/complaints/*");
        await Assertions.Expect(staff.Locator("#evidence-title")).ToBeVisibleAsync();
        await Assertions.Expect(staff.Locator("dd.said").First).ToHaveTextAsync($"Nothing of it was true, {edition}.");
        await Assertions.Expect(staff.Locator(".evidence")).ToContainTextAsync($"{side.Canary} content");
        (await staff.Locator(".evidence img.campaign-cover").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)")).Should().BePositive();
        await staff.FillAsync("#complaint-answer", "We have looked at it, and you are right.");
        await staff.ClickAsync("#uphold");
        await Assertions.Expect(staff.Locator("#uphold")).ToHaveCountAsync(0);
        await Stage.Picture(staff, $"{edition}-report".ToLowerInvariant());

        await phone.GotoAsync("/app/complaints");
        await Assertions.Expect(phone.Locator(".bubble")).ToContainTextAsync("We have looked at it, and you are right.");
    }
}
