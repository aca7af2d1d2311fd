using System.Net;
using System.Text.RegularExpressions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class SignInTests(PortalOfPeople people) : IClassFixture<PortalOfPeople>
{
    private const string Wrong = "quite another 77 thing";

    [Fact]
    public async Task Who_signs_up_and_types_the_code_is_in_and_out_again_by_a_form()
    {
        using var mei = New();
        await mei.Join("mei@example.com");
        (await mei.Get("/account/security")).Text.Should().Contain("Mei Lin").And.Contain("mei@example.com");
        await mei.SignOut();
        (await mei.IsIn()).Should().BeFalse();
    }

    [Fact]
    public async Task Signing_out_needs_the_token_of_a_form()
    {
        using var visitor = New();
        await visitor.Join("token@example.com");
        (await visitor.Send("/account/sign-out", ("returnUrl", "/"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await visitor.IsIn()).Should().BeTrue();
    }

    [Fact]
    public async Task An_address_must_be_confirmed_before_anybody_signs_in_with_it()
    {
        using var visitor = New();
        await visitor.SignUp("unconfirmed@example.com");
        (await visitor.SignIn("unconfirmed@example.com")).Location.Should().StartWith("/account/confirm?for=");
        (await visitor.IsIn()).Should().BeFalse();
        (await visitor.SignIn("unconfirmed@example.com", Wrong)).Location.Should().BeNull("a stranger learns nothing of the sign-up");
    }

    [Fact]
    public async Task The_link_in_the_mail_confirms_by_a_press_and_once()
    {
        using var visitor = New();
        await visitor.SignUp("link@example.com");
        var link = new Uri(Regex.Match(await visitor.MailTo("link@example.com"), "href=\"([^\"]+)\"").Groups[1].Value).PathAndQuery;
        (await visitor.Get(link)).Status.Should().Be(HttpStatusCode.OK);
        (await visitor.SignIn("link@example.com")).Location.Should().StartWith("/account/confirm", "a look alone confirms nothing");
        (await visitor.Post(link, "confirm-link", ("Password", Wrong))).Text.Should().Contain("password-error");
        (await visitor.Post(link, "confirm-link", ("Password", Visitor.Password))).Location.Should().Be("/account/sign-in?done=confirmed");
        (await visitor.Get(link)).Text.Should().Contain("already used");
        (await visitor.SignIn("link@example.com")).Location.Should().Be("/");
    }

    [Fact]
    public async Task Unknown_address_wrong_password_and_locked_account_are_answered_alike()
    {
        using var visitor = New();
        await visitor.Join("known@example.com");
        await visitor.SignOut();
        var unknown = Plain((await visitor.SignIn("unknown@example.com", Wrong)).Text, "unknown@example.com");
        for (var attempt = 0; attempt < 6; attempt++)
            Plain((await visitor.SignIn("known@example.com", Wrong)).Text, "known@example.com").Should().Be(unknown);
        Plain((await visitor.SignIn("known@example.com")).Text, "known@example.com").Should().Be(unknown, "five wrong tries lock the account, for the right password too");
    }

    [Fact]
    public async Task Sign_up_and_forgotten_password_answer_known_and_unknown_addresses_alike()
    {
        using var visitor = New();
        await visitor.Join("there@example.com");
        using var stranger = New();
        (await stranger.SignUp("there@example.com")).Location.Should().StartWith("/account/confirm?for=");
        var known = await stranger.Post("/account/forgotten-password", "forgotten", ("Email", "there@example.com"));
        var unknown = await stranger.Post("/account/forgotten-password", "forgotten", ("Email", "not-there@example.com"));
        Plain(known.Text, "there@example.com").Should().Be(Plain(unknown.Text, "not-there@example.com"));
        (await visitor.SignIn("there@example.com")).Location.Should().Be("/", "the stranger's password is not the person's");
    }

    [Fact]
    public async Task Too_many_failures_about_one_address_are_answered_with_429_whether_it_is_known_or_not()
    {
        using var visitor = New();
        for (var attempt = 0; attempt < 10; attempt++)
            (await visitor.SignIn("often@example.com", Wrong)).Status.Should().Be(HttpStatusCode.OK);
        var refused = await visitor.SignIn("often@example.com", Wrong);
        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Text.Should().Contain("wait a few minutes").And.Contain("often@example.com", "what was typed stays");
    }

    [Fact]
    public async Task A_common_or_short_password_is_refused_beside_its_field_and_what_was_typed_stays()
    {
        using var visitor = New();
        foreach (var password in new[] { "password1234", "qwertyuiop123", "123456789012", "short", "aaaaaaaaaaaa" })
        {
            var (status, location, text) = await visitor.SignUp("careless@example.com", password);
            (status, location).Should().Be((HttpStatusCode.OK, null));
            text.Should().Contain("form-password-error").And.Contain("careless@example.com").And.NotContain($"value=\"{password}\"");
        }
    }

    [Fact]
    public async Task Sixty_four_characters_and_more_are_accepted()
    {
        using var visitor = New();
        var password = string.Concat(Enumerable.Range(0, 20).Select(number => $"{(char)('a' + number)}{number * 7 % 10}密 ")).TrimEnd();
        password.Length.Should().BeGreaterThan(64);
        (await visitor.SignUp("long@example.com", password)).Location.Should().StartWith("/account/confirm");
        await visitor.Post((await visitor.SignIn("long@example.com", password)).Location!, "confirm", ("Code", await visitor.CodeFor("long@example.com")));
        (await visitor.IsIn()).Should().BeTrue();
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    public async Task Nobody_is_sent_to_a_strangers_site(string address)
    {
        using var visitor = New();
        var email = $"return{(uint)address.GetHashCode(StringComparison.Ordinal)}@example.com";
        await visitor.Join(email);
        await visitor.SignOut();
        (await visitor.Post($"/account/sign-in?ReturnUrl={Uri.EscapeDataString(address)}", "sign-in", ("Form.Email", email), ("Form.Password", Visitor.Password)))
            .Location.Should().Be("/");
    }

    [Fact]
    public async Task Reset_password_ends_every_session_and_the_old_password()
    {
        using var mei = New();
        await mei.Join("reset@example.com");
        await mei.Post("/account/forgotten-password", "forgotten", ("Email", "reset@example.com"));
        var link = new Uri(Regex.Match(await mei.MailTo("reset@example.com"), "href=\"([^\"]+)\"").Groups[1].Value).PathAndQuery;
        using var other = New();
        (await other.Post(link, "reset", ("Password", "password1234"))).Text.Should().Contain("password-error");
        (await other.Post(link, "reset", ("Password", Wrong))).Location.Should().Be("/account/sign-in?done=reset");
        (await mei.IsIn()).Should().BeFalse();
        (await other.MailTo("reset@example.com")).Should().Contain("Your password was reset");
        (await other.Get(link)).Text.Should().Contain("already used");
        (await other.SignIn("reset@example.com")).Location.Should().BeNull();
        (await other.SignIn("reset@example.com", Wrong)).Location.Should().Be("/");
    }

    private Visitor New() => new(people.Portal);

    // The pages alike but for tokens, and the address that was typed.
    private static string Plain(string page, string email) => Regex.Replace(page.Replace(email, ""), "CfDJ8[A-Za-z0-9_-]+|<!--.*?-->", "", RegexOptions.Singleline);
}
