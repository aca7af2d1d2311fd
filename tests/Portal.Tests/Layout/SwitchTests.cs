using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class SwitchTests : LayoutBunit
{
    public SwitchTests() => AsPortal(EditionPolicy.Weixin);

    [Fact]
    public void The_language_form_posts_to_culture_and_brings_the_reader_back()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/a/wx1?tab=2");

        var form = Render<LanguageSwitch>().Find("form");

        form.GetAttribute("method").Should().Be("post");
        form.GetAttribute("action").Should().Be("/culture");
        form.QuerySelector("input[name=returnUrl]")!.GetAttribute("value").Should().Be("/a/wx1?tab=2");
        form.QuerySelectorAll("button[name=culture]").Select(button => button.GetAttribute("value")).Should().Equal("zh-CN", "en");
    }

    [Fact]
    public void The_way_back_follows_a_navigation_inside_the_circuit()
    {
        var languages = Render<LanguageSwitch>();

        Services.GetRequiredService<NavigationManager>().NavigateTo("/elsewhere");

        languages.WaitForAssertion(() => languages.Find("input[name=returnUrl]").GetAttribute("value").Should().Be("/elsewhere"));
    }

    [Theory]
    [InlineData("zh-CN", "简体中文")]
    [InlineData("en", "English")]
    public void The_language_that_is_read_is_pressed(string culture, string name)
    {
        using var reading = new ReadIn(culture);

        Render<LanguageSwitch>().Find("button[aria-pressed=true]").TextContent.Should().Be(name);
    }

    [Theory]
    [InlineData(null, "system")]
    [InlineData("dark", "dark")]
    public void The_theme_that_was_chosen_is_pressed(string? chosen, string pressed)
    {
        var themes = Render<ThemeSwitch>(theme =>
        {
            if (chosen is not null)
                theme.AddCascadingValue("Theme", chosen);
        });

        themes.Find("form").GetAttribute("action").Should().Be("/theme");
        themes.Find("button[aria-pressed=true]").GetAttribute("value").Should().Be(pressed);
    }

    [Theory]
    [InlineData("/a/wx1?tab=2", "/a/wx1?tab=2")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_our_own_addresses_are_returned_to(string? asked, string goesTo) => LookEndpoints.Local(asked).Should().Be(goesTo);
}
