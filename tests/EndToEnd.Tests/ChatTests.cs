using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>What an account sends lies in its chat, and counts until it was looked at.</summary>
[Collection(StageCollection.Name)]
public sealed class ChatTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_message_counts_until_its_chat_was_looked_at_and_of_a_muted_one_nowhere(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var phone = await Stage.Subscriber(side.Portal, door: $"/app/q/{side.Account.QrTicket}");
        await phone.Follow();
        await phone.GotoAsync("/app");
        var (row, total) = (phone.Locator($"#chat-list a[href='/app/chats/{side.Account.AppId}']"), phone.Locator("[data-badge='/app']"));
        await Assertions.Expect(row).ToContainTextAsync(side.Account.Name);

        await side.Sent("Told at once");

        await Assertions.Expect(row).ToContainTextAsync("Told at once");
        await Assertions.Expect(row.Locator(".badge-count")).ToContainTextAsync("1");
        await Assertions.Expect(total).ToContainTextAsync("1");
        await Open();
        await Assertions.Expect(phone.Locator("a.msg-card")).ToContainTextAsync("Told at once");
        await phone.Locator(".app-back").ClickAsync();
        await phone.Reaches("**/app");
        await Assertions.Expect(row.Locator(".badge-count")).ToHaveCountAsync(0);
        await Assertions.Expect(total).ToBeHiddenAsync();

        await Open();
        await phone.Locator("[popovertarget=chat-menu]").First.ClickAsync();
        await phone.Locator("#chat-menu form button").ClickAsync();
        await Assertions.Expect(phone.Locator("#chat-menu input[name=to]")).ToHaveValueAsync("off");
        await side.Sent("Said quietly");
        await phone.GotoAsync("/app");
        await Assertions.Expect(row).ToContainTextAsync("Said quietly");
        await Assertions.Expect(row.Locator(".badge-count--dot")).ToBeVisibleAsync();
        await Assertions.Expect(total).ToBeHiddenAsync();

        async Task Open()
        {
            await row.ClickAsync();
            await phone.Reaches("**/app/chats/**");
        }
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task The_code_that_a_subscriber_shows_leads_another_one_to_the_account(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var shower = await Stage.WindowOf(side, side.Follower);
        await shower.GotoAsync($"/app/accounts/{side.Account.AppId}");
        await shower.Locator($"a[href='/app/accounts/{side.Account.AppId}/qr']").ClickAsync();
        await shower.Reaches("**/qr");

        var scanned = new Uri(await Files.Decoded(shower.Locator("img.app-qr")));

        scanned.Authority.Should().Be(side.Portal.Address.Authority);
        var other = await Stage.Subscriber(side.Portal, door: scanned.PathAndQuery);
        await other.Follow();
    }
}
