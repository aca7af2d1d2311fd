using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>The line between a page and its portal, which can be cut and mended.</summary>
internal sealed class Line
{
    private readonly IPage page;
    private readonly ConcurrentBag<IWebSocketRoute> circuits = [];

    private Line(IPage page) => this.page = page;

    /// <summary>Laid before the page is opened.</summary>
    public static async Task<Line> To(IPage page)
    {
        var line = new Line(page);
        await page.RouteWebSocketAsync(address => address.Contains("/_blazor"), circuit =>
        {
            line.circuits.Add(circuit);
            circuit.ConnectToServer();
        });
        return line;
    }

    public async Task Cut()
    {
        await page.Context.SetOfflineAsync(true);
        // What is open stays open for a browser that is told to be offline.
        while (circuits.TryTake(out var circuit))
            await circuit.CloseAsync(new() { Code = 4000 });
    }

    public Task Mend() => page.Context.SetOfflineAsync(false);
}
