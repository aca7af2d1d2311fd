using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Both portals, empty at first, and one browser: started once for all stories, since starting them costs more than telling one.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Of everybody who signs up in a story.</summary>
    public const string Password = "wandering-otters-build-9-dams";

    /// <summary>How long an answer may take, milliseconds: the machine may be busy with the rest of the tests.</summary>
    public const float Patience = 30_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // All people of all stories sit at one address, register the same organisation and send in one account's name: these limits are tested
    // where they belong.
    private static readonly string[] Limits =
    [
        "--Portal:Limits:CodesPerAddress=10000", "--Portal:Limits:AccountRequestsPerAddress=10000", "--Portal:Limits:AccountsPerSubject=1000", "--Portal:Limits:AccountsPerIdNumber=1000", "--Portal:Limits:WalletsPerIdNumber=1000",
        "--Portal:Limits:ServiceSendsPerMonth=1000", "--Portal:Limits:SubscriptionSendsPerDay=1000",
    ];

    private readonly ConcurrentDictionary<Edition, Lazy<Task<Side>>> furnished = new();
    private readonly ConcurrentBag<IBrowserContext> windows = [];
    private readonly ConcurrentQueue<string> surprises = new();
    private IPlaywright playwright = default!;
    private int people;

    public RunningPortal Weixin { get; private set; } = default!;

    public RunningPortal WeChat { get; private set; } = default!;

    public IBrowser Browser { get; private set; } = default!;

    public RunningPortal Of(Edition edition) => edition == Edition.Weixin ? Weixin : WeChat;

    public async Task InitializeAsync()
    {
        (Weixin, WeChat) = await RunningPortal.StartBoth(settings: Limits);
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Headless = true, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        await Weixin.DisposeAsync();
        await WeChat.DisposeAsync();
    }

    /// <summary>A side with brands, followers and a running campaign; furnished once.</summary>
    public Task<Side> Furnished(Edition edition) => furnished.GetOrAdd(edition, _ => new(() =>
        Side.Furnish(Of(edition), edition == Edition.Weixin ? "+8613800138" : "+447400123", "canary"))).Value;

    /// <summary>A number that nobody else in the stories has.</summary>
    public int Number() => Interlocked.Increment(ref people);

    /// <summary>A browser window of its own at one portal, in the portal's own language unless another is asked for.</summary>
    /// <param name="portal">Where it opens its pages.</param>
    /// <param name="phone">Whether it is of a phone's size.</param>
    /// <param name="also">Another portal that it may ask.</param>
    public async Task<IPage> Window(RunningPortal portal, bool phone = false, RunningPortal? also = null)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = portal.Address.ToString(),
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 860 },
            HasTouch = phone,
        });
        context.SetDefaultTimeout(Patience);
        Watch(context, also is null ? [portal] : [portal, also]);
        return await context.NewPageAsync();
    }

    /// <summary>Another window of somebody who has signed in over HTTP.</summary>
    public async Task<IPage> WindowOf(RunningPortal portal, Actor actor, bool phone = false)
    {
        var page = await Window(portal, phone);
        await page.Context.AddCookiesAsync(CookiesOf(portal, actor));
        return page;
    }

    /// <summary>Somebody's cookies, as a browser takes them.</summary>
    public static IEnumerable<Cookie> CookiesOf(RunningPortal portal, Actor actor) =>
        actor.Cookies.GetAllCookies().Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = portal.Address.ToString() });

    // Itself, or one of its phones that stand side by side.
    private static bool IsOf(RunningPortal portal, Uri address) =>
        address.Port == portal.Address.Port && Regex.IsMatch(address.Host, $"^(phone-[1-4]\\.)?{Regex.Escape(portal.Address.Host)}$");

    /// <summary>Remembers what no page may do: ask a host that is none of <paramref name="portals"/>, or run somebody's text as a script.</summary>
    public void Watch(IBrowserContext context, RunningPortal[] portals)
    {
        windows.Add(context);
        context.Request += (_, request) =>
        {
            // The browser's own pages (its viewer of PDFs) and what a page holds itself (data:, blob:) ask nobody.
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" or "ws" or "wss" && !portals.Any(portal => IsOf(portal, address)))
                surprises.Enqueue($"asked for {request.Url}");
        };
        context.Dialog += (_, dialog) =>
        {
            surprises.Enqueue($"a script said {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>Closes the windows of a story that ended, and tells what happened in them that may not.</summary>
    public async Task<IReadOnlyList<string>> CloseWindows()
    {
        while (windows.TryTake(out var context))
            await context.CloseAsync();
        var seen = surprises.ToList();
        surprises.Clear();
        return seen;
    }

    /// <summary>A window of somebody of a furnished side, who is signed in already.</summary>
    public async Task<IPage> WindowOf(Side side, Actor actor, string language = "en", string? clock = null)
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = side.Portal.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 860 }, TimezoneId = clock });
        context.SetDefaultTimeout(Patience);
        Watch(context, [side.Portal]);
        await context.AddCookiesAsync(actor.Cookies.GetAllCookies().Select(cookie => (cookie.Name, cookie.Value))
            .Where(cookie => cookie.Name != $"{side.Portal.Policy.CookiePrefix}.language")
            .Append(($"{side.Portal.Policy.CookiePrefix}.language", Uri.EscapeDataString($"c={language}|uic={language}")))
            .Select(cookie => new Cookie { Name = cookie.Item1, Value = cookie.Item2, Url = side.Portal.Address.ToString() }));
        return await context.NewPageAsync();
    }

    /// <summary>A number that belongs to the edition; another one at each call.</summary>
    public string Phone(Edition edition) =>
        edition == Edition.Weixin ? $"+861381{Interlocked.Increment(ref people):0000000}" : $"+447400{Interlocked.Increment(ref people):000000}";

    /// <summary>Somebody signs up with an e-mail address and the code that is sent to it, and stands in the console.</summary>
    public async Task<IPage> SignUp(RunningPortal portal, string name, RunningPortal? also = null)
    {
        var page = await Window(portal, also: also);
        var email = $"{Regex.Replace(name.ToLowerInvariant(), "[^a-z]", "")}{Interlocked.Increment(ref people)}@example.com";
        await page.GotoAsync("/account/sign-up");
        await page.FillAsync("[name='Form.Name']", name);
        await page.FillAsync("[name='Form.Email']", email);
        await page.FillAsync("[name='Form.Password']", Password);
        await page.ClickAsync("form button[type=submit].btn--block");
        await page.Reaches("**/account/confirm**");
        await page.FillAsync("[name='Code']", await CodeFor(portal, email));
        await page.ClickAsync("form button[type=submit].btn--block");
        await page.Leaves("/account/");
        await Interactive(page);
        return page;
    }

    /// <summary>A subscriber signs in on a phone-sized page.</summary>
    public async Task<IPage> Subscriber(RunningPortal portal, string? phone = null, string door = "/app")
    {
        phone ??= Phone(portal.Policy.Edition);
        var page = await Window(portal, phone: true);
        await page.GotoAsync(door);
        await AskForCode(page, phone);
        await page.Reaches("**/app/sign-in/code**");
        await page.FillAsync("#code", await CodeFor(portal, phone));
        await page.ClickAsync("form button.btn--l");
        await page.Leaves("/app/sign-in");
        return page;
    }

    /// <summary>Types a number at the app's door and asks for the code.</summary>
    public static async Task AskForCode(IPage page, string phone)
    {
        await page.FillAsync("#number", phone);
        await page.ClickAsync("form button.btn--l");
    }

    /// <summary>The newest code that was sent to somebody, read where a developer reads it.</summary>
    public async Task<string> CodeFor(RunningPortal portal, string recipient)
    {
        var page = await Window(portal);
        await page.GotoAsync($"/dev/outbox?to={Uri.EscapeDataString(recipient)}");
        var text = await page.Locator("article .message-text").First.InnerTextAsync();
        await page.Context.CloseAsync();
        return Regex.Match(text, @"(?<!\d)\d{6}(?!\d)").Value;
    }

    /// <summary>Waits until the page's circuit answers: a click before that is lost.</summary>
    public static Task Interactive(IPage page) => page.WaitForSelectorAsync("[data-interactive=true]");

    /// <summary>Keeps a picture of a step, for eyes; with README_PICTURES set, a small one for the README beside it.</summary>
    public static async Task Picture(IPage page, string name)
    {
        var here = Path.Combine(AppContext.BaseDirectory, "..", "..", "..");
        var png = await page.ScreenshotAsync(new() { Path = Path.Combine(here, "screenshots", $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        if (Environment.GetEnvironmentVariable("README_PICTURES") is not { Length: > 0 })
            return;
        using var full = SKBitmap.Decode(png);
        var width = full.Width > full.Height ? 720 : 300;
        using var small = full.Resize(new SKImageInfo(width, full.Height * width / full.Width), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var webp = small.Encode(SKEncodedImageFormat.Webp, 78);
        Directory.CreateDirectory(Path.Combine(here, "Pictures"));
        await File.WriteAllBytesAsync(Path.Combine(here, "Pictures", $"{name}.webp"), webp.ToArray());
    }
}

/// <summary>Every story plays on the one stage, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class StageCollection : ICollectionFixture<Stage>
{
    public const string Name = "stage";
}
