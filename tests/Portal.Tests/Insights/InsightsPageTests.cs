using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Insights;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Insights;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Insights;

public sealed class InsightsPageTests : AccountsBunit
{
    public InsightsPageTests()
        : base(EditionPolicy.Weixin) => Services.AddSingleton<InsightOperations>();

    [Fact]
    public async Task The_numbers_the_ways_and_the_table_tell_the_same()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        await Follow(appId, 3, WayIn.QrCode);

        var page = Page<InsightsPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.Find("#followers").TextContent.Should().Be("3");
        page.Find("#followed").TextContent.Should().Be("3");
        page.Find("#net").TextContent.Should().Be("+3");
        page.FindAll(".shares dt").Should().ContainSingle();
        page.FindAll(".column-chart + details tbody tr").Should().HaveCount(30);
        page.FindAll(".column-chart + details tbody tr")[^1].TextContent.Should().Contain("3");
    }

    [Fact]
    public async Task A_shorter_time_shows_fewer_days()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        await Follow(appId, 1, WayIn.QrCode);
        var page = Page<InsightsPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.Find(".seg button").Click();

        page.WaitForAssertion(() => page.FindAll(".column-chart + details tbody tr").Should().HaveCount(7));
        page.Find(".seg button").GetAttribute("aria-pressed").Should().Be("true");
    }

    [Fact]
    public async Task An_account_without_followers_is_told_what_will_stand_here()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);

        var page = Page<InsightsPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.FindAll(".empty").Should().HaveCount(2);
        page.Find(".empty a").GetAttribute("href").Should().Be($"/a/{appId}/campaigns");
    }

    [Fact]
    public async Task The_poster_shows_name_and_code_and_who_may_scan_it()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);

        var page = Page<PromotionPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.Find(".poster h2").TextContent.Should().Be("云上茶事");
        page.Find(".poster .qr").GetAttribute("src").Should().Be($"/a/{appId}/qr.svg");
        page.FindAll("[data-print]").Should().ContainSingle();
        page.Find("code").TextContent.Should().Contain("/app/accounts/");
    }

    [Fact]
    public async Task An_account_that_is_not_active_has_nothing_to_promote_yet()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Registered(anna);

        var page = Page<PromotionPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.FindAll(".qr, [data-print]").Should().BeEmpty();
        page.Find(".empty a").GetAttribute("href").Should().Be($"/a/{appId}");
    }

    [Fact]
    public async Task Another_brands_numbers_and_poster_are_not_found()
    {
        var appId = await Rig.Active(await Rig.Db.PersonNamed("boris"));
        await SignIn("anna");
        var missing = 0;
        Services.GetRequiredService<BunitNavigationManager>().OnNotFound += (_, _) => missing++;

        Page<InsightsPage>(parameters => parameters.Add(p => p.AppId, appId)).Markup.Should().NotContain("tile");
        Page<PromotionPage>(parameters => parameters.Add(p => p.AppId, appId)).Markup.Should().NotContain("云上茶事");

        missing.Should().Be(2);
    }

    private async Task Follow(string appId, int people, WayIn way)
    {
        var door = new SubscriberOperations(Rig.Db, EditionPolicy.Weixin, Rig.Codes, Rig.Db.Vault, Rig.Db.Clock);
        var admitted = await door.AdmitAll(Enumerable.Range(0, people).Select(number => PhoneReading.Of($"+861390000{number:0000}", null).Value!));
        await new FollowOperations(Rig.Db, EditionPolicy.Weixin, Rig.Db.Clock).FollowAll(admitted.Select(one => one.SubscriberId), appId, way);
    }
}
