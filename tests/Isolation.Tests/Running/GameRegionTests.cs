using System.Net;
using System.Text;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>What is played in one region is not shown in another, and cannot be opened, begun or finished there.</summary>
[Collection(nameof(TwoSides))]
public sealed class GameRegionTests(TwoSides sides)
{
    [Fact]
    public async Task Another_region_of_the_same_portal_finds_nothing()
    {
        var side = sides.WeChat;
        var (game, run) = (side.CodeFor("/app/games/")!, side.CodeFor("/app/game-runs/")!);
        var (hongkong, _) = await side.Portal.Enter("+85261234111");

        (await hongkong.GetStringAsync("/app/games")).Should().NotContain(side.Canary).And.NotContain(game);
        foreach (var address in new[] { $"/app/games/{game}", $"/app/games/{game}/scores" })
        {
            var answer = await hongkong.GetAsync(address);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(side.Canary, address);
        }

        (await Post(hongkong, $"/app/games/{game}/runs")).Should().Be(HttpStatusCode.NotFound);
        (await Post(hongkong, $"/app/game-runs/{run}", "ldru")).Should().Be(HttpStatusCode.NotFound);
        (await Post(side.Passerby.Client, $"/app/games/{game}/runs")).Should().Be(HttpStatusCode.OK, "their region has it");
        hongkong.Dispose();
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Without_the_pages_token_nothing_is_begun_or_finished(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var address in new[] { $"/app/games/{side.CodeFor("/app/games/")}/runs", $"/app/game-runs/{side.CodeFor("/app/game-runs/")}" })
        {
            using var bare = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("l", Encoding.ASCII, "text/plain") };
            (await side.Follower.Client.SendAsync(bare)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
            using var another = new HttpRequestMessage(HttpMethod.Post, address) { Headers = { { "RequestVerificationToken", await side.Passerby.Client.Token("/app/me") } } };
            (await side.Follower.Client.SendAsync(another)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        }
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, string address, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.ASCII, "text/plain") };
        request.Headers.Add("RequestVerificationToken", await client.Token("/app/me"));
        return (await client.SendAsync(request)).StatusCode;
    }
}
