using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Tests;

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
            await page.Reaches("**/app/search?**");
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

        /// <summary>The account's link, as its own page shows it.</summary>
        public async Task<string> AccountLink() => (await page.Locator(".qr-panel code").InnerTextAsync()).Trim();
    }

    /// <summary>Where the account's QR code leads: no console shows it in letters.</summary>
    public static async Task<string> Scanned(RunningPortal portal, string appId)
    {
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();
        return $"/app/q/{await db.OfficialAccounts.Where(row => row.AppId == appId).Select(row => row.QrTicket).SingleAsync()}";
    }
}
