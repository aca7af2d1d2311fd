using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A subscriber's wallet in the app, with the hands: opened, filled from a bank card, emptied to it, and nobody else's business.</summary>
[Collection(StageCollection.Name)]
public sealed class WalletTests(Stage stage) : StageTest(stage)
{
    private const string Password = "305917";

    [Fact]
    public async Task A_wallet_from_its_opening_to_a_withdrawal()
    {
        var me = await Stage.Subscriber(Stage.Weixin);
        await me.GotoAsync("/app/me");
        await me.ClickAsync("main a[href='/app/wallet']");
        await me.ClickAsync("main a[href='/app/wallet/open']");
        await me.FillAsync("[name='Form.Name']", "林小满");
        await me.FillAsync("[name='Form.IdNumber']", "990000199001010018");
        await me.FillAsync("[name='Form.NewPassword']", Password);
        await me.FillAsync("[name='Form.Repeated']", Password);
        await Send(me);
        await Assertions.Expect(me.Locator("#form-idnumber-error")).ToBeVisibleAsync();
        await Assertions.Expect(me.Locator("[name='Form.Name']")).ToHaveValueAsync("林小满");
        await me.FillAsync("[name='Form.IdNumber']", "990000199001010017");
        await me.FillAsync("[name='Form.NewPassword']", Password);
        await me.FillAsync("[name='Form.Repeated']", Password);
        await Send(me);
        await me.Reaches("**/app/wallet?done=opened");
        await Stage.Picture(me, "weixin-wallet-01-opened");

        await me.GotoAsync("/app/wallet/cards/add");
        await me.FillAsync("[name='Form.CardNumber']", TestCards.All[1].Number);
        await me.FillAsync("[name='Form.Password']", Password);
        await Send(me);
        await me.Reaches("**/app/wallet/cards?done=added");

        await me.GotoAsync("/app/wallet/top-up");
        await me.FillAsync("[name='Form.Amount']", "128.50");
        await me.FillAsync("[name='Form.Password']", Password);
        // Both clicks before the first is answered, as a double click arrives.
        await me.Locator("main form button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");
        await me.Reaches("**/app/wallet/orders/*");
        await Assertions.Expect(me.Locator("main")).ToContainTextAsync("¥128.50");
        var order = new Uri(me.Url).AbsolutePath;

        await me.GotoAsync("/app/wallet/withdraw");
        await me.FillAsync("[name='Form.Amount']", "28.49");
        await me.FillAsync("[name='Form.Password']", Password);
        await Send(me);
        await me.Reaches("**/app/wallet/orders/*");

        await me.GotoAsync("/app/wallet");
        await Assertions.Expect(me.Locator(".wallet-balance")).ToHaveTextAsync("¥100.01");
        await me.GotoAsync("/app/wallet/history");
        await Assertions.Expect(me.Locator("main .list > li")).ToHaveCountAsync(2);
        await Stage.Picture(me, "weixin-wallet-02-history");

        var friendsPhone = Stage.Phone(Edition.Weixin);
        await me.GotoAsync("/app/wallet/transfer");
        await me.FillAsync("[name='Form.Phone']", friendsPhone);
        await me.FillAsync("[name='Form.Amount']", "50");
        await me.FillAsync("[name='Form.Note']", "午饭");
        await me.FillAsync("[name='Form.Password']", Password);
        await Send(me);
        await me.Reaches("**/app/wallet/transfers/*");
        var transfer = new Uri(me.Url).AbsolutePath;
        await Stage.Picture(me, "weixin-wallet-03-transfer");

        // The friend comes for the first time, finds it waiting, and opens a wallet to take it into.
        var friend = await Stage.Subscriber(Stage.Weixin, friendsPhone);
        await friend.GotoAsync("/app/wallet");
        await friend.ClickAsync($"main a[href='{transfer}']");
        await friend.ClickAsync("main button:text('确认收款')");
        await friend.Reaches("**/app/wallet/open");
        await friend.FillAsync("[name='Form.Name']", "陈国华");
        await friend.FillAsync("[name='Form.IdNumber']", "990000198506150029");
        await friend.FillAsync("[name='Form.NewPassword']", "482036");
        await friend.FillAsync("[name='Form.Repeated']", "482036");
        await Send(friend);
        await friend.Reaches("**/app/wallet?done=opened");
        await friend.GotoAsync(transfer);
        await friend.Locator("main button:text('确认收款')").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(friend.Locator("#transfer .order--done")).ToBeVisibleAsync();
        await friend.GotoAsync("/app/wallet");
        await Assertions.Expect(friend.Locator(".wallet-balance")).ToHaveTextAsync("¥50.00");
        await me.ReloadAsync();
        await Assertions.Expect(me.Locator("#transfer .order--done")).ToBeVisibleAsync();

        var stranger = await Stage.Subscriber(Stage.Weixin);
        foreach (var address in new[] { order, transfer })
            (await stranger.GotoAsync(address))!.Status.Should().Be(404);
        var abroad = await Stage.Subscriber(Stage.WeChat);
        foreach (var address in new[] { "/app/wallet", order, transfer })
            (await abroad.GotoAsync(address))!.Status.Should().Be(404);
        await abroad.GotoAsync("/app/me");
        await Assertions.Expect(abroad.Locator("main a[href^='/app/wallet']")).ToHaveCountAsync(0);
    }

    private static Task Send(IPage page) => page.ClickAsync("main form button[type=submit]");
}
