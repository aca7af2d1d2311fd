using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Layout;

/// <summary>The choices of language and theme, at a portal that really runs.</summary>
public sealed class LookEndpointsTests : IAsyncLifetime
{
    private const string Page = "/weixin-or-wechat";

    private RunningPortal portal = default!;

    public async Task InitializeAsync() => portal = await RunningPortal.Start(EditionPolicy.Weixin);

    public async Task DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    public async Task A_visitor_s_choices_are_remembered_and_lead_back_to_the_page()
    {
        using var visitor = portal.Visitor();
        (await visitor.GetStringAsync(Page)).Should().Contain("""<html lang="zh-CN" data-edition="weixin">""", "this portal is Chinese first");

        var language = await Post(visitor, "/culture", ("culture", "en"), ("returnUrl", Page));
        var theme = await Post(visitor, "/theme", ("theme", "dark"), ("returnUrl", Page));

        language.Headers.Location!.OriginalString.Should().Be(Page);
        language.Headers.GetValues("Set-Cookie").Should().Contain(cookie => cookie.StartsWith("weixin.language=") && cookie.Contains("httponly"));
        theme.Headers.GetValues("Set-Cookie").Should().Contain(cookie => cookie.StartsWith("weixin.theme=dark"));
        (await visitor.GetStringAsync(Page)).Should().Contain("""<html lang="en" data-edition="weixin" data-theme="dark">""");

        await Post(visitor, "/theme", ("theme", "system"), ("returnUrl", Page));
        (await visitor.GetStringAsync(Page)).Should().NotContain("data-theme=");
    }

    [Fact]
    public async Task What_nobody_offered_changes_nothing()
    {
        using var visitor = portal.Visitor();

        (await Post(visitor, "/culture", ("culture", "xx"), ("returnUrl", "//evil.example"))).Headers.Location!.OriginalString.Should().Be("/");
        await Post(visitor, "/theme", ("theme", "\"><script>"), ("returnUrl", Page));

        (await visitor.GetStringAsync(Page)).Should().Contain("""<html lang="zh-CN" data-edition="weixin">""");
    }

    [Fact]
    public async Task A_stranger_s_form_is_refused()
    {
        using var visitor = portal.Visitor();

        using var form = new HttpRequestMessage(HttpMethod.Post, "/culture") { Content = new FormUrlEncodedContent([new("culture", "en")]), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        var answer = await visitor.SendAsync(form);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        // The page that says so may begin a form of its own; the choice is what must not have been taken.
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        cookies.Should().NotContain(cookie => cookie.StartsWith("weixin.language"));
        (await visitor.GetStringAsync(Page)).Should().Contain("<html lang=\"zh-CN\"");
    }

    private static async Task<HttpResponseMessage> Post(HttpClient visitor, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await visitor.PostAsync(address, form);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answer;
    }
}
