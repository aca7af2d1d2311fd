using System.Globalization;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// What an open, idle console costs the server: resident memory of the process with many tabs, less that with a few, for each tab. The
/// first tabs pay for code that is compiled once, so they do not count.
/// </summary>
internal static class Circuits
{
    private const int Warm = 10;
    private const int Measured = 40;

    public static async Task Run()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await using var bare = await BarePortal.Start();
        var baseline = await KilobytesPerTab(browser, bare.Address, bare.ProcessId, null);
        foreach (var policy in EditionPolicy.All)
        {
            await using var portal = await RunningPortal.Start(policy);
            var (_, cookies) = await portal.SignUp("Benchmark", "benchmark@example.com");
            var kilobytes = await KilobytesPerTab(browser, portal.Address, portal.ProcessId, cookies.GetAllCookies());
            Figures.Print($"{policy.Edition} idle circuit on the console's home", kilobytes, "KB");
            Figures.Print($"{policy.Edition} / bare", kilobytes / baseline, "ratio");
        }

        Figures.Print("bare template idle circuit", baseline, "KB");
    }

    private static async Task<double> KilobytesPerTab(IBrowser browser, Uri address, int processId, System.Net.CookieCollection? cookies)
    {
        await using var context = await browser.NewContextAsync();
        if (cookies is not null)
            await context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = address.ToString() }));
        await Open(Warm);
        var before = Resident();
        await Open(Measured);
        return (Resident() - before) / (double)Measured;

        async Task Open(int tabs)
        {
            for (var i = 0; i < tabs; i++)
            {
                var page = await context.NewPageAsync();
                await page.GotoAsync(address.ToString());
                await page.WaitForSelectorAsync("[data-interactive=true]");
            }
        }

        long Resident() => long.Parse(File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
