using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>The phones that stand side by side: host names of one portal, on which there is the app and nothing else.</summary>
[Collection(nameof(TwoSides))]
public sealed class PhoneHostTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task On_a_phones_name_there_is_the_app_and_nothing_to_run_or_decide(Edition edition)
    {
        var side = sides.Of(edition);
        var phone = $"phone-1.{side.Portal.Address.Authority}";

        (await Status(side, phone, "/app/sign-in")).Should().Be(HttpStatusCode.OK);
        foreach (var closed in new[] { "/", "/account/sign-in", "/accounts/register", $"/a/{side.Account.AppId}", "/dev/outbox", "/phones", "/health/live" })
            (await Status(side, phone, closed)).Should().Be(HttpStatusCode.NotFound, closed);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task The_other_sides_phones_and_more_than_there_are_lead_nowhere(Edition edition)
    {
        var (side, other) = (sides.Of(edition), sides.Across(edition));

        (await Status(side, $"phone-1.{other.Portal.Address.Authority}", "/app/sign-in")).Should().Be(HttpStatusCode.BadRequest);
        (await Status(side, $"phone-9.{side.Portal.Address.Authority}", "/app/sign-in")).Should().Be(HttpStatusCode.BadRequest);
        (await Status(side, $"phone-1.phone-1.{side.Portal.Address.Authority}", "/app/sign-in")).Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_phone_stands_in_frames_of_its_own_portal_alone(Edition edition)
    {
        var (side, other) = (sides.Of(edition), sides.Across(edition));

        var phone = await Policy(side, $"phone-1.{side.Portal.Address.Authority}");
        phone.Should().Contain($"frame-ancestors 'self' {side.Portal.Address.GetLeftPart(UriPartial.Authority)};").And.NotContain(other.Portal.Address.Host);
        var portal = await Policy(side, side.Portal.Address.Authority);
        portal.Should().Contain("frame-ancestors 'self';", "the portal stands in nobody's frame").And.Contain($"phone-1.{side.Portal.Address.Authority}").And.NotContain(other.Portal.Address.Host);
    }

    private static async Task<string> Policy(Side side, string host)
    {
        using var answer = await Ask(side, host, "/app/sign-in");
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    private static async Task<HttpStatusCode> Status(Side side, string host, string address)
    {
        using var answer = await Ask(side, host, address);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Ask(Side side, string host, string address)
    {
        using var client = side.Portal.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = host } };
        return await client.SendAsync(request);
    }
}
