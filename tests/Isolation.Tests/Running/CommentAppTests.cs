using System.Net;
using AngleSharp.Html.Dom;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>Comments as a browser without a script writes, reads and deletes them.</summary>
[Collection(nameof(TwoSides))]
public sealed class CommentAppTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_comment_is_written_once_seen_by_its_writer_and_deleted_and_nobody_writes_without_end(Edition edition)
    {
        var side = sides.Of(edition);
        var (client, other) = (side.Passerby.Client, side.Follower.Client);
        var (article, comments) = ($"/app/c/{side.CampaignCode}", $"/app/c/{side.CampaignCode}/comments");
        (await client.Page(article)).QuerySelector("#write-comment")!.GetAttribute("href").Should().Be(comments);

        var refused = await client.Send(comments, ("text", "turned \u202Etxt"));
        refused.StatusCode.Should().Be(HttpStatusCode.OK);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("form-text-error").And.Contain("turned ");

        var page = await client.Page(comments);
        for (var press = 0; press < 2; press++)
        {
            var sent = await Send(client, comments, page, "write", ("key", Value(page, "key")), ("text", "What a tea!"));
            sent.StatusCode.Should().Be(HttpStatusCode.Redirect, "a reload sends nothing again");
            sent.Headers.Location!.ToString().Should().EndWith($"{comments}?said=written");
        }

        (await client.Page(comments)).QuerySelectorAll(".comment .said").Select(said => said.TextContent).Where(said => said == "What a tea!").Should().ContainSingle();
        (await client.GetStringAsync(article)).Should().NotContain("What a tea!", "the article is the same for all");
        (await client.Page("/app/me/comments")).QuerySelectorAll(".comment").Should().ContainSingle();
        (await other.GetStringAsync(article)).Should().NotContain("What a tea!");
        (await other.GetStringAsync(comments)).Should().NotContain("What a tea!");

        page = await client.Page(comments);
        var code = page.QuerySelector("button[name=delete]")!.GetAttribute("value")!;
        // Somebody else's button is worth nothing.
        await Send(other, comments, await other.Page(comments), "delete", ("delete", code));
        (await client.Page("/app/me/comments")).QuerySelectorAll(".comment").Should().ContainSingle();
        (await Send(client, comments, page, "delete", ("delete", code))).Headers.Location!.ToString().Should().EndWith("?said=deleted");
        (await Send(client, "/app/me/comments", await client.Page("/app/me/comments"), "delete", ("delete", code))).StatusCode.Should().Be(HttpStatusCode.Redirect, "said twice, it is done once");
        (await client.Page("/app/me/comments")).QuerySelectorAll(".comment").Should().BeEmpty();

        page = await client.Page(comments);
        HttpResponseMessage answer;
        var tries = 0;
        do
            answer = await Send(client, comments, page, "write", ("key", Value(page, "key")), ("text", "faster"));
        while (answer.StatusCode == HttpStatusCode.Redirect && ++tries <= new PlatformLimits().CommentsPerMinute);

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.Should().NotBeNull();
        (await answer.Content.ReadAsStringAsync()).Should().Contain(">faster</textarea>");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Nobody_writes_under_what_does_not_open_for_them(Edition edition)
    {
        var (here, there) = (sides.Of(edition), sides.Across(edition));
        var client = here.Follower.Client;
        var page = await client.Page($"/app/c/{here.CampaignCode}/comments");
        foreach (var code in new[] { there.CampaignCode, here.DraftCode, "nothing" })
        {
            var comments = $"/app/c/{code}/comments";
            (await client.GetAsync(comments)).StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await Send(client, comments, page, "write", ("key", Value(page, "key")), ("text", "hello"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        }
    }

    private static string Value(IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}']")!.GetAttribute("value")!;

    private static async Task<HttpResponseMessage> Send(HttpClient client, string address, IHtmlDocument page, string form, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent([
            KeyValuePair.Create("_handler", form), KeyValuePair.Create("__RequestVerificationToken", Value(page, "__RequestVerificationToken")),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await client.PostAsync(address, body);
    }
}
