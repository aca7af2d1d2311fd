using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>What people, cookies, ids and pictures of one side are worth at the other: nothing.</summary>
[Collection(nameof(TwoSides))]
public sealed class OtherSideTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Everybody_of_the_other_side_is_a_visitor_here(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));
        foreach (var actor in there.Actors.Values)
        {
            using var client = here.Portal.Visitor(Carried(actor, there, here));
            var stranger = new Actor(client, new CookieContainer());
            foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens))
            {
                var (word, text) = await stranger.Ask(row.Route, here);
                word.Should().Be(row.Answers["visitor"], $"{row.Route}");
                if (row.Route.Pattern != "/dev/outbox")
                    text.Should().NotContain(here.Canary, $"{row.Route}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task No_id_of_the_other_side_leads_anywhere_here(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));
        foreach (var actor in here.Actors.Values)
        {
            foreach (var route in AnswerTable.Of(edition).Select(row => row.Route).Where(route => route.Opens && route.Pattern.Contains('{')))
            {
                var (word, text) = await actor.Ask(route, there);
                word.Should().BeOneOf(["404", "in", "app"], $"{route}");
                text.Should().NotContain(there.Canary, $"{route}");
            }

            foreach (var address in new[] { "/", "/app", "/app/search?q=" + there.Canary, "/app/following" })
            {
                var text = (await (await actor.Client.GetAsync(address)).Content.ReadAsStringAsync()).Replace($"value=\"{there.Canary}\"", "");
                text.Should().NotContain($"{there.Canary} ", address);
            }
        }

        // The same words find what they name on their own side.
        (await there.Passerby.Client.GetStringAsync($"/app/search?q={there.Canary}")).Should().Contain($"{there.Canary} brand");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_only_one_side_has_leads_nowhere_at_the_other(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));
        var known = AnswerTable.Of(there.Portal.Policy.Edition).Select(row => row.Route.Pattern).ToHashSet();
        foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens && !known.Contains(row.Route.Pattern)))
        {
            foreach (var actor in there.Actors.Where(actor => actor.Key != "visitor"))
                (await actor.Value.Ask(row.Route, here)).Word.Should().BeOneOf(["404", "in", "app"], $"{row.Route} for the {actor.Key}");
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Pictures_and_links_of_one_side_are_worthless_at_the_other(Edition edition)
    {
        var (home, abroad) = (sides.Of(edition), sides.Across(edition));
        var account = $"/a/{home.Account.AppId}";
        string[] brands = [$"/media/{home.CoverCode}", $"{account}/qr.png", $"{account}/qr.svg", $"{account}/campaigns/{home.CampaignCode}/qr.svg"];
        string[] people = [$"/media/{home.CoverCode}", $"/app/q/{home.Account.QrTicket}", $"/app/c/{home.CampaignCode}", $"/app/accounts/{home.Account.AppId}"];

        foreach (var address in brands)
            await Only(home.Owner, abroad.Owner, address);
        foreach (var address in people)
            await Only(home.Follower, abroad.Follower, address);

        async Task Only(Actor ours, Actor theirs, string address)
        {
            (await ours.Client.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.OK, $"{address} serves its own people");
            (await theirs.Client.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, $"{address} is nothing to the other side's");
            using var carried = abroad.Portal.Visitor(Carried(ours, home, abroad));
            (await carried.GetAsync(address)).StatusCode.Should().BeOneOf([HttpStatusCode.Redirect, HttpStatusCode.Unauthorized], $"{address} with cookies from home");
        }
    }

    // Their cookies, under their own names and under those that this portal reads: the worst case of a shared parent domain.
    private static CookieContainer Carried(Actor actor, Side from, Side to)
    {
        var cookies = new CookieContainer();
        foreach (Cookie cookie in actor.Cookies.GetAllCookies())
        {
            cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", to.Portal.Address.Host));
            cookies.Add(new Cookie(cookie.Name.Replace(from.Portal.Policy.CookiePrefix, to.Portal.Policy.CookiePrefix), cookie.Value, "/", to.Portal.Address.Host));
        }

        return cookies;
    }
}
