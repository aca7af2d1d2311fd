using Microsoft.Playwright;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A subscriber comes to money.</summary>
internal static class Purses
{
    /// <summary>Of every wallet that is opened here.</summary>
    public const string Password = "305917";

    extension(IPage page)
    {
        public async Task OpenWallet()
        {
            await page.GotoAsync("/app/wallet/open");
            await page.FillAsync("[name='Form.Name']", "林小满");
            await page.FillAsync("[name='Form.IdNumber']", "990000199001010017");
            await page.FillAsync("[name='Form.NewPassword']", Password);
            await page.FillAsync("[name='Form.Repeated']", Password);
            await page.Send();
            await page.Reaches("**/app/wallet?done=opened");
        }

        /// <summary>From a bank card that is added first.</summary>
        public async Task PutMoney(string yuan)
        {
            await page.GotoAsync("/app/wallet/cards/add");
            await page.FillAsync("[name='Form.CardNumber']", TestCards.All[1].Number);
            await page.FillAsync("[name='Form.Password']", Password);
            await page.Send();
            await page.Reaches("**/app/wallet/cards?done=added");
            await page.GotoAsync("/app/wallet/top-up");
            await page.FillAsync("[name='Form.Amount']", yuan);
            await page.FillAsync("[name='Form.Password']", Password);
            await page.Send();
            await page.Reaches("**/app/wallet/orders/*");
        }

        private Task Send() => page.ClickAsync("main form button[type=submit]");
    }
}
