using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>Who gets what at which address, on running portals.</summary>
public sealed class RouteTests(TwoSides sides) : IClassFixture<TwoSides>
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
    public async Task A_visitor_is_sent_to_the_right_door_and_learns_nothing(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var route in RouteTable.Of(edition).Where(route => !route.IsFramework && route.Access != "public"))
        {
            var answer = await Ask(side.Visitor, route, side);
            if (answer.Answer.StatusCode == HttpStatusCode.Unauthorized)
                continue;
            answer.Answer.StatusCode.Should().Be(HttpStatusCode.Redirect, $"{route}");
            answer.Answer.Headers.Location!.ToString().Should().Contain(route.Access == "subscriber" ? "/app/sign-in" : "sign-in", $"{route}");
            answer.Text.Should().NotContain(side.Canary, $"{route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Another_brand_finds_nothing_and_sees_no_canary(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var route in RouteTable.Of(edition).Where(route => !route.IsFramework))
        {
            var (answer, text) = await Ask(side.Stranger, route, side);
            if (Permissions.OnAccounts.Contains(route.Access) || Permissions.OfRole.Values.Any(set => set.Contains(route.Access)))
                answer.StatusCode.Should().Be(HttpStatusCode.NotFound, $"{route}");
            text.Should().NotContain(side.Canary, $"{route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_is_forbidden_answers_as_what_is_missing(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var route in RouteTable.Of(edition).Where(route => route.Opens && route.Pattern.Contains("{AppId}") && Permissions.OnAccounts.Contains(route.Access)))
        {
            var (forbidden, forbiddenText) = await Ask(side.Stranger, route, side);
            var missing = await side.Stranger.Client.GetAsync(Filled(route, side).Replace(side.Account.AppId, "wx0000000000000000"));

            missing.StatusCode.Should().Be(forbidden.StatusCode, $"{route}");
            Bare(await missing.Content.ReadAsStringAsync()).Should().Be(Bare(forbiddenText), $"{route}");
        }

        // The page bears its own address and sealed tokens, which differ each time.
        static string Bare(string html) => System.Text.RegularExpressions.Regex.Replace(html, "wx[0-9a-f]{16}|CfDJ8[\\w-]+|<!--.*?-->", "");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_owner_opens_every_page_of_the_account(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var route in RouteTable.Of(edition).Where(route => route.Method == "PAGE" && Permissions.OnAccounts.Contains(route.Access)))
        {
            // A launched campaign is no longer edited: its editor leads on to its results.
            var answer = (await Ask(side.Owner, route, side)).Answer;
            if (answer.StatusCode == HttpStatusCode.Redirect)
                answer.Headers.Location!.ToString().Should().Contain($"/a/{side.Account.AppId}/", $"{route}");
            else
                answer.StatusCode.Should().Be(HttpStatusCode.OK, $"{route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_subscriber_is_no_portal_user_and_a_portal_user_no_subscriber(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var route in RouteTable.Of(edition).Where(route => !route.IsFramework))
        {
            if (route.Access is "subscriber")
                (await Ask(side.Owner, route, side)).Answer.StatusCode.Should().NotBe(HttpStatusCode.OK, $"{route}");
            else if (route.Access is not ("public" or "either"))
                (await Ask(side.Follower, route, side)).Answer.StatusCode.Should().NotBe(HttpStatusCode.OK, $"{route}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Everybody_of_the_other_side_is_a_visitor_here(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Of(EditionPolicy.Of(edition).Counterpart.Edition));
        foreach (var actor in new[] { there.Owner, there.Follower, there.Reviewer, there.Administrator })
        {
            // Their cookies, renamed to what this portal calls its own: the worst case of a shared parent domain.
            var cookies = new CookieContainer();
            foreach (Cookie cookie in actor.Cookies.GetAllCookies())
            {
                cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", here.Portal.Address.Host));
                cookies.Add(new Cookie(cookie.Name.Replace(there.Portal.Policy.CookiePrefix, here.Portal.Policy.CookiePrefix), cookie.Value, "/", here.Portal.Address.Host));
            }

            using var client = here.Portal.Visitor(cookies);
            foreach (var route in RouteTable.Of(edition).Where(route => route.Opens && !route.IsFramework && route.Access != "public"))
            {
                var answer = await client.GetAsync(Filled(route, here));
                answer.StatusCode.Should().BeOneOf([HttpStatusCode.Redirect, HttpStatusCode.Unauthorized], $"{route}");
                (await answer.Content.ReadAsStringAsync()).Should().NotContain(here.Canary);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Nothing_of_the_other_side_exists_here(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Of(EditionPolicy.Of(edition).Counterpart.Edition));
        foreach (var actor in new[] { here.Visitor, here.Owner, here.Follower, here.Reviewer, here.Administrator })
        {
            foreach (var route in RouteTable.Of(edition).Where(route => route.Opens && !route.IsFramework && route.Pattern.Contains('{')))
            {
                // The other side's ids in this side's addresses.
                var answer = await actor.Client.GetAsync(Filled(route, there));
                answer.StatusCode.Should().NotBe(HttpStatusCode.OK, $"{route}");
                (await answer.Content.ReadAsStringAsync()).Should().NotContain(there.Canary, $"{route}");
            }

            foreach (var address in new[] { "/", "/app", "/app/search?q=" + there.Canary, "/app/following" })
            {
                var answer = await actor.Client.GetAsync(address);
                var text = (await answer.Content.ReadAsStringAsync()).Replace($"value=\"{there.Canary}\"", "");
                text.Should().NotContain($"{there.Canary} ", address);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Another_host_name_is_refused(Edition edition)
    {
        using var client = sides.Of(edition).Portal.Visitor();
        foreach (var host in new[] { "example.org", sides.Of(EditionPolicy.Of(edition).Counterpart.Edition).Portal.Address.Host })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/weixin-or-wechat") { Headers = { Host = host } };
            (await client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        }
    }

    private static string Filled(Route route, Side side) => System.Text.RegularExpressions.Regex.Replace(route.Pattern, @"\{(\w+)[^}]*\}", match => match.Groups[1].Value.ToLowerInvariant() switch
    {
        "appid" => side.Account.AppId,
        "ticket" => side.Account.QrTicket,
        "code" when route.Pattern.StartsWith("/media/", StringComparison.Ordinal) => side.CoverCode,
        "code" => side.CampaignCode,
        _ => "none",
    });

    private static async Task<(HttpResponseMessage Answer, string Text)> Ask(Actor actor, Route route, Side side)
    {
        // The stream of events does not end by itself: its head is enough.
        using var request = new HttpRequestMessage(route.Opens || route.Method == "ANY" ? HttpMethod.Get : HttpMethod.Post, Filled(route, side));
        var answer = await actor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer, answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync());
    }
}
