using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Two with their phones in their hands: one shows a code, the other scans it and asks, and they are friends.</summary>
[Collection(StageCollection.Name)]
public sealed class FriendTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_code_is_scanned_a_request_accepted_and_a_friend_named_and_removed(Edition edition)
    {
        var portal = Stage.Of(edition);
        var (shower, asker) = (await Stage.Subscriber(portal), await Stage.Subscriber(portal));
        await shower.GotoAsync("/app/me");
        await shower.Locator("main a[href='/app/friends']").TapAsync();
        await shower.Reaches("**/app/friends");
        await shower.Locator("a[href='/app/friends/code']").TapAsync();
        await shower.Reaches("**/app/friends/code");
        var scanned = new Uri(await Files.Decoded(shower.Locator("img.app-qr")));
        scanned.Authority.Should().Be(portal.Address.Authority);
        (await shower.InnerTextAsync("#my-code")).Replace("-", "").Should().Be(scanned.Segments[^1]);
        await shower.GotoAsync("/app/friends");

        await asker.GotoAsync("/app/friends/add");
        await asker.FillAsync("#form-code", "ABCD-EFGH-JKMN");
        await asker.Locator("main form button").TapAsync();
        await Assertions.Expect(asker.Locator("#form-code-error")).ToBeVisibleAsync();
        await Assertions.Expect(asker.Locator("#form-code")).ToHaveValueAsync("ABCD-EFGH-JKMN");
        await asker.FillAsync("#form-code", scanned.ToString());
        await asker.Locator("main form button").TapAsync();
        await asker.Reaches("**/app/f/*");
        await asker.FillAsync("#form-words", $"From the tea house, {edition}");
        // Both presses before the first is answered, as a double tap arrives.
        await asker.Locator("#person form:not([hidden]) button[type=submit]").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(asker.Locator("#person [role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(asker.Locator("#person .said")).ToHaveTextAsync($"From the tea house, {edition}");
        await Assertions.Expect(asker.Locator("#form-words")).ToBeHiddenAsync();

        // The open page tells it by itself, and so does the tab.
        await Assertions.Expect(shower.Locator("#friends .badge-count")).ToContainTextAsync("1");
        await Assertions.Expect(shower.Locator("[data-badge='/app/me']")).ToContainTextAsync("1");
        await shower.Locator("a[href='/app/friends/requests']").TapAsync();
        await shower.Reaches("**/app/friends/requests");
        await Assertions.Expect(shower.Locator("#requests .said")).ToHaveTextAsync($"From the tea house, {edition}");
        await Stage.Picture(shower, $"{edition}-friends-01-request".ToLowerInvariant());
        await shower.Locator("#requests button[name=accept]").EvaluateAsync("button => { button.click(); button.click(); }");
        await shower.Reaches("**/app/friends/requests?said=accepted");
        await Assertions.Expect(shower.Locator("[data-badge='/app/me']")).ToBeHiddenAsync();

        await shower.GotoAsync("/app/friends");
        await shower.Locator("#friends .list-title + .list a").TapAsync();
        await shower.FillAsync("#form-remark", "Tea house");
        await shower.Locator("form:has(#form-remark) button").TapAsync();
        await Assertions.Expect(shower.Locator("#friend h2")).ToHaveTextAsync("Tea house");
        await Stage.Picture(shower, $"{edition}-friends-02-friend".ToLowerInvariant());
        await shower.GotoAsync("/app/friends?q=tea");
        await Assertions.Expect(shower.Locator("#friends .list-title + .list a")).ToContainTextAsync("Tea house");
        await shower.Locator("#friends .list-title + .list a").TapAsync();
        await shower.Locator("[popovertarget=remove]:not([popovertargetaction])").TapAsync();
        await shower.Locator("#remove button[type=submit]").TapAsync();
        await shower.Reaches("**/app/friends?said=gone");
        await asker.GotoAsync("/app/friends");
        await Assertions.Expect(asker.Locator("#friends .empty")).ToBeVisibleAsync();

        var other = await Stage.Subscriber(Stage.Of(edition == Edition.Weixin ? Edition.WeChat : Edition.Weixin));
        (await other.GotoAsync(scanned.PathAndQuery))!.Status.Should().Be(404);
    }

    [Fact]
    public async Task Money_goes_to_a_friend_who_was_chosen_in_the_list()
    {
        var (sender, friend) = (await Stage.Subscriber(Stage.Weixin), await Stage.Subscriber(Stage.Weixin));
        await friend.GotoAsync("/app/friends/code");
        var code = (await friend.InnerTextAsync("#my-code")).Replace("-", "");
        await sender.GotoAsync($"/app/f/{code}");
        await sender.Locator("#person form:not([hidden]) button[type=submit]").TapAsync();
        await Assertions.Expect(sender.Locator("#person [role=status]")).ToBeVisibleAsync();
        await friend.GotoAsync("/app/friends/requests");
        await friend.Locator("#requests button[name=accept]").TapAsync();
        await friend.Reaches("**/app/friends/requests?said=accepted");
        await sender.OpenWallet();
        await sender.PutMoney("60");

        await sender.GotoAsync("/app/wallet/transfer");
        await sender.Locator("a[href='/app/friends?for=transfer']").TapAsync();
        await sender.Reaches("**/app/friends?for=transfer");
        var row = sender.Locator("#friends .list-title + .list a");
        var name = await row.Locator(".list-head > span").First.InnerTextAsync();
        await row.TapAsync();
        await sender.Reaches("**/app/wallet/transfer?friend=*");
        await sender.FillAsync("[name='Form.Amount']", "none");
        await sender.FillAsync("[name='Form.Password']", Purses.Password);
        await sender.Locator("main form button[type=submit]").TapAsync();
        await Assertions.Expect(sender.Locator("#form-amount-error")).ToBeVisibleAsync();
        await Assertions.Expect(sender.Locator(".recipient")).ToContainTextAsync(name);
        await sender.FillAsync("[name='Form.Amount']", "25");
        await sender.FillAsync("[name='Form.Password']", Purses.Password);
        await sender.Locator("main form button[type=submit]").TapAsync();
        await sender.Reaches("**/app/wallet/transfers/*");
        await Assertions.Expect(sender.Locator("main")).ToContainTextAsync(name);

        await sender.GotoAsync("/app/friends");
        await row.TapAsync();
        await sender.Locator("a[href^='/app/red-packets/new?friend=']").TapAsync();
        await sender.FillAsync("[name='Form.Amount']", "8.88");
        await sender.FillAsync("[name='Form.Password']", Purses.Password);
        await sender.Locator("main form button[type=submit]").TapAsync();
        await sender.Leaves("/app/red-packets/new");
        await Assertions.Expect(sender.Locator("#packet")).ToBeVisibleAsync();
        await Assertions.Expect(sender.Locator("main")).ToContainTextAsync(name);
        await friend.GotoAsync("/app/red-packets");
        await Assertions.Expect(friend.Locator(".packet-tile")).ToHaveCountAsync(1);
    }
}
