using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.WeChat;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>The rules that keep the house in shape. Each asserts first that it looked at something.</summary>
public sealed partial class HouseTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(Person).Assembly, typeof(PortalHost).Assembly, typeof(WeixinPortal).Assembly, typeof(WeChatPortal).Assembly];

    [Theory]
    [InlineData("Core", "")]
    [InlineData("Portal", "Core")]
    [InlineData("Weixin", "Portal")]
    [InlineData("WeChat", "Portal")]
    public void Projects_lean_one_way(string project, string leansOn)
    {
        var file = XDocument.Load(Path.Combine(Sources.Root, "src", project, $"{project}.csproj"));

        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        string.Join(" ", references).Should().Be(leansOn);
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
            .Where(file => !Regex.IsMatch(file.Path, "^src/(Core/Editions|Weixin|WeChat)/"))
            .SelectMany(file => file.Text.Split('\n').Where(line => ComparesEditions().IsMatch(line)).Select(line => $"{file.Path}: {line.Trim()}"))
            .Should().BeEmpty();

    [Fact]
    public void Nothing_static_changes()
    {
        var fields = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.Name.Contains('<') && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral)
            .ToList();
        fields.Should().NotBeEmpty();

        fields.Where(field => !field.IsInitOnly && !field.Name.Contains("__") || IsChangeable(field.FieldType))
            .Select(field => $"{field.DeclaringType}.{field.Name}").Should().BeEmpty("two hosts in one process, and two requests in one host, would share it");

        static bool IsChangeable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var kind
            && (kind == typeof(List<>) || kind == typeof(Dictionary<,>) || kind == typeof(HashSet<>) || kind == typeof(System.Collections.Concurrent.ConcurrentDictionary<,>) || kind == typeof(AsyncLocal<>));
    }

    [Fact]
    public void Every_page_names_its_permission_or_says_why_it_is_public()
    {
        var pages = Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(RouteAttribute))).ToList();
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
        Sources.Under("src", ".razor", ".cs").Concat(Sources.Under("wwwroot-assets", ".css", ".js", ".svg", ".html"))
            .SelectMany(file => LoadsFromElsewhere().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"))
            .Should().BeEmpty();
    }

    [GeneratedRegex(@"(==|!=|\bis\b|\bcase\b|=>).*\bEdition\.(Weixin|WeChat)\b|\bEdition\.(Weixin|WeChat)\b\s*(==|!=|=>)")]
    private static partial Regex ComparesEditions();

    [GeneratedRegex("""(src|href)\s*=\s*["']?(https?:)?//|url\(\s*["']?(https?:)?//|@import\s+["'](https?:)?//|from\s+["']https?://""")]
    private static partial Regex LoadsFromElsewhere();
}
