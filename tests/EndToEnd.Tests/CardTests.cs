using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A coupon, with the hands of everybody who has to do with it: its brand, a reviewer, a subscriber, and somebody behind a counter.</summary>
[Collection(StageCollection.Name)]
public sealed class CardTests(Stage stage) : StageTest(stage)
{
    private const string Title = "满百减二十";

    [Fact]
    public async Task A_coupon_from_its_making_to_the_counter_of_a_shop()
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var appId = side.Account.AppId;
        var brand = await Stage.WindowOf(side, side.Owner);
        await Written(brand, appId);
        var console = new Uri(brand.Url).AbsolutePath;
        await Approved(await Stage.WindowOf(side, side.Reviewer));
        var link = await Issued(brand, console);
        var counter = await AtTheCounter(brand, appId);

        // Through the door of the app, as whoever scans the poster for the first time comes.
        var me = await Stage.Subscriber(Stage.Weixin, door: $"{link.AbsolutePath}?from=qr&scene=door%201");
        await Assertions.Expect(me.Locator(".ticket-title")).ToHaveTextAsync(Title);
        await me.Locator(".join-bar form button").EvaluateAsync("button => { button.click(); button.click(); }");
        await me.Reaches("**/app/cards/*");
        var (copy, digits) = (new Uri(me.Url).AbsolutePath, Regex.Replace(await me.Locator("#copy-digits").InnerTextAsync(), @"\s", ""));
        await Stage.Picture(me, "weixin-card-04-copy");
        await me.GotoAsync(link.AbsolutePath);
        await Assertions.Expect(me.Locator(".join-bar form")).ToBeHiddenAsync();

        await Redeemed(counter, digits);
        await me.GotoAsync(copy);
        await Assertions.Expect(me.Locator(".ticket[data-over=true]")).ToBeVisibleAsync();
        await Assertions.Expect(me.Locator("main .alert--ok")).ToBeVisibleAsync();
        await Assertions.Expect(me.Locator("#copy-digits")).ToHaveCountAsync(0);

        await brand.OpenConsole(console);
        // Taken and used; seen was the offer before and after.
        await Assertions.Expect(brand.Locator(".tile-value").Nth(1)).ToHaveTextAsync("1");
        await Assertions.Expect(brand.Locator(".tile-value").Nth(2)).ToHaveTextAsync("1");
        await Stage.Picture(brand, "weixin-card-07-numbers");

