using System.Collections.Concurrent;
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
    private const string Missing = "/there-is-no-such-page";

    private static readonly string[] Languages = ["zh-CN", "en"];
    private static readonly string[] Themes = ["light", "dark"];
    private static readonly int[] Widths = [1280, 360];

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_page_can_be_read_and_used_by_everybody(Edition edition)
    {
        var side = await stage.Furnished(edition);
        var account = $"/a/{side.Account.AppId}";
        (Actor Actor, string[] Pages)[] visits =
        [
            (side.Visitor, ["/account/sign-in", "/account/sign-up", "/account/forgotten-password", "/weixin-or-wechat", Missing, "/app/sign-in"]),
            (side.Owner, ["/", "/accounts/register", account, $"{account}/settings", $"{account}/followers", $"{account}/campaigns", $"{account}/campaigns/new",
                $"{account}/campaigns/{side.CampaignCode}/results", "/account/security", "/account/security/password", "/account/security/two-step", "/account/security/passkeys",
                "/account/security/sessions", "/dev/outbox", .. side.OwnPages.Select(page => $"{account}{page}")]),
            (side.Reviewer, side.ReviewPages),
            (side.Administrator, ["/platform/staff"]),
            (side.Follower, ["/app", "/app/search", "/app/search?q=canary", "/app/following", "/app/me", $"/app/accounts/{side.Account.AppId}", $"/app/c/{side.CampaignCode}"]),
        ];
        // A window for each actor and language, a few at a time: what a page costs is mostly waiting for the browser.
        var found = new ConcurrentBag<string>();
        var windows = from visit in visits from language in Languages select (visit.Actor, visit.Pages, language);
        await Parallel.ForEachAsync(windows, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (window, _) =>
        {
            foreach (var finding in await Check(side, window.Actor, window.Pages, window.language))
                found.Add(finding);
        });

        found.Order(StringComparer.Ordinal).Should().BeEmpty();
    }

    private async Task<List<string>> Check(Side side, Actor actor, string[] pages, string language)
    {
        await using var context = await stage.Browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        var prefix = side.Portal.Policy.CookiePrefix;
        await context.AddCookiesAsync(actor.Cookies.GetAllCookies().Select(cookie => (cookie.Name, cookie.Value))
            .Where(cookie => cookie.Name != $"{prefix}.language" && cookie.Name != $"{prefix}.theme")
            .Append(($"{prefix}.language", Uri.EscapeDataString($"c={language}|uic={language}")))
            .Select(cookie => new Cookie { Name = cookie.Item1, Value = cookie.Item2, Url = side.Portal.Address.ToString() }));
        var page = await context.NewPageAsync();
        List<string> found = [];
        foreach (var address in pages)
        {
            // Pages differ by what is on them, looks only by how it is drawn: one visit, drawn in each look as the switch in the footer does.
            var answer = await page.GotoAsync(address);
            var place = $"{side.Portal.Policy.Edition} {address.Replace(side.Account.AppId, "wx…").Replace(side.CampaignCode, "c…")} {language}";
            if (answer!.Status != (address == Missing ? 404 : 200))
            {
                found.Add($"{place}: answered {answer.Status}");
                continue;
            }

            if (await page.Locator("[data-interactive]").CountAsync() > 0)
                await Stage.Interactive(page);
            if (await page.EvaluateAsync<string>("document.documentElement.lang") != language)
                found.Add($"{place}: shown in another language");
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, 800);
                foreach (var theme in Themes)
                {
                    await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
                    found.AddRange(await Findings(page, $"{place} {theme} {width}"));
                }
            }
        }

        return found;
    }

    private static async Task<IEnumerable<string>> Findings(IPage page, string look)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        var violations = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{look}: {violation.Id} at {string.Join(" ; ", violation.Nodes.Take(2).Select(node => node.Target.ToString()))}");
        return await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
            ? violations.Append($"{look}: wider than the window")
            : violations;
    }
}
