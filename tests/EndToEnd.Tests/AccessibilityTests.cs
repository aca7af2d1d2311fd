using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Every page, light and dark, in both languages, wide and phone-sized: nothing serious or critical, and nothing that sticks out sideways.</summary>
[Collection(StageCollection.Name)]
public sealed class AccessibilityTests(Stage stage)
{
    // Every language, theme and width once; EVERY_LOOK=1 takes all eight combinations, which lasts four times as long.
    private static readonly (string Language, string Theme, int Width)[] Looks = Environment.GetEnvironmentVariable("EVERY_LOOK") is { Length: > 0 }
        ? [.. from language in new[] { "zh-CN", "en" } from theme in new[] { "light", "dark" } from width in new[] { 1280, 360 } select (language, theme, width)]
        : [("zh-CN", "light", 1280), ("en", "dark", 360)];

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_page_can_be_read_and_used_by_everybody(Edition edition)
    {
        var side = await stage.Furnished(edition);
        var account = $"/a/{side.Account.AppId}";
        (Actor Actor, string[] Pages)[] visits =
        [
            (side.Visitor, ["/account/sign-in", "/account/sign-up", "/account/forgotten-password", "/weixin-or-wechat", "/not-found", "/app/sign-in"]),
            (side.Owner, ["/", "/accounts/register", account, $"{account}/settings", $"{account}/followers", $"{account}/campaigns", $"{account}/campaigns/new",
                $"{account}/campaigns/{side.CampaignCode}/results", "/account/security", "/account/security/password", "/account/security/two-step", "/account/security/passkeys",
                "/account/security/sessions", "/dev/outbox", .. side.OwnPages.Select(page => $"{account}{page}")]),
            (side.Reviewer, side.ReviewPages),
            (side.Administrator, ["/platform/staff"]),
            (side.Follower, ["/app", "/app/search", "/app/search?q=canary", "/app/following", "/app/me", $"/app/accounts/{side.Account.AppId}", $"/app/c/{side.CampaignCode}"]),
        ];
        List<string> found = [];
        foreach (var (actor, pages) in visits)
        {
            foreach (var (language, theme, width) in Looks)
                found.AddRange(await Check(side, actor, pages, language, theme, width));
        }

        found.Should().BeEmpty();
    }

    private async Task<List<string>> Check(Side side, Actor actor, string[] pages, string language, string theme, int width)
    {
        await using var context = await stage.Browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), ViewportSize = new() { Width = width, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });
        var prefix = side.Portal.Policy.CookiePrefix;
        await context.AddCookiesAsync(actor.Cookies.GetAllCookies().Select(cookie => (cookie.Name, cookie.Value))
            .Where(cookie => cookie.Name != $"{prefix}.language" && cookie.Name != $"{prefix}.theme")
            .Append(($"{prefix}.language", Uri.EscapeDataString($"c={language}|uic={language}")))
            .Append(($"{prefix}.theme", theme))
            .Select(cookie => new Cookie { Name = cookie.Item1, Value = cookie.Item2, Url = side.Portal.Address.ToString() }));
        var page = await context.NewPageAsync();
        List<string> found = [];
        foreach (var address in pages)
        {
            var answer = await page.GotoAsync(address);
            if (answer!.Status != 200)
            {
                found.Add($"{address}: answered {answer.Status}");
                continue;
            }

            if (await page.Locator("[data-interactive]").CountAsync() > 0)
                await Stage.Interactive(page);
            var look = $"{side.Portal.Policy.Edition} {address.Replace(side.Account.AppId, "wx…").Replace(side.CampaignCode, "c…")} {language} {theme} {width}";
            if (await page.EvaluateAsync<string>("document.documentElement.lang") != language || await page.EvaluateAsync<string>("document.documentElement.dataset.theme || ''") != theme)
                found.Add($"{look}: shown in another language or theme");
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
                found.Add($"{look}: wider than the window");
            var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            found.AddRange(result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{look}: {violation.Id} at {string.Join(" ; ", violation.Nodes.Take(2).Select(node => node.Target.ToString()))}"));
        }

        return found;
    }
}
