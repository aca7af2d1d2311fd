using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>What one side has sealed opens at home, and on the other side by no means: not with its rows there, not with its key files.</summary>
public sealed class KeyTests(Crossings crossings) : IClassFixture<Crossings>
{
    public static TheoryData<Edition, bool> All => new() { { Edition.Weixin, false }, { Edition.Weixin, true }, { Edition.WeChat, false }, { Edition.WeChat, true } };

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_cookie_opens_its_own_portal_alone(Edition from, bool withKeys)
    {
        var crossing = crossings.From(from, withKeys);
        var (person, subscriber) = (crossing.Traveller.Person, crossing.Traveller.Subscriber);
        (await Get(crossing.Home, person, "/")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await Get(crossing.Home, subscriber, "/app")).StatusCode.Should().Be(HttpStatusCode.OK);

        (await Get(crossing.Abroad, crossing.Carried(person), "/")).Headers.Location!.ToString().Should().Contain("/account/sign-in");
        (await Get(crossing.Abroad, crossing.Carried(subscriber), "/app")).Headers.Location!.ToString().Should().Contain("/app/sign-in");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_form_token_is_taken_by_its_own_portal_alone(Edition from, bool withKeys)
    {
        var crossing = crossings.From(from, withKeys);
        var (cookies, token) = await Form(crossing.Home);
        var (there, their) = await Form(crossing.Abroad);

        (await SignsIn(crossing.Abroad, crossing.Carried(cookies), token)).Should().BeFalse();
        // The same address and password are right at both, so it was the token.
        (await SignsIn(crossing.Home, cookies, token)).Should().BeTrue();
        (await SignsIn(crossing.Abroad, there, their)).Should().BeTrue();
        there.GetAllCookies().Select(cookie => cookie.Name).Should().BeSubsetOf(crossing.Carried(cookies).GetAllCookies().Select(cookie => cookie.Name), "they were carried under the names that are read there");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_number_at_the_door_is_known_to_its_own_portal_alone(Edition from, bool withKeys)
    {
        var crossing = crossings.From(from, withKeys);
        const string Code = "/app/sign-in/code";
        (await Get(crossing.Home, crossing.Traveller.AtTheDoor, Code)).StatusCode.Should().Be(HttpStatusCode.OK);

        var answer = await Get(crossing.Abroad, crossing.Carried(crossing.Traveller.AtTheDoor), Code);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().Contain("/app/sign-in").And.NotContain(Code);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_sealed_text_and_a_document_open_with_the_keys_of_their_own_portal_alone(Edition from, bool withKeys)
    {
        var crossing = crossings.From(from, withKeys);
        using var home = TestDb.Of(crossing.Home);
        using var abroad = TestDb.Of(crossing.Abroad);
        await crossing.Abroad.SignUp("Local", $"local-{from}@example.com");
        var (ours, theirs) = (await Last(home), await Last(abroad));
        var document = await home.Documents.Save([1, 2, 3]);
        var folder = Directory.CreateDirectory(Path.Combine(abroad.DataDirectory, "documents"));
        File.Copy(Path.Combine(home.DataDirectory, "documents", $"{document}.bin"), Path.Combine(folder.FullName, $"{document}.bin"));

        home.Outbox.Open(ours).Recipient.Should().NotBeEmpty();
        abroad.Outbox.Open(theirs).Recipient.Should().Be($"local-{from}@example.com");
        (await home.Documents.Read(document)).Should().Equal(1, 2, 3);
        abroad.Invoking(other => other.Outbox.Open(ours)).Should().Throw<CryptographicException>();
        home.Invoking(other => other.Outbox.Open(theirs)).Should().Throw<CryptographicException>();
        await abroad.Awaiting(other => other.Documents.Read(document)).Should().ThrowAsync<CryptographicException>();
    }

    [Fact]
    public async Task Each_portal_asks_for_passkeys_of_its_own_host_and_neither_lies_under_the_other()
    {
        var asked = new List<string>();
        foreach (var edition in Enum.GetValues<Edition>())
        {
            var portal = crossings.From(edition, false).Home;
            using var visitor = portal.Visitor();
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await visitor.Token())]);
            var answer = await visitor.PostAsync("/account/passkey-options/sign-in", form);
            asked.Add(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("rpId").GetString()!);
            asked[^1].Should().Be(portal.Address.Host);
        }

        // A browser offers a passkey of a host to all hosts below it.
        asked[0].Should().NotBe(asked[1]).And.NotEndWith($".{asked[1]}");
        asked[1].Should().NotEndWith($".{asked[0]}");
    }

    private static async Task<HttpResponseMessage> Get(RunningPortal portal, CookieContainer cookies, string address)
    {
        using var client = portal.Visitor(cookies);
        return await client.GetAsync(address);
    }

    // The page of somebody who is not signed in: its token belongs to no person that the other portal could miss.
    private static async Task<(CookieContainer Cookies, string Token)> Form(RunningPortal portal)
    {
        var cookies = new CookieContainer();
        using var visitor = portal.Visitor(cookies);
        return (cookies, await visitor.Token());
    }

    // Whether the form was processed: a status would not tell, and how a portal says no to a token may change.
    private static async Task<bool> SignsIn(RunningPortal portal, CookieContainer cookies, string token)
    {
        using var visitor = portal.Visitor(cookies);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "sign-in"), new("Form.Email", Crossing.Email), new("Form.Password", Doors.Password)]);
        await visitor.PostAsync("/account/sign-in", form);
        return (await visitor.GetAsync("/")).StatusCode == HttpStatusCode.OK;
    }

    private static async Task<OutboxMessage> Last(TestDb dbs)
    {
        await using var db = dbs.CreateDbContext();
        return await db.OutboxMessages.OrderBy(message => message.Id).LastAsync();
    }
}
