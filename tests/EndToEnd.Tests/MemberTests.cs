using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A membership, with the hands of its brand, a reviewer, the till, the counter, and a subscriber.</summary>
[Collection(StageCollection.Name)]
public sealed class MemberTests(Stage stage) : StageTest(stage)
{
    private const string Title = "山野会员";

    [Fact]
    public async Task A_membership_from_its_plan_to_a_coupon_for_its_points()
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var appId = side.Account.AppId;
        var brand = await Stage.WindowOf(side, side.Owner);
        await Written(brand, appId);
        var console = new Uri(brand.Url).AbsolutePath;
        var card = console.Split('/')[^1];
        await Approved(await Stage.WindowOf(side, side.Reviewer));
        var link = await Issued(brand, console);
        await Planned(brand, appId, card, side.Cards.Card);

        // Ten for the card, five for the day, two for each of twelve yuan.
        var me = await Stage.Subscriber(Stage.Weixin, door: link);
        var number = await Activated(me);
        var own = new Uri(me.Url).AbsolutePath;
        await Has(me, own, 10, "普通");
        await me.Locator("button[type=submit]:visible", new() { HasText = "签到" }).EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(me.Locator("#checked-in")).ToBeVisibleAsync();
        await Has(me, own, 15, "普通");
        await me.OpenWallet();
        await me.PutMoney("50");
        await Paid(brand, appId, me);
        await Has(me, own, 39, "白银");
        await Stage.Picture(me, "weixin-member-03-silver");

        await Exchanged(me, own);
        await Has(me, own, 19, "白银");
        await me.Locator(".member-links a").First.ClickAsync();
        await Assertions.Expect(me.Locator(".movement .money")).ToHaveTextAsync(["−20", "+24", "+5", "+10"]);

