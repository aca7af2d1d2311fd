using Microsoft.Playwright;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A subscriber finds accounts, follows and leaves them.</summary>
internal static class Following
{
    extension(IPage page)
    {
        public async Task Search(string term)
        {
            await page.GotoAsync("/app/search");
            await page.Locator("input[type=search]").FillAsync(term);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**/app/search?**");
            await page.WaitForLoadStateAsync(LoadState.Load);
        }

        public async Task Follow()
        {
            await page.Locator(".profile-actions form button").First.ClickAsync();
            await Assertions.Expect(page.Locator("[popovertarget=unfollow]:not([popovertargetaction])")).ToBeVisibleAsync();
        }

        public async Task Unfollow()
        {
            await page.Locator("[popovertarget=unfollow]:not([popovertargetaction])").ClickAsync();
            await page.Locator("#unfollow button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator("[popovertarget=unfollow]:not([popovertargetaction])")).ToHaveCountAsync(0);
        }

        /// <summary>The link behind the QR code, as the account's own page shows it.</summary>
        public async Task<string> QrLink() => (await page.Locator(".qr-panel code").InnerTextAsync()).Trim();
    }
}