        await NobodyElse(side, counter, appId, console, link.AbsolutePath, copy);
    }

    private static async Task Written(IPage brand, string appId)
    {
        await brand.OpenConsole($"/a/{appId}/cards/new");
        await brand.FillAsync("#brand-name", "山野茶");
        // Key by key: the drawing follows, and no letter gets lost on its way.
        await brand.Locator("#title").PressSequentiallyAsync(Title);
        await Assertions.Expect(brand.Locator(".phone-screen .ticket-title")).ToHaveTextAsync(Title);
        await Assertions.Expect(brand.Locator("#title")).ToHaveValueAsync(Title);
        await brand.FillAsync("#reduce-cost", "20");
        await Assertions.Expect(brand.Locator(".phone-screen .ticket-worth strong")).ToHaveTextAsync("¥20");
        await brand.FillAsync("#least-cost", "100");
        await Assertions.Expect(brand.Locator(".phone-screen .ticket-worth")).ToContainTextAsync("¥100");
        await brand.FillAsync("#notice", "结账前请出示");
        await brand.FillAsync("#description", "每次限用一张。");
        await brand.FillAsync("#quantity", "10");
        await brand.Locator("[name=validity][value=FixedTerm]").CheckAsync(new() { Force = true });

        // How long it is good was forgotten: it is said beside the field, and what was typed stays.
        await brand.ClickAsync("#submit");
        await Assertions.Expect(brand.Locator("#term-days[aria-invalid=true]")).ToBeVisibleAsync();
        await Assertions.Expect(brand.Locator("#description")).ToHaveValueAsync("每次限用一张。");
        await brand.FillAsync("#term-days", "30");
        await brand.EvaluateAsync("scrollTo(0, 0)");
        await Stage.Picture(brand, "weixin-card-01-editor");
        await brand.ClickAsync("#submit");
        await Assertions.Expect(brand.Locator("#take-back")).ToBeVisibleAsync();
    }

    private static async Task Approved(IPage reviewer)
    {
        await reviewer.OpenConsole("/review/cards");
        await reviewer.Locator("tr", new() { HasText = Title }).Locator("a").ClickAsync();
        await Assertions.Expect(reviewer.Locator(".ticket-title")).ToHaveTextAsync(Title);
        await Stage.Picture(reviewer, "weixin-card-02-review");
        // By keyboard: what comes above it at the same moment moves it from under a mouse.
        await reviewer.Locator("#approve").PressAsync("Enter");
        await reviewer.Reaches("**/review/cards");
        await Assertions.Expect(reviewer.Locator("tr", new() { HasText = Title })).ToHaveCountAsync(0);
    }

    private static async Task<Uri> Issued(IPage brand, string console)
    {
        await brand.OpenConsole(console);
        await brand.ClickAsync("#dispatch");
        await brand.FillAsync("#scene", "door 1");
        await Assertions.Expect(brand.Locator(".qr-card img")).ToHaveAttributeAsync("src", new Regex("scene=door%201$"));
        (await brand.Locator(".qr-card img").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)")).Should().BePositive();
        await Stage.Picture(brand, "weixin-card-03-issue");
        return new Uri(await brand.Locator("[aria-labelledby=issue-title] code.mono").InnerTextAsync());
    }

    /// <summary>Somebody is invited by mail, accepts, and stands at the counter with a phone.</summary>
    private async Task<IPage> AtTheCounter(IPage brand, string appId)
    {
        const string Name = "Counter clerk";
        var clerk = await Stage.SignUp(Stage.Weixin, Name);
        await clerk.SetViewportSizeAsync(390, 844);
        using var dbs = TestDb.Of(Stage.Weixin);
        await using var db = dbs.CreateDbContext();
        var email = await db.Users.Where(user => user.DisplayName == Name).Select(user => user.Email!).SingleAsync();
        (await clerk.GotoAsync($"/a/{appId}/redeem"))!.Status.Should().Be(404);

        await brand.OpenConsole($"/a/{appId}/shop-staff");
        await brand.FillAsync("#email", email);
        await brand.ClickAsync("#invite");
        await Assertions.Expect(brand.Locator("#invited")).ToBeVisibleAsync();
        var mail = await Stage.Window(Stage.Weixin);
        await mail.GotoAsync($"/dev/outbox?to={Uri.EscapeDataString(email)}");
        var secret = Regex.Match(await mail.Locator("article .message-text").First.InnerTextAsync(), "/shop-staff/([A-Za-z0-9_-]+)").Groups[1].Value;
        await clerk.OpenConsole($"/shop-staff/{secret}");
        await clerk.ClickAsync("#accept");
        await clerk.Reaches($"**/a/{appId}/redeem");
        await Stage.Interactive(clerk);
        return clerk;
    }

    private static async Task Redeemed(IPage counter, string digits)
    {
        // In groups, as it stands on the customer's screen.
        await counter.FillAsync("#code", Regex.Replace(digits, "(.{4})", "$1 "));
        await counter.ClickAsync("#check");
        await Assertions.Expect(counter.Locator("#result .ticket-title")).ToHaveTextAsync(Title);
        await Stage.Picture(counter, "weixin-card-05-counter");
        await counter.Locator("#consume").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(counter.Locator("#undo")).ToBeVisibleAsync();
        await Assertions.Expect(counter.Locator("[aria-labelledby=today-title] li")).ToHaveCountAsync(1);

        await counter.FillAsync("#code", digits);
        await counter.ClickAsync("#check");
        await Assertions.Expect(counter.Locator("#result [data-good=false]")).ToBeVisibleAsync();
        await Assertions.Expect(counter.Locator("#consume")).ToHaveCountAsync(0);
        await Stage.Picture(counter, "weixin-card-06-used");
    }

    private async Task NobodyElse(Side side, IPage counter, string appId, string console, string offer, string copy)
    {
        // Who redeems does not manage.
        foreach (var address in new[] { console, $"/a/{appId}/cards", $"/a/{appId}/shop-staff" })
            (await counter.GotoAsync(address))!.Status.Should().Be(404);
        var stranger = await Stage.WindowOf(side, side.Stranger);
        foreach (var address in new[] { console, $"/a/{appId}/cards", $"/a/{appId}/redeem", $"/a/{appId}/shop-staff" })
            (await stranger.GotoAsync(address))!.Status.Should().Be(404);
        var passerby = await Stage.Subscriber(Stage.Weixin);
        (await passerby.GotoAsync(copy))!.Status.Should().Be(404);
        var abroad = await Stage.Subscriber(Stage.WeChat);
        foreach (var address in new[] { offer, copy, "/app/cards" })
            (await abroad.GotoAsync(address))!.Status.Should().Be(404);
        var owner = await Stage.SignUp(Stage.WeChat, "Owner abroad");
        foreach (var address in new[] { console, $"/a/{appId}/cards", $"/a/{appId}/redeem", "/review/cards" })
            (await owner.GotoAsync(address))!.Status.Should().Be(404);
    }
}
