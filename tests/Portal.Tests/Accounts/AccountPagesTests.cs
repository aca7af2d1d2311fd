using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Accounts;

public sealed class AccountPagesTests() : AccountsBunit(EditionPolicy.Weixin)
{
    private sealed class Work : ComponentBase;

    private sealed class OtherWork : ComponentBase;

    [Fact]
    public async Task Who_has_no_account_is_shown_the_way_to_one()
    {
        await SignIn("anna");

        var page = Page<HomePage>();

        page.FindAll("a[href='/accounts/register']").Should().NotBeEmpty();
        page.FindAll(".ways li").Should().HaveCount(3);
    }

    [Fact]
    public async Task Staff_come_to_their_work_as_the_features_draw_it()
    {
        Services.AddSingleton(new StaffSection(typeof(Work), Permissions.CasesReview));
        Services.AddSingleton(new StaffSection(typeof(OtherWork), Permissions.PlatformAdminister));
        Services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Platform, "Details", "review", "/review", Permissions.CasesReview, 10));
        await SignIn("rita", PlatformRoles.Reviewer);

        var page = Page<HomePage>();

        page.Find("h1").TextContent.Should().Be(new Bilingual("Your work", "工作台").ToString());
        page.FindComponents<Work>().Should().ContainSingle();
        page.FindComponents<OtherWork>().Should().BeEmpty();
        page.FindAll("a[href='/review'], a[href='/accounts/register']").Should().BeEmpty("the section leads to its own work, and staff have nothing to register");
    }

    [Fact]
    public async Task Who_works_at_the_counter_alone_is_led_to_the_counter()
    {
        Services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Services, "Details", "qr", "/a/{AppId}/counter", Permissions.CardsRedeem, 10));
        Services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Settings, "ProfileSettings", "settings", "/a/{AppId}/settings", Permissions.AccountSettings, 10));
        var appId = await Rig.Active(await Rig.Db.PersonNamed("boris"));
        var anna = await SignIn("anna");
        await using (var db = Rig.Db.CreateDbContext())
        {
            db.Add(new Membership { AccountId = db.OfficialAccounts.Single(account => account.AppId == appId).Id, UserId = anna.UserId, Role = MemberRole.ShopStaff, Since = Rig.Db.Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        }

        var page = Page<HomePage>();

        page.WaitForAssertion(() => page.FindAll(".account-list a").Select(link => link.GetAttribute("href")).Should().Equal($"/a/{appId}/counter"));
        page.FindAll("a[href='/accounts/register']").Should().BeEmpty();
    }

    [Fact]
    public void An_account_without_a_console_begins_at_the_first_page_of_the_work_there()
    {
        NavEntry[] entries =
        [
            NavEntry.Of<AccountsTexts>(NavGroup.Services, "Details", "qr", "/a/{AppId}/counter", Permissions.CardsRedeem, 20),
            NavEntry.Of<AccountsTexts>(NavGroup.Services, "Details", "qr", "/a/{AppId}/till", Permissions.PaymentsTake, 10),
            NavEntry.Of<AccountsTexts>(NavGroup.Services, "Details", "gift", "/a/{AppId}/cards", Permissions.CardsManage, 5),
        ];

        new AccountPlace("wx1", "Tea", null, MemberRole.ShopStaff).AddressFor(entries).Should().Be("/a/wx1/till");
        new AccountPlace("wx1", "Tea", null, MemberRole.ShopStaff).AddressFor([]).Should().Be("/");
        new AccountPlace("wx1", "Tea", null, MemberRole.Administrator).AddressFor(entries).Should().Be("/a/wx1");
    }

    [Fact]
    public async Task The_list_shows_ones_own_accounts_and_no_others()
    {
        await Rig.Active(await Rig.Db.PersonNamed("boris"), Rig.Form("别人的茶馆"));
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna, Rig.Form("自己的茶馆", "+86 132 2345 6789", "91990000MA0D0021X0", "99000019900307003X"));

        var page = Page<HomePage>();

        page.FindAll(".account-list li").Should().ContainSingle().Which.TextContent.Should().Contain("自己的茶馆");
        page.Find(".account-list a").GetAttribute("href").Should().Be($"/a/{appId}");
    }

    [Fact]
    public async Task A_new_account_asks_for_the_code_and_a_wrong_one_is_said_beside_it()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Registered(anna);
        var page = Page<AccountPage>(parameters => parameters.Add(p => p.AppId, appId));
        var code = await Rig.LastCode();

        page.Find("[data-field='Code'] input").Input(code == "111111" ? "222222" : "111111");
        page.Find(".phone-panel form").Submit();

        page.WaitForAssertion(() => page.Find("[data-field='Code'] .mud-input-error").Should().NotBeNull());
        page.FindAll(".qr").Should().BeEmpty("what is not active has no code to share");
    }

    [Fact]
    public async Task The_right_code_activates_and_the_page_shows_what_comes_next()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Registered(anna);
        var page = Page<AccountPage>(parameters => parameters.Add(p => p.AppId, appId));

        page.Find("[data-field='Code'] input").Input(await Rig.LastCode());
        page.Find(".phone-panel form").Submit();

        page.WaitForAssertion(() => page.Find(".qr").GetAttribute("src").Should().Be($"/a/{appId}/qr.svg"));
        page.FindAll(".phone-panel").Should().BeEmpty();
        page.Find(".next-step a").GetAttribute("href").Should().Be($"/a/{appId}/verification");
        page.FindAll(".reach .chip").Select(chip => chip.ClassList.Contains("chip--ok")).Should().Equal(false, true, true, false);
    }

    [Fact]
    public async Task Odd_text_is_no_code_and_no_number_and_stays_typed()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Registered(anna);
        var page = Page<AccountPage>(parameters => parameters.Add(p => p.AppId, appId));

        TryOddText(page, ".phone-panel > form", ("Code", []));
        TryOddText(page, ".phone-panel details form", (Fields.Phone, []));

        page.FindAll("[data-field] input").Should().HaveCount(2);
        (await Rig.Messages()).Should().ContainSingle("no number was taken");
    }

    [Fact]
    public async Task Another_brands_account_is_not_found()
    {
        var appId = await Rig.Active(await Rig.Db.PersonNamed("boris"));
        await SignIn("anna");
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        var missing = 0;
        navigation.OnNotFound += (_, _) => missing++;

        Page<AccountPage>(parameters => parameters.Add(p => p.AppId, appId)).Markup.Should().NotContain("云上茶事");
        Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)).Markup.Should().NotContain("云上茶事");

        missing.Should().Be(2);
    }

    [Fact]
    public async Task A_profile_is_saved_and_a_wrong_introduction_stays_typed()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        var page = Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId));

        Type(page, Fields.Introduction, "短");
        Next(page);
        page.Find($"[data-field='{Fields.Introduction}'] .mud-input-error").Should().NotBeNull();
        Typed(page, Fields.Introduction).Should().Be("短");

        Type(page, Fields.Introduction, "山里的茶，城里的人");
        Next(page);
        (await Rig.Accounts.Find(anna, appId))!.Introduction.Should().Be("山里的茶，城里的人");
    }

    [Fact]
    public async Task Odd_text_introduces_an_account_or_is_refused_beside_the_field()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        var page = Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId));
        foreach (var text in OddText.All)
        {
            Type(page, Fields.Introduction, text);
            Next(page);

            var refused = text is OddText.Turned || text == OddText.TooLong;
            page.WaitForAssertion(() => page.FindAll($"[data-field='{Fields.Introduction}'] .mud-input-helper-text.mud-input-error").Any(said => said.TextContent.Length > 0).Should().Be(refused, OddText.Named(text)));
            Typed(page, Fields.Introduction).Should().Be(text);
            ((await Rig.Accounts.Find(anna, appId))!.Introduction == text).Should().Be(!refused);
        }
    }

    [Fact]
    public async Task Two_tabs_do_not_overwrite_each_other_unseen()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        var (one, two) = (Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)), Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)));
        Type(one, Fields.Introduction, "第一个窗口的介绍");
        Next(one);

        Type(two, Fields.Introduction, "第二个窗口的介绍");
        Next(two);

        two.Find(".notice--bad").Should().NotBeNull();
        Typed(two, Fields.Introduction).Should().Be("第二个窗口的介绍");
        (await Rig.Accounts.Find(anna, appId))!.Introduction.Should().Be("第一个窗口的介绍");
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_stands_there_again_when_the_page_is_opened_anew()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        Type(Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)), Fields.Introduction, "写到一半的介绍");

        var again = Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId));
        Typed(again, Fields.Introduction).Should().Be("写到一半的介绍");
        again.FindComponents<UnsavedNotice>().Should().ContainSingle();
        Next(again);

        (await Rig.Accounts.Find(anna, appId))!.Introduction.Should().Be("写到一半的介绍");
        again.FindComponents<UnsavedNotice>().Should().BeEmpty();
        Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)).FindComponents<UnsavedNotice>().Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_typed_can_be_given_up_for_what_is_saved()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        Type(Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)), Fields.Introduction, "写到一半的介绍");
        var again = Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId));

        await again.FindComponent<UnsavedNotice>().Find("button").ClickAsync(new());

        Typed(again, Fields.Introduction).Should().Be("每天一杯好茶，慢慢喝");
        Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)).FindComponents<UnsavedNotice>().Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_typed_before_somebody_else_saved_does_not_overwrite_it_unseen()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        Type(Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId)), Fields.Introduction, "写到一半的介绍");
        var account = (await Rig.Accounts.Find(anna, appId))!;
        await Rig.Accounts.ChangeProfile(anna, appId, new("别处保存的介绍", null, account.TimeZone, account.Version));

        var again = Page<SettingsPage>(parameters => parameters.Add(p => p.AppId, appId));
        Next(again);

        again.Find(".notice--bad").Should().NotBeNull();
        Typed(again, Fields.Introduction).Should().Be("写到一半的介绍");
        (await Rig.Accounts.Find(anna, appId))!.Introduction.Should().Be("别处保存的介绍");
    }
}
