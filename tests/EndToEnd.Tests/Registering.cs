using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A brand registers its official account.</summary>
internal sealed class Registering(Stage stage)
{
    /// <summary>Registers, and confirms the administrator's phone.</summary>
    /// <returns>The new account's AppID.</returns>
    public async Task<string> Account(RunningPortal portal, IPage page, string name)
    {
        var phone = await ToTheLastStep(portal, page, name);
        await page.PressNext();
        await page.Reaches("**/a/wx*");
        await Stage.Interactive(page);
        await page.Fill("Code", await stage.CodeFor(portal, phone));
        await page.Locator(".phone-panel button[type=submit]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".phone-panel")).ToHaveCountAsync(0);
        return page.Url.Split('/')[^1];
    }

    /// <summary>Fills in everything; what is left is one press.</summary>
    /// <returns>The administrator's number.</returns>
    public async Task<string> ToTheLastStep(RunningPortal portal, IPage page, string name)
    {
        var phone = stage.Phone(portal.Policy.Edition);
        await page.OpenConsole("/accounts/register");
        if (portal.Policy.Edition == Edition.Weixin)
            await Mainland(page, name, phone);
        else
            await Abroad(page, name, phone);
        await page.Locator("[data-field=Agreement] input[type=checkbox]").CheckAsync();
        return phone;
    }

    private static async Task Mainland(IPage page, string name, string phone)
    {
        await page.Locator("[data-field=Type] label.choice").Last.ClickAsync();
        await page.NextStep(1);
        await page.Choose("SubjectKind", 0);
        await page.Fill("LegalName", "杭州山野茶业有限公司");
        await page.Fill("RegistrationNumber", "91990000FACT1NAL8F");
        await page.SeesProblem("RegistrationNumber");
        await Stage.Picture(page, "weixin-01-wrong-checksum");
        await page.Fill("RegistrationNumber", "91990000FACT1NAL8E");
        await page.NextStep(2);
        await page.Fill("AdministratorName", "陈静");
        await page.Fill("IdNumber", "990000198506150029");
        await page.Fill("Phone", phone);
        await page.NextStep(3);
        await page.Fill("Name", name);
        await page.Fill("Introduction", "来自高山茶园的当季好茶，每周分享产地与冲泡知识。");
        await page.Locator("[data-field=Avatar] input[type=file]").SetInputFilesAsync(Files.Png("avatar.png", 400, 400));
        await Assertions.Expect(page.Locator("[data-field=Avatar] img")).ToBeVisibleAsync();
        await page.NextStep(4);
        await Stage.Picture(page, "weixin-02-review-answers");
    }

    private async Task Abroad(IPage page, string name, string phone)
    {
        await page.Fill("LegalName", $"{name} Ltd");
        await page.Fill("RegistrationNumber", $"GB{stage.Number():0000000}");
        await page.ChooseByText("Country", "United Kingdom");
        await page.NextStep(1);
        await page.Fill("AdministratorName", "Ava Thompson");
        await page.Fill("IdNumber", $"P{stage.Number():0000000}");
        await page.Fill("Phone", "+8613812345678");
        await page.SeesProblem("Phone");
        await Stage.Picture(page, "wechat-01-mainland-number");
        await page.Fill("Phone", phone);
        await page.NextStep(2);
        await page.Fill("Name", name);
        await page.Fill("Introduction", "Independent and curious since 1987: readings, rare finds and good company.");
        await page.ChooseByText("TimeZone", "London");
        await page.NextStep(3);
        await Stage.Picture(page, "wechat-02-review-answers");
    }
}
