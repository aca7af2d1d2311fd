using System.Net;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>
/// An article that is drawn for one reader and shown to others, asked for as browsers ask: with the word that says where they come from. What
/// one sees is decided for each, and nothing of one is shown to another.
/// </summary>
[Collection(nameof(TwoSides))]
public sealed class ArticleShelfTests(TwoSides sides)
{
    private const string Mark = "App-Reader";
    private const string From = "Sec-Fetch-Site";

    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Who_stands_alike_is_shown_the_same_and_nothing_of_another_reader(Edition edition)
    {
        var (side, address) = (sides.Of(edition), $"/app/c/{sides.Of(edition).CampaignCode}");
        var (first, second) = (await Newcomer(side, "701"), await Newcomer(side, "702"));
        var names = (First: await NameOf(first), Second: await NameOf(second));
        (await first.Send($"{address}/comments", ("text", "mine alone"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        // The first time it is drawn, the second time it stands there already.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (one, other) = (await Read(first, address), await Read(second, address));
            one.Mark.Should().NotBe(other.Mark).And.HaveLength(other.Mark.Length);
            one.Page.Should().Contain(one.Mark).And.Contain(side.Canary);
            one.Page.Replace(one.Mark, "").Should().Be(other.Page.Replace(other.Mark, ""));
            one.Page.Should().NotContain(names.First).And.NotContain(names.Second).And.NotContain("mine alone").And.NotContain("__RequestVerificationToken").And.NotContain("Component-State");
        }

        (await first.GetStringAsync($"{address}/comments")).Should().Contain("mine alone");
        (await second.GetStringAsync($"{address}/comments")).Should().NotContain("mine alone");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Language_theme_and_what_stands_in_the_address_are_each_readers_own(Edition edition)
    {
        var (side, address) = (sides.Of(edition), $"/app/c/{sides.Of(edition).CampaignCode}");
        var reader = await Newcomer(side, "703");
        await Read(reader, address);
        await reader.PostAsync("/culture", new FormUrlEncodedContent([KeyValuePair.Create("culture", edition == Edition.Weixin ? "en" : "zh-CN"), KeyValuePair.Create("returnUrl", address)]));
        (await Read(reader, address)).Page.Should().Contain($"lang=\"{(edition == Edition.Weixin ? "en" : "zh-CN")}\"");
        await reader.PostAsync("/theme", new FormUrlEncodedContent([KeyValuePair.Create("theme", "dark"), KeyValuePair.Create("returnUrl", address)]));
        (await Read(reader, address)).Page.Should().Contain("data-theme=\"dark\"");
        (await Read(reader, $"{address}?x=onlymine")).Page.Should().Contain("onlymine", "the choice of language leads back to where one is");
        (await Read(reader, address)).Page.Should().NotContain("onlymine");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task What_does_not_open_stays_closed_whoever_read_it_a_moment_ago(Edition edition)
    {
        var (side, there, address) = (sides.Of(edition), sides.Across(edition), $"/app/c/{sides.Of(edition).CampaignCode}");
        var (reader, blocked) = (await Newcomer(side, "704"), await Newcomer(side, "705"));
        foreach (var client in new[] { reader, blocked })
            (await client.Press($"/app/accounts/{side.Account.AppId}", "follow")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await Read(reader, address);
        await Read(blocked, address);
        using (var dbs = TestDb.Of(side.Portal))
        {
            await using var db = dbs.CreateDbContext();
            var newest = await db.Subscribers.MaxAsync(row => row.Id);
            (await db.Followings.Where(row => row.SubscriberId == newest && row.AccountId == side.Account.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Blocked, true))).Should().Be(1);
        }

        (await Ask(blocked, address)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Ask(reader, address)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await Ask(there.Follower.Client, address)).StatusCode.Should().Be(HttpStatusCode.NotFound, "on the other side there is no such article");
        foreach (var stranger in new[] { side.Portal.Visitor(), Carrying(side, there) })
        {
            using var _ = stranger;
            var answer = await Ask(stranger, address);
            answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
            answer.Headers.Location!.ToString().Should().Contain("/app/sign-in");
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(side.Canary);
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Who_joins_sees_it_at_once_and_a_form_from_elsewhere_joins_nobody(Edition edition)
    {
        var (side, address) = (sides.Of(edition), $"/app/c/{sides.Of(edition).CampaignCode}");
        var (joiner, onlooker) = (await Newcomer(side, "706"), await Newcomer(side, "707"));
        await Read(joiner, address);

        foreach (var from in new[] { "cross-site", "same-site", "none", null })
        {
            (await Join(onlooker, address, from)).Headers.Location!.ToString().Should().StartWith(address, "the form is shown anew");
            (await Read(onlooker, address)).Page.Should().Contain($"{address}/join");
        }

        (await Join(joiner, $"/app/c/{sides.Across(edition).CampaignCode}", "same-origin")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var joined = await Join(joiner, address, "same-origin");
        (joined.StatusCode, joined.Headers.Location!.ToString()).Should().Be((HttpStatusCode.SeeOther, address));
        (await Read(joiner, address)).Page.Should().NotContain($"{address}/join");
        (await Read(onlooker, address)).Page.Should().Contain($"{address}/join");
        // A browser that does not say where it comes from is given a token instead.
        (await onlooker.Press(address, "join")).StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await Read(onlooker, address)).Page.Should().NotContain($"{address}/join");
    }

    private static async Task<HttpClient> Newcomer(Side side, string end) =>
        (await side.Portal.Enter((side.Portal.Policy.Edition == Edition.Weixin ? "+8613800138" : "+447400123") + end)).Client;

    private static async Task<string> NameOf(HttpClient reader) => (await reader.Page("/app/me/profile")).QuerySelector("input[name='Form.Nickname']")!.GetAttribute("value")!;

    // With the cookies of somebody of the other side, under their own names and under this side's.
    private static HttpClient Carrying(Side side, Side there)
    {
        var client = side.Portal.Visitor();
        var cookies = there.Follower.Cookies.GetCookieHeader(there.Portal.Address);
        client.DefaultRequestHeaders.Add("Cookie", $"{cookies}; {cookies.Replace($"{there.Portal.Policy.CookiePrefix}.", $"{side.Portal.Policy.CookiePrefix}.", StringComparison.Ordinal)}");
        return client;
    }

    private static Task<HttpResponseMessage> Ask(HttpClient reader, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(From, "none");
        return reader.SendAsync(request);
    }

    private static async Task<(string Page, string Mark)> Read(HttpClient reader, string address)
    {
        var answer = await Ask(reader, address);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.GetValues(Mark).Single());
    }

    private static Task<HttpResponseMessage> Join(HttpClient reader, string article, string? from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{article}/join") { Content = new FormUrlEncodedContent([]) };
        if (from is not null)
            request.Headers.Add(From, from);
        return reader.SendAsync(request);
    }
}
