using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.WeChat;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>The rules that keep the house in shape. Each asserts first that it looked at something.</summary>
public sealed class HouseTests
{
    // A project that does not stand here fails, as does one that leans on another than it says here.
    private static readonly Dictionary<string, string> LeansOn = new()
    {
        ["Core"] = "",
        ["Portal"] = "Core",
        ["Weixin"] = "Portal",
        ["WeChat"] = "Portal",
        ["Launcher"] = "Weixin WeChat",
    };

    [Fact]
    public void Projects_lean_one_way()
    {
        var projects = Sources.Under("src", ".csproj").ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path), file => References(file.Text));

        projects.Should().BeEquivalentTo(LeansOn);

        static string References(string project) => string.Join(' ', XDocument.Parse(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))));
    }

    [Fact]
    public void Neither_portal_carries_the_other()
    {
        typeof(WeixinPortal).Assembly.GetReferencedAssemblies().Select(name => name.Name).Should().NotContain("WeixinWeChat.WeChat").And.Contain("WeixinWeChat.Core");
        typeof(WeChatPortal).Assembly.GetReferencedAssemblies().Select(name => name.Name).Should().NotContain("WeixinWeChat.Weixin").And.Contain("WeixinWeChat.Core");
    }

    [Fact]
    public void The_core_knows_no_page() =>
        Sources.Under("src/Core", ".cs").Where(file => file.Text.Contains("MudBlazor") || file.Text.Contains("Microsoft.AspNetCore.Components")).Select(file => file.Path).Should().BeEmpty();

    [Fact]
    public void Editions_are_compared_only_in_their_room_and_by_the_two_portals() =>
        Sources.Under("src", ".cs", ".razor")
            // The seal's own reading asks whose a database is: that is what a seal is for.
            .Where(file => !Regex.IsMatch(file.Path, "^src/(Core/Editions|Weixin|WeChat)/|^src/Core/Storage/SealInspection.cs$"))
            .SelectMany(file => file.Text.Split('\n').Where(LineRules.AsksForTheEdition).Select(line => $"{file.Path}: {line.Trim()}"))
            .Should().BeEmpty();

    [Fact]
    public void Every_page_names_its_permission_or_says_why_it_is_public()
    {
        var pages = Houses.OfPortals.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(RouteAttribute))).ToList();
        pages.Should().HaveCountGreaterThan(3);

        foreach (var page in pages)
        {
            var said = page.GetCustomAttributes().Count(attribute => attribute is PermissionAttribute or PublicAttribute or SubscribersOnlyAttribute);
            said.Should().Be(1, $"{page} must carry exactly one of [Permission], [Public] and [SubscribersOnly]");
            if (page.GetCustomAttribute<PermissionAttribute>() is { } permission)
            {
                Permissions.All.Should().Contain(permission.Permission);
                if (Permissions.OnAccounts.Contains(permission.Permission))
                    page.GetCustomAttributes<RouteAttribute>().Should().OnlyContain(route => route.Template.Contains("{AppId}"), $"{page} asks for a right on an account");
            }

            page.GetCustomAttribute<PublicAttribute>()?.Why.Should().NotBeNullOrWhiteSpace();
            page.GetCustomAttributes().OfType<AllowAnonymousAttribute>().Should().BeEmpty("[Public] says why");
        }
    }

    [Fact]
    public void Nothing_that_a_browser_loads_comes_from_elsewhere()
    {
        Sources.Under("src", ".razor", ".cs", ".css", ".js", ".svg", ".html", ".webmanifest").Concat(Sources.Under("wwwroot-assets", ".css", ".js", ".svg", ".html", ".webmanifest"))
            .SelectMany(file => LineRules.ThatLoadFromElsewhere(file.Text).Select(line => $"{file.Path}: {line}"))
            .Should().BeEmpty();
    }

    [Fact]
    public void No_field_is_overwritten_while_somebody_types_into_it() =>
        Sources.Under("src", ".razor").SelectMany(file => LineRules.ThatLoseLetters(file.Text).Select(line => $"{file.Path}: {line}")).Should().BeEmpty();
}
