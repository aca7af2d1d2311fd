using Microsoft.Playwright;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>The whole story once through, as its people live it, on each side for itself.</summary>
[Collection(StageCollection.Name)]
public sealed class StoryTests(Stage stage) : StageTest(stage)
{
    [Fact]
    public async Task A_mainland_brand_from_registration_to_a_joined_campaign()
    {
        var portal = Stage.Weixin;
        var brand = await Stage.SignUp(portal, "陈静");
        var appId = await new Registering(Stage).Account(portal, brand, "山野茶事");
        await Stage.Picture(brand, "weixin-03-account-unverified");

        // Unverified: the search does not know it, its QR code leads to it.
        var early = await Stage.Subscriber(portal);
        await early.Search("山野茶事");
        (await early.Locator($"a[href*='{appId}']").CountAsync()).Should().Be(0);
        await early.GotoAsync(await Following.Scanned(portal, appId));
        await early.Follow();
        await Stage.Picture(early, "weixin-04-followed-by-qr");

        await new Verifying(Stage).Brand(portal, brand, appId, "山野茶事");

        // Verified: found, with its badge.
        var late = await Stage.Subscriber(portal);
        await Found(late, "山野茶事", appId);
        await Stage.Picture(late, "weixin-09-search");
        await FollowedLeftAndFollowed(late);
        var blocked = await Blocked(portal, "山野茶事", appId);

        await Campaigning.FromDraftToJoin(brand, appId, [early, late], blocked, "春茶品鉴会开放报名", "本周六下午，在湖边茶室一起品尝今年的第一批春茶。", "weixin");
    }

    [Fact]
    public async Task An_overseas_brand_from_registration_to_a_joined_campaign()
    {
        var portal = Stage.WeChat;
        var brand = await Stage.SignUp(portal, "Ava Thompson");
        var appId = await new Registering(Stage).Account(portal, brand, "Harbour Books");
        await Stage.Picture(brand, "wechat-03-account");

        // Active is enough here: the search finds it at once.
        var reader = await Stage.Subscriber(portal);
        await Found(reader, "Harbour", appId);
        await FollowedLeftAndFollowed(reader);
        await Stage.Picture(reader, "wechat-04-followed");
        var blocked = await Blocked(portal, "Harbour", appId);

        await Campaigning.FromDraftToJoin(
            brand, appId, [reader], blocked, "An evening with the author", "Join us on Saturday evening for a reading, a conversation and a signed copy.", "wechat");
    }

    private static async Task Found(IPage page, string term, string appId)
    {
        await page.Search(term);
        await page.Locator($"main a[href*='{appId}']").First.ClickAsync();
        await page.Reaches("**/app/accounts/**");
    }

    private static async Task FollowedLeftAndFollowed(IPage page)
    {
        await page.Follow();
        await page.Unfollow();
        await page.Follow();
    }

    private async Task<IPage> Blocked(RunningPortal portal, string term, string appId)
    {
        var page = await Stage.Subscriber(portal);
        await Found(page, term, appId);
        await page.Follow();
        await Campaigning.BlockNewest(portal, appId);
        return page;
    }
}
