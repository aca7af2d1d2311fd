using System.Net;
using System.Text.RegularExpressions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>Who gets what at which address, on running portals.</summary>
[Collection(nameof(TwoSides))]
public sealed partial class RouteTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_address_stands_in_the_table_with_what_it_asks_for(Edition edition)
    {
        var folder = Directory.CreateTempSubdirectory("routes-");
        var (code, output) = await RunningPortal.Command(EditionPolicy.Of(edition), folder.FullName, "Production", null, "routes");
        folder.Delete(recursive: true);

        code.Should().Be(0, output);
        var found = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RouteTable.Parse);
        found.Should().BeEquivalentTo(RouteTable.Of(edition), "Routes.txt says who may go where, and is changed by hand with the page");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_address_and_every_actor_stands_in_the_table_of_answers(Edition edition)
    {
        var asked = RouteTable.Of(edition).Where(route => !route.IsFramework).Select(route => $"{route.Method} {route.Pattern}");

        AnswerTable.Of(edition).Select(row => $"{row.Route.Method} {row.Route.Plain}").Distinct().Should().BeEquivalentTo(asked, "Answers.txt says what each actor gets there");
        AnswerTable.Actors.Should().Equal(sides.Of(edition).Actors.Keys);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Everybody_gets_what_the_table_says(Edition edition) => (await AnswerTable.Differences(sides.Of(edition))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_is_forbidden_answers_as_what_is_missing(Edition edition)
    {
        var side = sides.Of(edition);
        var routes = RouteTable.Of(edition).Where(route => route.Opens && route.Pattern.Contains("{AppId}") && Permissions.OnAccounts.Contains(route.Access)).ToList();
        routes.Should().NotBeEmpty();
        foreach (var route in routes)
        {
            var (word, text) = await side.Stranger.Ask(route, side);
            var missing = await side.Stranger.Client.GetAsync(Asking.Filled(route.Pattern, side).Replace(side.Account.AppId, "wx0000000000000000"));

            missing.StatusCode.Should().Be(HttpStatusCode.NotFound, $"{route}");
            word.Should().Be("404", $"{route}");
            Bare(await missing.Content.ReadAsStringAsync()).Should().Be(Bare(text), $"{route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Another_host_name_is_refused(Edition edition)
    {
        using var client = sides.Of(edition).Portal.Visitor();
        (await client.GetAsync("/weixin-or-wechat")).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var host in new[] { "example.org", sides.Across(edition).Portal.Address.Host })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/weixin-or-wechat") { Headers = { Host = host } };
            (await client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task An_address_that_takes_no_such_request_is_as_good_as_none(Edition edition)
    {
        using var client = sides.Of(edition).Portal.Visitor();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/nothing/here"), (HttpMethod.Delete, "/weixin-or-wechat"), (HttpMethod.Get, "/app/cards/k/abc/take"), (HttpMethod.Put, "/portal") })
        {
            using var request = new HttpRequestMessage(method, path);
            (await client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotFound, $"{method} {path}");
        }
    }

    // The page bears its own address and sealed tokens, which differ each time.
    private static string Bare(string html) => Changing().Replace(html, "");

    [GeneratedRegex("wx[0-9a-f]{16}|CfDJ8[\\w-]+|<!--.*?-->")]
    private static partial Regex Changing();
}
