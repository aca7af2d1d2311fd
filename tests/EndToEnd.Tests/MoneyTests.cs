using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What several people do with money at the same moment, with the hands: each gets their own, and nobody's is lost or doubled.</summary>
[Collection(StageCollection.Name)]
public sealed class MoneyTests(Stage stage) : StageTest(stage)
{
    [Fact]
    public async Task A_red_packet_opened_by_five_people_at_once()
    {
        var me = await WithMoney("100");
        var friends = new List<IPage>();
        for (var i = 0; i < 6; i++)
            friends.Add(await WithWallet());
        await me.GotoAsync("/app/red-packets/new?kind=lucky");
        await me.FillAsync("[name='Form.Shares']", "5");
        await me.FillAsync("[name='Form.Amount']", "25");
        await me.FillAsync("[name='Form.Password']", Purses.Password);
        await Send(me);
        await me.WaitForSelectorAsync("#packet");
        var packet = new Uri(me.Url).AbsolutePath;
        await Stage.Picture(me, "weixin-money-01-packet");
        foreach (var friend in friends)
            await friend.GotoAsync(packet);

        // Five at once, each as a double click arrives.
        await Task.WhenAll(friends.Take(5).Select(friend => friend.Locator(".packet-open").EvaluateAsync("button => { button.click(); button.click(); }")));

        var sum = 0m;
        foreach (var friend in friends.Take(5))
        {
            await Assertions.Expect(friend.Locator(".packet-mine")).ToBeVisibleAsync();
            sum += decimal.Parse((await friend.Locator(".packet-mine").InnerTextAsync()).TrimStart('¥'), CultureInfo.InvariantCulture);
        }

        sum.Should().Be(25m);
        await friends[5].ClickAsync(".packet-open");
        await Assertions.Expect(friends[5].Locator(".packet-state")).ToBeVisibleAsync();
        await Assertions.Expect(friends[5].Locator("#shares > li")).ToHaveCountAsync(5);
        await me.GotoAsync("/app/wallet");
        await Assertions.Expect(me.Locator(".wallet-balance")).ToHaveTextAsync("¥75.00");
        var abroad = await Stage.Subscriber(Stage.WeChat);
        foreach (var address in new[] { "/app/red-packets", packet })
            (await abroad.GotoAsync(address))!.Status.Should().Be(404);
    }

    [Fact]
    public async Task A_payment_at_the_till_and_a_part_of_it_given_back()
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var payer = await WithMoney("100");
        var till = await Stage.WindowOf(side, side.Owner);
        await till.GotoAsync($"/a/{side.Account.AppId}/till");
        await Stage.Interactive(till);
        await till.FillAsync("#amount", "12.50");
        await till.ClickAsync("#show");
        var code = Regex.Replace(await till.Locator(".till-bill .mono").InnerTextAsync(), @"[\s-]", "");
        await Stage.Picture(till, "weixin-money-02-till");

        await payer.GotoAsync($"/app/pay/{code}");
        await payer.FillAsync("[name='Form.Password']", Purses.Password);
        await payer.Locator("main form button[type=submit]").First.EvaluateAsync("button => { button.click(); button.click(); }");
        await payer.Reaches("**/app/wallet/payments/*");
        var receipt = new Uri(payer.Url).AbsolutePath;

        // At once and without a reload.
        await Assertions.Expect(till.Locator(".till-bill[data-state=Paid]")).ToBeVisibleAsync();
        await till.GotoAsync($"/a/{side.Account.AppId}/takings");
        await Stage.Interactive(till);
        var row = till.Locator($"tr[data-payment='{receipt.Split('/')[^1]}']");
        await row.Locator("button").ClickAsync();
        await till.FillAsync("[data-field='refund-amount'] input", "2.50");
        await till.FillAsync("[data-field='refund-reason'] input", "One cup was cold");
        await till.ClickAsync("#give-back");
        await Assertions.Expect(row.Locator(".chip--warn")).ToBeVisibleAsync();
        await payer.GotoAsync(receipt);
        await Assertions.Expect(payer.Locator("main")).ToContainTextAsync("One cup was cold");
        await payer.GotoAsync("/app/wallet");
        await Assertions.Expect(payer.Locator(".wallet-balance")).ToHaveTextAsync("¥90.00");

        var other = await Stage.Subscriber(Stage.Weixin);
        (await other.GotoAsync(receipt))!.Status.Should().Be(404);
    }

    [Fact]
    public async Task A_film_seen_by_two_and_one_seat_that_both_want()
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var pages = new[] { await WithMoney("50"), await WithMoney("50") };
        foreach (var page in pages)
        {
            await page.GotoAsync($"/app/cinema/screenings/{side.CodeFor("/app/cinema/screenings/")}");
            await page.Locator("[name='Form.Seats'][value='101']").CheckAsync(new() { Force = true });
        }

        await Task.WhenAll(pages.Select(page => page.Locator("#seats button[type=submit]").EvaluateAsync("button => button.click()")));

        foreach (var page in pages)
            await page.WaitForSelectorAsync("#form-seats-error, form.form [name='Form.Password']");
        var winner = pages.Single(page => page.Url.Contains("/app/cinema/orders/", StringComparison.Ordinal));
        var loser = pages.Single(page => page != winner);
        await Assertions.Expect(loser.Locator("#form-seats-error")).ToBeVisibleAsync();
        await Stage.Picture(loser, "weixin-money-03-seat-gone");
        await loser.Locator("[name='Form.Seats'][value='102']").CheckAsync(new() { Force = true });
        await loser.ClickAsync("#seats button[type=submit]");
        foreach (var page in pages)
        {
            await page.Reaches("**/app/cinema/orders/*");
            await page.FillAsync("[name='Form.Password']", Purses.Password);
            await page.Locator("form.form button[type=submit]").First.ClickAsync();
            await Assertions.Expect(page.Locator("main img.qr, main .qr").First).ToBeVisibleAsync();
        }

        await Stage.Picture(winner, "weixin-money-04-ticket");
        var theirs = new Uri(winner.Url).AbsolutePath;
        (await loser.GotoAsync(theirs))!.Status.Should().Be(404);
        var abroad = await Stage.Subscriber(Stage.WeChat);
        foreach (var address in new[] { "/app/cinema", theirs })
            (await abroad.GotoAsync(address))!.Status.Should().Be(404);
    }

    private async Task<IPage> WithWallet()
    {
        var page = await Stage.Subscriber(Stage.Weixin);
        await page.OpenWallet();
        return page;
    }

    private async Task<IPage> WithMoney(string yuan)
    {
        var page = await WithWallet();
        await page.PutMoney(yuan);
        return page;
    }

    private static Task Send(IPage page) => page.ClickAsync("main form button[type=submit]");
}
