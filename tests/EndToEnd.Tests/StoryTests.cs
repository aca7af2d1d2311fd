using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>The whole story once through, as its people live it: each side for itself, then both at once.</summary>
[Collection(StageCollection.Name)]
public sealed class StoryTests(Stage stage)
{
    [Fact]
    public async Task A_mainland_brand_from_registration_to_a_joined_campaign()
    {
        var portal = stage.Weixin;
        var brand = await stage.SignUp(portal, "陈静");
        var phone = stage.Phone(Edition.Weixin);
        await RegisterWeixin(brand, "山野茶事", phone);
        await ConfirmPhone(portal, brand, phone);
        var appId = brand.Url.Split('/')[^1];
        await Stage.Picture(brand, "weixin-03-account-unverified");

        // Unverified: the search does not know it, its QR code leads to it.
        var early = await stage.Subscriber(portal);
        await Search(early, "山野茶事");
        (await early.Locator($"a[href*='{appId}']").CountAsync()).Should().Be(0);
        await early.GotoAsync(await LinkOf(brand));
        await Follow(early);
        await Stage.Picture(early, "weixin-04-followed-by-qr");

        await Verify(portal, brand, appId);

        // Verified: found, with its badge.
        var late = await stage.Subscriber(portal);
        await Search(late, "山野茶事");
        await Assertions.Expect(late.Locator($"a[href*='{appId}']").First).ToBeVisibleAsync();
        await Stage.Picture(late, "weixin-09-search");
        await late.Locator($"a[href*='{appId}']").First.ClickAsync();
        await late.WaitForURLAsync("**/app/accounts/**");
        await Follow(late);

        await CampaignFromDraftToJoin(portal, brand, appId, [early, late], "春茶品鉴会开放报名", "weixin");
    }

    [Fact]
    public async Task An_overseas_brand_from_registration_to_a_joined_campaign()
    {
        var portal = stage.WeChat;
        var brand = await stage.SignUp(portal, "Ava Thompson");
        var phone = stage.Phone(Edition.WeChat);
        await RegisterWeChat(brand, "Harbour Books", phone);
        await ConfirmPhone(portal, brand, phone);
        var appId = brand.Url.Split('/')[^1];
        await Stage.Picture(brand, "wechat-03-account");

        // Active is enough here: the search finds it at once.
        var reader = await stage.Subscriber(portal);
        await Search(reader, "Harbour");
        await reader.Locator($"a[href*='{appId}']").First.ClickAsync();
        await reader.WaitForURLAsync("**/app/accounts/**");
        await Follow(reader);
        await Stage.Picture(reader, "wechat-04-followed");
        await reader.Locator("[popovertarget=unfollow]").ClickAsync();
        await reader.Locator("#unfollow button[type=submit]").ClickAsync();
        await Assertions.Expect(reader.Locator("[popovertarget=unfollow]")).ToHaveCountAsync(0);
        await Follow(reader);

        await CampaignFromDraftToJoin(portal, brand, appId, [reader], "An evening with the author", "wechat");
    }

    [Fact]
    public async Task What_lives_on_one_side_does_not_exist_on_the_other()
    {
        var brand = await stage.SignUp(stage.WeChat, "Nora Berg");
        var phone = stage.Phone(Edition.WeChat);
        await RegisterWeChat(brand, "Fjord Outdoor", phone);
        await ConfirmPhone(stage.WeChat, brand, phone);
        var link = new Uri(await LinkOf(brand)).AbsolutePath;

        // Where it lives, a mainland number is shown the way to its own side.
        var mainland = stage.Phone(Edition.Weixin);
        var stranger = await stage.Window(stage.WeChat, phone: true);
        await stranger.GotoAsync(link);
        (await stranger.InnerTextAsync("body")).Should().NotContain("Fjord");
        await Stage.AskForCode(stranger, mainland);
        await Assertions.Expect(stranger.Locator($"a[href^='{stage.Weixin.Address.ToString().TrimEnd('/')}']").First).ToBeVisibleAsync();

        // On their own side the same link leads to nothing, and nothing tells whether there is such a thing.
        var home = await stage.Subscriber(stage.Weixin, mainland);
        var answer = await home.GotoAsync(new Uri(stage.Weixin.Address, link).ToString());
        answer!.Status.Should().Be(404);
        var said = await home.InnerTextAsync("main");
        var nonsense = await home.GotoAsync(new Uri(stage.Weixin.Address, link[..^4] + "zzzz").ToString());
        nonsense!.Status.Should().Be(404);
        (await home.InnerTextAsync("main")).Should().Be(said).And.NotContain("Fjord");
        await Search(home, "Fjord");
        (await home.InnerTextAsync("main")).Should().NotContain("Outdoor");
        await Stage.Picture(home, "both-nothing-here");
    }