        await AtTheCounter(brand, appId, number);
        await InTheConsole(brand, appId, card, number);
        await NobodyElse(side, appId, card, own, link);
    }

    // By keyboard: what comes or goes above a button at the same moment moves it from under a mouse.
    private static Task Press(IPage page, string button) => page.Locator(button).PressAsync("Enter");

    private static async Task Written(IPage brand, string appId)
    {
        await brand.OpenConsole($"/a/{appId}/cards/new");
        await brand.Locator("[name=kind][value=MemberCard]").CheckAsync(new() { Force = true });
        await Assertions.Expect(brand.Locator(".phone-screen .ticket-member")).ToBeVisibleAsync();
        await brand.FillAsync("#brand-name", "山野茶");
        await brand.FillAsync("#title", Title);
        await Assertions.Expect(brand.Locator(".phone-screen .ticket-title")).ToHaveTextAsync(Title);
        await Assertions.Expect(brand.Locator("#title")).ToHaveValueAsync(Title);
        await brand.FillAsync("#detail", "生日当月赠饮一杯");
        await brand.FillAsync("#notice", "结账前请出示");
        await brand.FillAsync("#description", "权益以门店公示为准。");
        await brand.FillAsync("#quantity", "100");
        await Press(brand, "#submit");
        await Assertions.Expect(brand.Locator("#take-back")).ToBeVisibleAsync();
    }

    private static async Task Approved(IPage reviewer)
    {
        await reviewer.OpenConsole("/review/cards");
        await reviewer.Locator("tr", new() { HasText = Title }).Locator("a").ClickAsync();
        await reviewer.Reaches("**/review/cards/*");
        await Stage.Interactive(reviewer);
        await Assertions.Expect(reviewer.Locator(".ticket-title")).ToHaveTextAsync(Title);
        await Press(reviewer, "#approve");
        await reviewer.Reaches("**/review/cards");
        await Assertions.Expect(reviewer.Locator("tr", new() { HasText = Title })).ToHaveCountAsync(0);
    }

    private static async Task<string> Issued(IPage brand, string console)
    {
        await brand.OpenConsole(console);
        await Press(brand, "#dispatch");
        return new Uri(await brand.Locator("[aria-labelledby=issue-title] code.mono").InnerTextAsync()).AbsolutePath;
    }

    private static async Task Planned(IPage brand, string appId, string card, string coupon)
    {
        await brand.OpenConsole($"/a/{appId}/members/plan?card={card}");
        await brand.FillAsync("#level-1", "普通");
        await Press(brand, "#add-level");
        await brand.FillAsync("#level-2", "白银");
        await brand.FillAsync("#per-yuan", "2");
        await brand.FillAsync("#per-check-in", "5");
        await brand.FillAsync("#bonus", "10");
        await brand.SelectOptionAsync("#asks-name", "Required");

        // Where the second level begins was forgotten: it is said beside the field, and what was typed stays.
        await Press(brand, "#save-plan");
        await Assertions.Expect(brand.Locator("#from-2[aria-invalid=true]")).ToBeVisibleAsync();
        await Assertions.Expect(brand.Locator("#per-yuan")).ToHaveValueAsync("2");
        await brand.FillAsync("#from-2", "30");
        await Press(brand, "#save-plan");
        await Assertions.Expect(brand.Locator("form .alert--ok")).ToBeVisibleAsync();
        await brand.SelectOptionAsync("#coupon", coupon);
        await brand.FillAsync("#price", "20");
        await Press(brand, "#open-offer");
        await Assertions.Expect(brand.Locator("[aria-labelledby=offers-title] li")).ToHaveCountAsync(1);
        await Assertions.Expect(brand.Locator("#price")).ToHaveValueAsync("");
        await Stage.Picture(brand, "weixin-member-01-plan");
    }

    private static async Task<string> Activated(IPage me)
    {
        await Assertions.Expect(me.Locator(".ticket-title")).ToHaveTextAsync(Title);
        await me.Locator(".join-bar form button").EvaluateAsync("button => { button.click(); button.click(); }");
        await me.Reaches("**/app/cards/*/member");
        await me.FillAsync("[name='Form.Name']", "林小满");
        await me.ClickAsync("main form.panel button[type=submit]");
        await Assertions.Expect(me.Locator("#form-consent-error")).ToBeVisibleAsync();
        await Assertions.Expect(me.Locator("[name='Form.Name']")).ToHaveValueAsync("林小满");
        await me.CheckAsync("#form-consent");
        await Stage.Picture(me, "weixin-member-02-activation");
        await me.ClickAsync("main form.panel button[type=submit]");
        var number = me.Locator(".ticket-member dd").First;
        await Assertions.Expect(number).ToHaveTextAsync(new Regex(@"^(\d{4} ?){3}$"));
        await Assertions.Expect(me.Locator("#level-title")).ToBeVisibleAsync();
        return Regex.Replace(await number.InnerTextAsync(), @"\s", "");
    }

    private static async Task Has(IPage me, string own, int points, string level)
    {
        await me.GotoAsync(own);
        await Assertions.Expect(me.Locator("#level-title")).ToHaveTextAsync(level);
        await Assertions.Expect(me.Locator(".ticket-member dd").Nth(1)).ToHaveTextAsync(level);
        await Assertions.Expect(me.Locator(".ticket-member dd").Nth(2)).ToHaveTextAsync($"{points}");
        await Assertions.Expect(me.Locator(".member-links .num").First).ToHaveTextAsync($"{points}");
    }

    private static async Task Paid(IPage till, string appId, IPage me)
    {
        await till.OpenConsole($"/a/{appId}/till");
        await till.FillAsync("#amount", "12.50");
        await till.ClickAsync("#show");
        var code = Regex.Replace(await till.Locator(".till-bill .mono").InnerTextAsync(), @"[\s-]", "");
        await me.GotoAsync($"/app/pay/{code}");
        await me.FillAsync("[name='Form.Password']", Purses.Password);
        await me.Locator("main form button[type=submit]").First.ClickAsync();
        await me.Reaches("**/app/wallet/payments/*");
        await Assertions.Expect(till.Locator(".till-bill[data-state=Paid]")).ToBeVisibleAsync();
    }

    private static async Task Exchanged(IPage me, string own)
    {
        await me.Locator(".member-links a").Nth(1).ClickAsync();
        await Assertions.Expect(me.Locator("#points")).ToHaveTextAsync("39");
        await Stage.Picture(me, "weixin-member-04-exchange");
        await me.Locator("[name='Form.Offer']").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(me.Locator("#copy-digits")).ToBeVisibleAsync();
        new Uri(me.Url).AbsolutePath.Should().StartWith("/app/cards/").And.NotStartWith(own.Replace("/member", "", StringComparison.Ordinal));
    }

    private static async Task AtTheCounter(IPage counter, string appId, string number)
    {
        await counter.OpenConsole($"/a/{appId}/redeem");
        await counter.FillAsync("#code", number);
        await Press(counter, "#check");
        await Assertions.Expect(counter.Locator("#result [data-good=true] .ticket-title")).ToHaveTextAsync(Title);
        await Assertions.Expect(counter.Locator("#result .ticket-member dd").Nth(1)).ToHaveTextAsync("白银");
        // A membership is shown and not used up.
        await Assertions.Expect(counter.Locator("#consume")).ToHaveCountAsync(0);
        await Stage.Picture(counter, "weixin-member-05-counter");
    }

    private static async Task InTheConsole(IPage brand, string appId, string card, string number)
    {
        await brand.OpenConsole($"/a/{appId}/members?card={card}");
        var row = brand.Locator("tbody tr", new() { HasText = Regex.Replace(number, "(.{4})(?=.)", "$1 ") });
        await Assertions.Expect(row).ToContainTextAsync("林**");
        await Assertions.Expect(row).ToContainTextAsync("白银");
        await Stage.Picture(brand, "weixin-member-06-console");
        await row.Locator("a").ClickAsync();
        await Assertions.Expect(brand.Locator("#points")).ToHaveTextAsync("19");
        await Assertions.Expect(brand.Locator("[aria-labelledby=points-title] .movement")).ToHaveCountAsync(4);
    }

    private async Task NobodyElse(Side side, string appId, string card, string own, string link)
    {
        string[] consoles = [$"/a/{appId}/members?card={card}", $"/a/{appId}/members/plan?card={card}"];
        var stranger = await Stage.WindowOf(side, side.Stranger);
        foreach (var address in consoles)
            (await stranger.GotoAsync(address))!.Status.Should().Be(404);
        var passerby = await Stage.Subscriber(Stage.Weixin);
        foreach (var address in new[] { own, own.Replace("/member", "/exchange", StringComparison.Ordinal), own.Replace("/member", "/points", StringComparison.Ordinal), own.Replace("/member", "/balance", StringComparison.Ordinal) })
            (await passerby.GotoAsync(address))!.Status.Should().Be(404);
        var abroad = await Stage.Subscriber(Stage.WeChat);
        foreach (var address in new[] { link, own })
            (await abroad.GotoAsync(address))!.Status.Should().Be(404);
        var owner = await Stage.SignUp(Stage.WeChat, "Members abroad");
        foreach (var address in consoles)
            (await owner.GotoAsync(address))!.Status.Should().Be(404);
    }
}
