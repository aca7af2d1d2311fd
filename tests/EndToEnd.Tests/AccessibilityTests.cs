using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>
/// Every page that stands in the table of routes, light and dark, in both languages, wide and phone-sized: nothing serious or critical,
/// nothing that sticks out sideways, nothing asked of another host.
/// </summary>
[Collection(StageCollection.Name)]
public sealed class AccessibilityTests(Stage stage) : StageTest(stage)
{
    private static readonly string[] Languages = ["zh-CN", "en"];
    private static readonly string[] Themes = ["light", "dark"];
    private static readonly int[] Widths = [1280, 360];

    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A colour on its way from one theme to the other is neither's: every transition is brought to its end first.
    private const string Look = """
        async ({ theme, rules }) => {
          document.documentElement.dataset.theme = theme;
          for (let moving = document.getAnimations(), left = 20; moving.length > 0 && left > 0; moving = document.getAnimations(), left--)
            for (const one of moving) Number.isFinite(one.effect?.getComputedTiming().endTime) ? one.finish() : one.cancel();
          const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) });
          const found = violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => `${one.id} at ${one.nodes.slice(0, 2).map(node => node.target.join(' ')).join(' ; ')}`);
          if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) found.push('wider than the window');
          return found;
        }
        """;

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_page_can_be_read_and_used_by_everybody(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var visits = await Visits.Of(side);
        // A window for each actor and language, a few at a time: what a page costs is mostly waiting for the browser.
        var found = new ConcurrentBag<string>();
        var windows = from actor in visits.GroupBy(visit => visit.Actor) from language in Languages select (Actor: actor, Language: language);
        await Parallel.ForEachAsync(windows, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (window, _) =>
        {
            foreach (var finding in await Check(side, window.Actor, window.Language))
                found.Add(finding);
        });

        found.Order(StringComparer.Ordinal).Should().BeEmpty();
    }

    private async Task<List<string>> Check(Side side, IGrouping<Actor, Visit> visits, string language)
    {
        await using var context = await Stage.Browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(Stage.Patience);
        Stage.Watch(context, [side.Portal]);
        var prefix = side.Portal.Policy.CookiePrefix;
        await context.AddCookiesAsync(Stage.CookiesOf(side.Portal, visits.Key).Where(cookie => cookie.Name != $"{prefix}.language" && cookie.Name != $"{prefix}.theme")
            .Append(new() { Name = $"{prefix}.language", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = side.Portal.Address.ToString() }));
        var page = await context.NewPageAsync();
        List<string> found = [];
        foreach (var visit in visits)
        {
            var place = $"{side.Portal.Policy.Edition} {visit.Name} {language}";
            await page.SetViewportSizeAsync(Widths[0], 800);
            if (await Open(page, visit) is { } wrong)
            {
                found.Add($"{place}: {wrong}");
                continue;
            }

            if (await page.EvaluateAsync<string>("document.documentElement.lang") != language)
                found.Add($"{place}: shown in another language");
            found.AddRange(await Looks(page, place));
        }

        return found;
    }

    private static async Task<string?> Open(IPage page, Visit visit)
    {
        var answer = await page.GotoAsync(visit.Address);
        if (answer!.Status != visit.Status)
            return $"answered {answer.Status}";
        var here = new Uri(page.Url).AbsolutePath;
        if (here != new Uri(new Uri(page.Url), visit.Address).AbsolutePath)
            return $"led to {here}";
        if (await page.Locator("[data-interactive]").CountAsync() > 0)
            await Stage.Interactive(page);
        if (visit.Then is { } act)
            await act(page);
        return null;
    }

    /// <summary>Pages differ by what is on them, looks only by how it is drawn: one visit, drawn in each look as the switch in the footer does.</summary>
    private static async Task<List<string>> Looks(IPage page, string place)
    {
        List<string> found = [];
        await page.EvaluateAsync(Axe);
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 800);
            foreach (var theme in Themes)
            {
                // The second theme changes nothing but colours.
                var findings = await page.EvaluateAsync<string[]>(Look, new { theme, rules = theme == Themes[0] ? null : Colours });
                found.AddRange(findings.Select(finding => $"{place} {theme} {width}: {finding}"));
            }
        }

        return found;
    }
}