    private static async Task RegisterWeixin(IPage page, string name, string phone)
    {
        await page.GotoAsync("/accounts/register");
        await Stage.Interactive(page);
        await page.Locator("[data-field=Type] label.choice").Last.ClickAsync();
        await NextStep(page, 1);
        await Choose(page, "SubjectKind", 0);
        await Fill(page, "LegalName", "杭州山野茶业有限公司");
        await Fill(page, "RegistrationNumber", "91990000FACT1NAL8F");
        await Assertions.Expect(page.Locator("[data-field=RegistrationNumber] .mud-input-error").First).ToBeVisibleAsync();
        await Stage.Picture(page, "weixin-01-wrong-checksum");
        await Fill(page, "RegistrationNumber", "91990000FACT1NAL8E");
        await NextStep(page, 2);
        await Fill(page, "AdministratorName", "陈静");
        await Fill(page, "IdNumber", "990000198506150029");
        await Fill(page, "Phone", phone);
        await NextStep(page, 3);
        await Fill(page, "Name", name);
        await Fill(page, "Introduction", "来自高山茶园的当季好茶，每周分享产地与冲泡知识。");
        await page.Locator("[data-field=Avatar] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "avatar.png", MimeType = "image/png", Buffer = Picture(400, 400) });
        await Assertions.Expect(page.Locator("[data-field=Avatar] img")).ToBeVisibleAsync();
        await NextStep(page, 4);
        await Stage.Picture(page, "weixin-02-review-answers");
        await Register(page);
    }

    private static async Task RegisterWeChat(IPage page, string name, string phone)
    {
        await page.GotoAsync("/accounts/register");
        await Stage.Interactive(page);
        await Fill(page, "LegalName", $"{name} Ltd");
        await Fill(page, "RegistrationNumber", $"GB{Random.Shared.Next(1000000, 9999999)}");
        await ChooseByText(page, "Country", "United Kingdom");
        await NextStep(page, 1);
        await Fill(page, "AdministratorName", "Ava Thompson");
        await Fill(page, "IdNumber", $"P{Random.Shared.Next(1000000, 9999999)}");
        await Fill(page, "Phone", "+8613812345678");
        await Assertions.Expect(page.Locator("[data-field=Phone] .mud-input-error").First).ToBeVisibleAsync();
        await Stage.Picture(page, "wechat-01-mainland-number");
        await Fill(page, "Phone", phone);
        await NextStep(page, 2);
        await Fill(page, "Name", name);
        await Fill(page, "Introduction", "Independent and curious since 1987: readings, rare finds and good company.");
        await ChooseByText(page, "TimeZone", "London");
        await NextStep(page, 3);
        await Stage.Picture(page, "wechat-02-review-answers");
        await Register(page);
    }

    private static async Task Register(IPage page)
    {
        await page.Locator("[data-field=Agreement] input[type=checkbox]").CheckAsync();
        await page.Locator(".wizard-actions button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/a/wx*");
        await Stage.Interactive(page);
    }

    private async Task ConfirmPhone(RunningPortal portal, IPage page, string phone)
    {
        await Fill(page, "Code", await stage.CodeFor(portal, phone));
        await page.Locator(".phone-panel button[type=submit]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".phone-panel")).ToHaveCountAsync(0);
    }

    private async Task Verify(RunningPortal portal, IPage brand, string appId)
    {
        await brand.GotoAsync($"/a/{appId}/verification");
        await Stage.Interactive(brand);
        await brand.Locator("#start-case").ClickAsync();
        await Fill(brand, "LegalName", "杭州山野茶业有限公司");
        await Fill(brand, "CreditCode", "91990000FACT1NAL8E");
        await Fill(brand, "LegalRepresentative", "陈国华");
        await Fill(brand, "ContactName", "陈静");
        await Fill(brand, "ContactPhone", "13800138000");
        await brand.Locator("#licence-file").SetInputFilesAsync(new FilePayload { Name = "营业执照.png", MimeType = "image/png", Buffer = Picture(1200, 850) });
        await Assertions.Expect(brand.Locator("[data-field=BusinessLicence] img")).ToBeVisibleAsync();
        await Stage.Picture(brand, "weixin-05-verification");
        await brand.Locator("#submit-case").ClickAsync();
        await Assertions.Expect(brand.Locator("#submit-case")).ToHaveCountAsync(0);

        // The reviewer reads, and asks for one correction with a reason.
        var reviewer = await Reviewer(portal);
        await reviewer.GotoAsync("/review");
        await Stage.Interactive(reviewer);
        await Stage.Picture(reviewer, "weixin-06-queue");
        await reviewer.Locator("tr[data-case]", new() { HasText = "山野茶事" }).Locator("a").ClickAsync();
        await reviewer.Locator("[data-field=LegalRepresentative] button").ClickAsync();
        await reviewer.Locator("#request-correction").ClickAsync();
        await Assertions.Expect(reviewer.Locator("[data-field=LegalRepresentative] .mud-input-error").First).ToBeVisibleAsync();
        await reviewer.Locator("[data-field=LegalRepresentative] .mud-select .mud-input-slot, [data-field=LegalRepresentative] .mud-select input").First.ClickAsync();
        await reviewer.Locator(".mud-popover-open .mud-list-item").First.ClickAsync();
        await Stage.Picture(reviewer, "weixin-07-desk");
        await reviewer.Locator("#request-correction").ClickAsync();
        await Assertions.Expect(reviewer.Locator("#request-correction")).ToHaveCountAsync(0);

        // Only that field is asked for again; the rest stays.
        await brand.ReloadAsync();
        await Stage.Interactive(brand);
        await Assertions.Expect(brand.Locator("[data-field=LegalRepresentative] [role=note]")).ToBeVisibleAsync();
        await Stage.Picture(brand, "weixin-08-correction");
        await Fill(brand, "LegalRepresentative", "陈国强");
        await brand.Locator("#submit-case").ClickAsync();
        await Assertions.Expect(brand.Locator("#submit-case")).ToHaveCountAsync(0);

        await reviewer.GotoAsync("/review");
        await Stage.Interactive(reviewer);
        await reviewer.Locator("tr[data-case]", new() { HasText = "山野茶事" }).Locator("a").ClickAsync();
        await reviewer.Locator("#approve").ClickAsync();
        await reviewer.Locator("#confirm").ClickAsync();
        await Assertions.Expect(reviewer.Locator("#confirm")).ToHaveCountAsync(0);
    }

    private async Task CampaignFromDraftToJoin(RunningPortal portal, IPage brand, string appId, IPage[] followers, string title, string side)
    {
        foreach (var follower in followers)
            await follower.GotoAsync("/app");
        await brand.GotoAsync($"/a/{appId}/campaigns/new");
        await Stage.Interactive(brand);
        await brand.FillAsync("#title", title);
        await brand.Locator(".ql-editor").ClickAsync();
        await brand.Keyboard.TypeAsync(side == "weixin" ? "本周六下午，在湖边茶室一起品尝今年的第一批春茶。" : "Join us on Saturday evening for a reading, a conversation and a signed copy.");
        await brand.Locator("#cover").SetInputFilesAsync(new FilePayload { Name = "cover.jpg", MimeType = "image/jpeg", Buffer = Picture(1200, 510) });
        await Assertions.Expect(brand.Locator(".cover-shown img")).ToBeVisibleAsync();
        var today = TimeProvider.System.GetUtcNow().UtcDateTime;
        await brand.FillAsync("#starts", today.AddDays(-2).ToString("yyyy-MM-dd'T'HH:mm"));
        await brand.FillAsync("#ends", today.AddDays(9).ToString("yyyy-MM-dd'T'HH:mm"));
        await brand.FillAsync("#capacity", "50");
        await brand.WaitForURLAsync(url => !url.EndsWith("/new"));
        await Stage.Picture(brand, $"{side}-10-editor");
        await brand.Locator("#launch").ClickAsync();
        await Stage.Picture(brand, $"{side}-11-launch");
        await brand.Locator("#confirm-launch").ClickAsync();
        await brand.WaitForURLAsync("**/results");

        foreach (var follower in followers)
        {
            // The open page of the inbox: it comes without a reload.
            await Assertions.Expect(follower.Locator("a[href^='/app/c/']", new() { HasText = title }).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        }

        await Stage.Picture(followers[0], $"{side}-12-inbox");
        foreach (var follower in followers)
        {
            await follower.Locator("a[href^='/app/c/']").First.ClickAsync();
            await follower.WaitForURLAsync("**/app/c/**");
            await follower.Locator(".join-bar button").ClickAsync();
            await Assertions.Expect(follower.Locator(".join-bar .joined")).ToBeVisibleAsync();
        }

        await Stage.Picture(followers[0], $"{side}-13-joined");
        await Assertions.Expect(brand.Locator("body")).ToContainTextAsync(followers.Length.ToString());
        await brand.ReloadAsync();
        await Stage.Interactive(brand);
        await Stage.Picture(brand, $"{side}-14-results");
    }

    private async Task<IPage> Reviewer(RunningPortal portal)
    {
        // Appointed as the command line would: the first reviewer of an empty portal has nobody above.
        var page = await stage.SignUp(portal, "Reviewer Zhou");
        using var dbs = TestDb.Of(portal);
        await using (var db = dbs.CreateDbContext())
        {
            var user = await db.Users.SingleAsync(row => row.DisplayName == "Reviewer Zhou");
            var role = await db.Roles.SingleOrDefaultAsync(row => row.Name == PlatformRoles.Reviewer);
            if (role is null)
                db.Roles.Add(role = new(PlatformRoles.Reviewer) { NormalizedName = PlatformRoles.Reviewer.ToUpperInvariant() });
            db.UserRoles.Add(new() { UserId = user.Id, RoleId = role.Id });
            await db.SaveChangesAsync();
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/account/sign-in");
            await page.FillAsync("[name='Form.Email']", user.Email!);
            await page.FillAsync("[name='Form.Password']", "wandering-otters-build-9-dams");
            await page.ClickAsync("form button[type=submit].btn--block");
            await page.WaitForURLAsync(url => !url.Contains("/account/"));
        }

        return page;
    }

    private static async Task Search(IPage page, string term)
    {
        await page.GotoAsync("/app/search");
        await page.Locator("input[type=search]").FillAsync(term);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/app/search?**");
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    private static async Task Follow(IPage page)
    {
        await page.Locator(".profile-actions form button").First.ClickAsync();
        await Assertions.Expect(page.Locator("[popovertarget=unfollow]")).ToBeVisibleAsync();
    }

    private static async Task<string> LinkOf(IPage accountPage) => await accountPage.Locator("[data-link], a[href*='/app/q/'], input[value*='/app/q/'], code:has-text('/app/q/')").First
        .EvaluateAsync<string>("e => e.dataset.link || e.href || e.value || e.textContent");

    private static async Task Fill(IPage page, string field, string value)
    {
        var input = page.Locator($"[data-field={field}] input, [data-field={field}] textarea").First;
        await input.FillAsync(value);
        await input.BlurAsync();
    }

    private static async Task Choose(IPage page, string field, int index)
    {
        await page.Locator($"[data-field={field}] .mud-input-control").First.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").Nth(index).ClickAsync();
    }

    private static async Task ChooseByText(IPage page, string field, string text)
    {
        await page.Locator($"[data-field={field}] input").First.FillAsync(text);
        await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = text }).First.ClickAsync();
    }

    private static async Task NextStep(IPage page, int step)
    {
        await page.Locator(".wizard-actions button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator($".steps li:nth-child({step + 1})[aria-current=step]")).ToBeVisibleAsync();
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            using var paint = new SKPaint { Shader = SKShader.CreateLinearGradient(new(0, 0), new(width, height), [new SKColor(0x2f, 0x7d, 0x5b), new SKColor(0xe8, 0xd9, 0xa8)], SKShaderTileMode.Clamp) };
            canvas.DrawRect(0, 0, width, height, paint);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }
}
