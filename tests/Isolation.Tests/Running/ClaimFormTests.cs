using System.Net;
using System.Text.RegularExpressions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>The form of an offer is taken from our own page alone: as the browser says, or else by the token that only our page holds.</summary>
[Collection(nameof(TwoSides))]
public sealed partial class ClaimFormTests(TwoSides sides)
{
    [Fact]
    public async Task A_form_that_stood_on_another_page_takes_nothing()
    {
        var side = sides.Weixin;
        var (client, _) = await side.Portal.Enter("+8613800138179");
        foreach (var from in new[] { null, "", "none", "same-site", "cross-site", "same-origin, cross-site" })
        {
            var (status, location) = await Take(client, side.Cards.MemberCard, from);
            (status, location).Should().Be((HttpStatusCode.SeeOther, $"/app/cards/k/{side.Cards.MemberCard}?out-of-date=true"), "it came from {0}", from);
        }

        (await Copies(client)).Should().Be(0);
        (await Take(client, side.Cards.MemberCard, "same-origin")).Location.Should().MatchRegex(Copy());
        (await Copies(client)).Should().Be(1);
        client.Dispose();
    }

    [Fact]
    public async Task The_browsers_word_opens_nothing_to_the_other_side()
    {
        var card = sides.Weixin.Cards.MemberCard;
        var (abroad, cookies) = await sides.WeChat.Portal.Enter("+447400123779");
        // As any address that nothing answers a form at.
        var (status, location) = await Take(abroad, card, "same-origin");
        status.Should().NotBe(HttpStatusCode.SeeOther);
        (status, location?.Replace(card, "nowhere", StringComparison.Ordinal)).Should().Be(await Take(abroad, "nowhere", "same-origin"));
        var theirs = cookies.GetCookieHeader(sides.WeChat.Portal.Address);
        foreach (var header in new[] { "", theirs, theirs.Replace("wechat.", "weixin.", StringComparison.Ordinal) })
        {
            using var stranger = sides.Weixin.Portal.Visitor();
            if (header.Length > 0)
                stranger.DefaultRequestHeaders.Add("Cookie", header);
            (await Take(stranger, card, "same-origin")).Location.Should().Contain("/app/sign-in");
        }

        abroad.Dispose();
    }

    private static async Task<int> Copies(HttpClient client) =>
        (await client.Page("/app/cards")).QuerySelectorAll("a[href]").Count(link => Copy().IsMatch(link.GetAttribute("href")!));

    [GeneratedRegex("^/app/cards/[0-9]+$")]
    private static partial Regex Copy();

    private static async Task<(HttpStatusCode Status, string? Location)> Take(HttpClient client, string card, string? from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/app/cards/k/{card}/take") { Content = new FormUrlEncodedContent([new("key", Guid.NewGuid().ToString())]) };
        if (from is not null)
            request.Headers.Add("Sec-Fetch-Site", from);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }
}
