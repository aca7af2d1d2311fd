using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A mainland brand is verified: it applies, corrects what a reviewer asks for, and is approved.</summary>
internal sealed class Verifying(Stage stage)
{
    public async Task Brand(RunningPortal portal, IPage brand, string appId, string name)
    {
        await Apply(brand, appId);

        // The reviewer reads, and asks for one correction with a reason.
        var reviewer = await Reviewer(portal);
        await Open(reviewer, name, "weixin-06-queue");
        await Assertions.Expect(reviewer.Locator(".doc-page iframe[title='营业执照.pdf']")).ToBeVisibleAsync();
        await reviewer.Locator("[data-field=LegalRepresentative] button").ClickAsync();
        await reviewer.Locator("#request-correction").ClickAsync();
        await reviewer.SeesProblem("LegalRepresentative");
        await reviewer.Locator("[data-field=LegalRepresentative] .mud-select .mud-input-slot, [data-field=LegalRepresentative] .mud-select input").First.ClickAsync();
        await reviewer.Locator(".mud-popover-open .mud-list-item").First.ClickAsync();
        await reviewer.Locator("#document-choice").SelectOptionAsync("1");
        await Assertions.Expect(reviewer.Locator(".doc-page img")).ToBeVisibleAsync();
        await reviewer.EvaluateAsync("scrollTo(0, 0)");
        await Stage.Picture(reviewer, "weixin-07-desk");
        await reviewer.Locator("#request-correction").ClickAsync();
        await Assertions.Expect(reviewer.Locator("#request-correction")).ToHaveCountAsync(0);

        // Only that field is asked for again; the rest stays.
        await brand.ReloadAsync();
        await Stage.Interactive(brand);
        await Assertions.Expect(brand.Locator("[data-field=LegalRepresentative] [role=note]")).ToBeVisibleAsync();
        await Stage.Picture(brand, "weixin-08-correction");
        await brand.Fill("LegalRepresentative", "陈国强");
        await HandIn(brand);

        await Open(reviewer, name);
        await reviewer.Locator("#approve").ClickAsync();
        await reviewer.Locator("#confirm").ClickAsync();
        await Assertions.Expect(reviewer.Locator("#confirm")).ToHaveCountAsync(0);
    }

    private static async Task Apply(IPage brand, string appId)
    {
        await brand.OpenConsole($"/a/{appId}/verification");
        await brand.Locator("#start-case").ClickAsync();
        await brand.Fill("LegalName", "杭州山野茶业有限公司");
        await brand.Fill("CreditCode", "91990000FACT1NAL8E");
        await brand.Fill("LegalRepresentative", "陈国华");
        await brand.Fill("ContactName", "陈静");
        await brand.Fill("ContactPhone", "13800138000");
        var licence = brand.Locator("[data-field=BusinessLicence]");
        await brand.Locator("#licence-file").SetInputFilesAsync(Files.Licence("营业执照.jpg", "杭州山野茶业有限公司", "91990000FACT1NAL8E", "陈国华"));
        await Assertions.Expect(licence.Locator("img")).ToBeVisibleAsync();
        await Stage.Picture(brand, "weixin-05-verification");
        // A better copy turns up: the scan takes the place of the photograph.
        await brand.Locator("#licence-file").SetInputFilesAsync(Files.Pdf("营业执照.pdf"));
        await Assertions.Expect(licence).ToContainTextAsync("营业执照.pdf");
        await Assertions.Expect(licence.Locator("img")).ToHaveCountAsync(0);
        await HandIn(brand);
    }

    private static async Task HandIn(IPage brand)
    {
        await brand.Locator("#submit-case").ClickAsync();
        await Assertions.Expect(brand.Locator("#submit-case")).ToHaveCountAsync(0);
    }

    private static async Task Open(IPage reviewer, string name, string? picture = null)
    {
        await reviewer.OpenConsole("/review");
        if (picture is not null)
            await Stage.Picture(reviewer, picture);
        await reviewer.Locator("tr[data-case]", new() { HasText = name }).Locator("a").ClickAsync();
    }

    private async Task<IPage> Reviewer(RunningPortal portal)
    {
        // Appointed as the command line would: the first reviewer of an empty portal has nobody above.
        var page = await stage.SignUp(portal, "Reviewer Zhou");
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();
        var user = await db.Users.SingleAsync(row => row.DisplayName == "Reviewer Zhou");
        await dbs.Appoint(user.Id, PlatformRoles.Reviewer);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("[name='Form.Email']", user.Email!);
        await page.FillAsync("[name='Form.Password']", Stage.Password);
        await page.ClickAsync("form button[type=submit].btn--block");
        await page.Leaves("/account/");
        return page;
    }
}
