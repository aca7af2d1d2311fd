using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Several phones in one window, and one person who plays all their subscribers.</summary>
[Collection(StageCollection.Name)]
public sealed class PhonesTests(Stage stage) : StageTest(stage)
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Two_phones_side_by_side_have_subscribers_of_their_own(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var desk = await Stage.Window(side.Portal);
        await desk.GotoAsync("/app/sign-in");
        await desk.Locator("a[href='/phones']").ClickAsync();
        await desk.Reaches("**/phones");
        await Assertions.Expect(desk.Locator("iframe")).ToHaveCountAsync(2);

        for (var place = 0; place < 2; place++)
        {
            var (phone, number) = (desk.Locator("iframe").Nth(place).ContentFrame, Stage.Phone(edition));
            await phone.Locator("#number").FillAsync(number);
            await phone.Locator("form button.btn--l").ClickAsync();
            await Assertions.Expect(phone.Locator("#code")).ToBeVisibleAsync();
            await phone.Locator("#code").FillAsync(await Stage.CodeFor(side.Portal, number));
            await phone.Locator("form button.btn--l").ClickAsync();
            await phone.Locator("nav.app-tabs a[href='/app/me']").ClickAsync();
            await phone.Locator("a.profile-head").ClickAsync();
            await phone.Locator("#form-nickname").FillAsync($"Phone {place + 1}");
            await phone.Locator("form:has(#form-nickname) button[type=submit]").ClickAsync();
            await Assertions.Expect(phone.Locator(".alert--ok")).ToBeVisibleAsync();
        }

        await Stage.Picture(desk, $"{edition}-phones".ToLowerInvariant());
        await desk.ReloadAsync();
        for (var place = 0; place < 2; place++)
        {
            var phone = desk.Locator("iframe").Nth(place).ContentFrame;
            await phone.Locator("nav.app-tabs a[href='/app/me']").ClickAsync();
            await Assertions.Expect(phone.Locator(".profile-name")).ToHaveTextAsync($"Phone {place + 1}");
        }

        // The window itself is nobody's.
        await desk.GotoAsync("/app/me");
        await desk.Reaches("**/app/sign-in*");
    }
}
