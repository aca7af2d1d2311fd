using System.Text.Json;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A passkey made at one portal opens that portal and never the other. The authenticator is Chromium's own virtual one.</summary>
[Collection(StageCollection.Name)]
public sealed class PasskeyTests(Stage stage) : StageTest(stage)
{
    private const string Quiet = "/weixin-or-wechat";

    // As the page's own script asks.
    private const string Question = """
        async () => {
          const token = document.querySelector('[data-passkey]').form.elements.__RequestVerificationToken.value;
          return (await fetch('/account/passkey-options/sign-in', { method: 'POST', headers: { RequestVerificationToken: token } })).json();
        }
        """;

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_passkey_of_one_portal_opens_it_and_is_nothing_at_the_other(Edition edition)
    {
        var (home, other) = (Stage.Of(edition), Stage.Of(EditionPolicy.Of(edition).Counterpart.Edition));
        var page = await Stage.SignUp(home, "Mei Passkey", also: other);
        var authenticator = await Authenticator.Plug(page);

        await Add(page);
        (await authenticator.Hosts()).Should().Equal(home.Address.Host);

        await SignOut(page, authenticator);
        (await Asked(page, home)).Should().Be(home.Address.Host);
        await Press(page, authenticator);
        await page.Leaves("/account/sign-in");
        await Stage.Interactive(page);
        (await page.ContentAsync()).Should().Contain("Mei Passkey");
        var answer = await AnswerOf(page, home, authenticator);

        // The same authenticator at the other portal: asked for another host, it holds nothing.
        (await Asked(page, other)).Should().Be(other.Address.Host);
        await Press(page, authenticator);
        await Assertions.Expect(page.Locator("[data-passkey-message]")).ToBeVisibleAsync();
        page.Url.Should().Contain("/account/sign-in");
        await page.GotoAsync(new Uri(other.Address, Quiet).ToString());
        (await page.EvaluateAsync<string>(
            "host => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), rpId: host } }).then(() => 'given', error => error.name)", home.Address.Host)).Should().Be("SecurityError");

        // And what it says at home is worth nothing here.
        await Asked(page, other);
        await page.EvaluateAsync("answer => { const form = document.querySelector('[data-passkey]').form; form.elements.Credential.value = answer; form.requestSubmit(); }", answer);
        await Assertions.Expect(page.Locator("main .alert, main .notice")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(other.Address, "/account/security").ToString());
        page.Url.Should().Contain("/account/sign-in");
    }

    private static async Task Add(IPage page)
    {
        await page.GotoAsync("/account/security/passkeys");
        var form = page.Locator("form:has([data-passkey=add])");
        await form.Locator("[name=Name]").FillAsync("Laptop");
        // Whoever adds a way in may be asked who they are once more.
        if (await form.Locator("input[type=password]").CountAsync() > 0)
            await form.Locator("input[type=password]").FillAsync(Stage.Password);
        await page.Locator("[data-passkey=add]").ClickAsync();
        await Assertions.Expect(page.Locator("form.passkey")).ToHaveCountAsync(1);
    }

    private static async Task SignOut(IPage page, Authenticator authenticator)
    {
        // The sign-in page asks for a passkey by itself: a hand on the key would sign in before anything can be looked at.
        await authenticator.Present(false);
        await page.OpenConsole("/");
        await page.EvaluateAsync("document.querySelector(\"form[action='/account/sign-out']\").requestSubmit()");
        await page.Reaches("**/account/sign-in**");
    }

    /// <summary>Opens the sign-in page.</summary>
    /// <returns>The host for which it asks for a passkey.</returns>
    private static async Task<string> Asked(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(new Uri(portal.Address, "/account/sign-in").ToString());
        return await page.EvaluateAsync<string>($"async () => (await ({Question})()).rpId");
    }

    private static async Task Press(IPage page, Authenticator authenticator)
    {
        await authenticator.Present(true);
        await page.Locator("[data-passkey=sign-in]").ClickAsync();
    }

    /// <summary>What the authenticator says to a question of its own portal, caught before it is sent.</summary>
    private static async Task<string> AnswerOf(IPage page, RunningPortal portal, Authenticator authenticator)
    {
        await SignOut(page, authenticator);
        await page.GotoAsync(new Uri(portal.Address, "/account/sign-in").ToString());
        var question = await page.EvaluateAsync<string>($"async () => JSON.stringify(await ({Question})())");
        // On a page of the portal that asks for nothing by itself: a browser asks one question at a time.
        await page.GotoAsync(new Uri(portal.Address, Quiet).ToString());
        await authenticator.Present(true);
        return await page.EvaluateAsync<string>(
            "async question => JSON.stringify(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(question)) }))", question);
    }

    private sealed class Authenticator(ICDPSession session, string id)
    {
        public static async Task<Authenticator> Plug(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
            return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        /// <summary>Whether a hand is on it.</summary>
        public Task Present(bool present) => Send("setAutomaticPresenceSimulation", ("enabled", present));

        /// <summary>The hosts that its passkeys are for.</summary>
        public async Task<string[]> Hosts() =>
            [.. (await Send("getCredentials"))!.Value.GetProperty("credentials").EnumerateArray().Select(credential => credential.GetProperty("rpId").GetString()!)];

        private Task<JsonElement?> Send(string command, params (string Name, object Value)[] arguments) =>
            session.SendAsync($"WebAuthn.{command}", arguments.Append(("authenticatorId", id)).ToDictionary(argument => argument.Item1, argument => argument.Item2));
    }
}
