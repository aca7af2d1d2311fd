using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class MainLayoutTests : LayoutBunit
{
    private readonly TestDb db = TestDb.Weixin();

    public MainLayoutTests()
    {
        On(db);
        Services.AddSingleton(NavEntry.Of<LayoutTexts>(NavGroup.Content, "Group_Content", "campaign", "/a/{AppId}/campaigns", Permissions.CampaignsWrite, order: 1));
        Services.AddSingleton(NavEntry.Of<LayoutTexts>(NavGroup.Platform, "Group_Platform", "review", "/review", Permissions.CasesReview, order: 1));
        Services.AddSingleton(NavEntry.Of<LayoutTexts>(NavGroup.Person, "UserMenu", "shield", "/account/security", Permissions.SignedIn, order: 1));
    }

    [Fact]
    public async Task A_member_finds_the_entries_of_the_account_that_is_open()
    {
        var lin = await db.PersonNamed("Lin");
        var tea = await db.AccountOf(lin, "山岚茶社");
        SignIn(lin);

        var shell = Show(tea.AppId);

        Links(shell).Should().Equal("/", $"/a/{tea.AppId}/campaigns");
        shell.Find("[popovertarget=account-menu]").TextContent.Should().Contain("山岚茶社");
        shell.Find("#account-menu a[aria-current]").GetAttribute("href").Should().Be($"/a/{tea.AppId}");
    }

    [Fact]
    public async Task Without_an_open_account_no_entry_of_one_is_shown()
    {
        var lin = await db.PersonNamed("Lin");
        await db.AccountOf(lin, "山岚茶社");
        SignIn(lin);

        Links(Show(appId: null)).Should().Equal("/");
    }

    [Fact]
    public async Task Another_brand_sees_nothing_of_the_account()
    {
        var tea = await db.AccountOf(await db.PersonNamed("Lin"), "山岚茶社");
        SignIn(await db.PersonNamed("Stranger"));

        var shell = Show(tea.AppId);

        Links(shell).Should().Equal("/");
        shell.Markup.Should().NotContain("山岚茶社").And.NotContain(tea.AppId);
        shell.FindAll("[popovertarget=account-menu]").Should().BeEmpty();
    }

    [Fact]
    public async Task Only_a_reviewer_finds_the_platform_s_own_pages()
    {
        SignIn(await db.PersonNamed("Reviewer", PlatformRoles.Reviewer));

        Links(Show(appId: null)).Should().Equal("/", "/review");
    }

    [Fact]
    public async Task A_group_without_entries_is_not_shown()
    {
        SignIn(await db.PersonNamed("Lin"));

        Show(appId: null).FindAll(".nav-group").Should().ContainSingle();
    }

    [Fact]
    public async Task Signing_out_is_a_form_that_posts_with_a_token()
    {
        SignIn(await db.PersonNamed("Lin"));

        var form = Show(appId: null).Find("form[action='/account/sign-out']");

        form.GetAttribute("method").Should().Be("post");
        form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value").Should().Be("the-token");
    }

    [Fact]
    public async Task The_page_says_when_it_listens_and_has_its_landmarks()
    {
        SignIn(await db.PersonNamed("Lin"));

        var shell = Show(appId: null);

        shell.Find("[data-interactive]").GetAttribute("data-interactive").Should().Be("true");
        shell.Find("main#main").TextContent.Should().Contain("the page");
        shell.Find("a.skip-link").GetAttribute("href").Should().Be("#main");
        shell.Find("footer a").GetAttribute("href").Should().Be("/weixin-or-wechat");
    }

    [Theory]
    [InlineData("zh-CN", "重试")]
    [InlineData("en", "Try again")]
    public async Task A_page_that_fails_leaves_the_shell_and_a_way_to_try_again(string culture, string again)
    {
        using var reading = new ReadIn(culture);
        SignIn(await db.PersonNamed("Lin"));
        var shell = Show(appId: null, page =>
        {
            page.OpenComponent<Failing>(0);
            page.CloseComponent();
        });

        await shell.Find("#fail").ClickAsync(new());

        shell.Find("main [role=alert] button").TextContent.Should().Contain(again);
        Links(shell).Should().Equal("/");
        await shell.Find("main [role=alert] button").ClickAsync(new());
        shell.FindAll("#fail").Should().ContainSingle();
    }

    [Fact]
    public async Task A_page_that_was_written_in_another_language_than_the_circuit_reads_is_loaded_again()
    {
        using var reading = new ReadIn("en");
        SignIn(await db.PersonNamed("Lin"));
        JSInterop.Setup<string?>("document.documentElement.getAttribute", "lang").SetResult("zh-CN");

        Show(appId: null);

        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.History.Should().ContainSingle().Which.Options.ForceLoad.Should().BeTrue();
    }

    [Fact]
    public async Task A_page_in_the_circuits_language_stays()
    {
        using var reading = new ReadIn("en");
        SignIn(await db.PersonNamed("Lin"));
        JSInterop.Setup<string?>("document.documentElement.getAttribute", "lang").SetResult("en");

        Show(appId: null);

        Services.GetRequiredService<BunitNavigationManager>().History.Should().BeEmpty();
    }

    [Theory]
    [InlineData("zh-CN", "重新加载")]
    [InlineData("en", "Reload")]
    public void A_broken_circuit_is_told_where_Blazor_looks_for_it(string culture, string reload)
    {
        using var reading = new ReadIn(culture);

        var bar = Render<ErrorBar>();

        bar.Find("#blazor-error-ui .reload").TextContent.Should().Be(reload);
        bar.FindAll("#blazor-error-ui .dismiss").Should().ContainSingle();
    }

    private static IEnumerable<string?> Links(IRenderedComponent<MainLayout> shell) => shell.FindAll(".shell-nav a").Select(link => link.GetAttribute("href"));

    private IRenderedComponent<MainLayout> Show(string? appId, RenderFragment? page = null)
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var route = new RouteData(typeof(NotFoundPage), new Dictionary<string, object?> { ["AppId"] = appId });
        return Render<MainLayout>(layout => layout
            .AddCascadingValue(route)
            .Add(shell => shell.Body, page ?? (body => body.AddContent(0, "the page"))));
    }

    private sealed class Failing : ComponentBase
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "id", "fail");
            builder.AddAttribute(2, "onclick", EventCallback.Factory.Create(this, () => throw new InvalidOperationException("The page fails.")));
            builder.CloseElement();
        }
    }
}
