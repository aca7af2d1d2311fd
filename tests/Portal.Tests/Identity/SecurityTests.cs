using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class SecurityTests(PortalOfPeople people) : IClassFixture<PortalOfPeople>
{
    private const string TwoStep = "/account/security/two-step";

    [Fact]
    public async Task The_second_step_is_asked_for_once_on_and_a_recovery_code_opens_once()
    {
        const string email = "totp@example.com";
        using var mei = New();
        await mei.Join(email);
        (await mei.Post(TwoStep, "begin")).Location.Should().Be(TwoStep);
        var page = (await mei.Get(TwoStep)).Text;
        page.Should().Contain("data:image/svg+xml;base64,");
        var key = Regex.Match(page, "<code class=\"mono\">([a-z2-7 ]+)</code>").Groups[1].Value;
        (await mei.Post(TwoStep, "on", ("Code", "000000"))).Text.Should().Contain("code-error");
        var first = Totp(key);
        var shown = (await mei.Post(TwoStep, "on", ("Code", first))).Text;
        var codes = Regex.Matches(shown, "<li>([A-Z0-9]{5}-[A-Z0-9]{5})</li>").Select(match => match.Groups[1].Value).ToList();
        codes.Should().HaveCount(10).And.OnlyHaveUniqueItems();
        (await mei.MailTo(email)).Should().Contain("Two-step sign-in was turned on").And.NotContain(codes[0]);
        (await mei.Get(TwoStep)).Text.Should().NotContain(codes[0], "they are shown once");
        await mei.SignOut();

        using var other = New();
        (await other.SignIn(email)).Location.Should().StartWith("/account/second-step");
        (await other.IsIn()).Should().BeFalse("the password is half the way");
        var step = (await other.SignIn(email)).Location!;
        (await other.Post(step, "second-step", ("Code", "000000"))).Text.Should().Contain("code-error");
        (await other.Post(step, "second-step", ("Code", first))).Text.Should().Contain("code-error", "that code was taken when the step was turned on");
        var next = Totp(key, later: 1);
        (await other.Post(step, "second-step", ("Code", next))).Location.Should().Be("/");
        (await other.IsIn()).Should().BeTrue();

        using (var onlooker = New())
        {
            await onlooker.Post((await onlooker.SignIn(email)).Location!, "second-step", ("Code", next));
            (await onlooker.IsIn()).Should().BeFalse("a code is good once");
            await onlooker.Post((await onlooker.SignIn(email)).Location!, "second-step", ("Code", Totp(key, later: 4)));
            (await onlooker.IsIn()).Should().BeFalse("no code of the times to come is good");
        }

        foreach (var opens in new[] { true, false })
        {
            using var third = New();
            var recovery = (await third.SignIn(email)).Location!.Replace("remember=False", "recovery=true");
            await third.Post(recovery, "recovery", ("RecoveryCode", codes[3].ToLowerInvariant()));
            (await third.IsIn()).Should().Be(opens);
        }
    }

    [Fact]
    public async Task Sign_out_everywhere_ends_the_cookies_of_other_browsers_at_once()
    {
        const string email = "everywhere@example.com";
        using var here = New();
        using var there = New();
        await here.Join(email);
        await there.SignIn(email);
        (await there.IsIn()).Should().BeTrue();
        (await here.Post("/account/security/sessions", "end-all")).Location.Should().Be("/account/sign-in?done=ended");
        (await there.IsIn()).Should().BeFalse();
        (await here.IsIn()).Should().BeFalse();
    }

    [Fact]
    public async Task One_session_can_be_ended_from_another()
    {
        const string email = "one@example.com";
        using var here = New();
        using var there = New();
        await here.Join(email);
        var own = Ids((await here.Get("/account/security/sessions")).Text).Single();
        await there.SignIn(email);
        var other = Ids((await here.Get("/account/security/sessions")).Text).Single(id => id != own);
        await here.Post("/account/security/sessions", "end", ("Id", other));
        var again = await here.Post("/account/security/sessions", "end", ("Id", other));
        again.Location.Should().Be("/account/security/sessions", "a row that is gone leads back to the list");
        (await there.IsIn()).Should().BeFalse();
        (await here.IsIn()).Should().BeTrue();

        static IEnumerable<string> Ids(string page) => Regex.Matches(page, "name=\"Id\" value=\"([A-Za-z0-9]{22})\"").Select(match => match.Groups[1].Value);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_but_this_one()
    {
        const string email = "change@example.com";
        using var here = New();
        using var there = New();
        await here.Join(email);
        await there.SignIn(email);
        const string path = "/account/security/password";
        (await here.Post(path, "password", ("Form.Current", "not it at all 5"), ("Form.Password", "another 44 good one"))).Text.Should().Contain("form-current-error");
        (await here.Post(path, "password", ("Form.Current", Visitor.Password), ("Form.Password", "change example com"))).Location.Should().NotBeNull();
        (await here.IsIn()).Should().BeTrue();
        (await there.IsIn()).Should().BeFalse();
        (await here.MailTo(email)).Should().Contain("Your password was changed").And.NotContain("another 44");
    }

    [Fact]
    public async Task A_passkey_that_is_gone_leads_back_to_the_list()
    {
        using var here = New();
        await here.Join("gone-key@example.com");
        (await here.Post("/account/security/passkeys", "change", ("Id", "AAAA"), ("Name-AAAA", "Phone"), ("What", "remove"))).Location.Should().Be("/account/security/passkeys");
    }

    [Fact]
    public async Task A_new_way_in_asks_for_the_password_again_once_the_sign_in_is_no_longer_fresh()
    {
        const string email = "stale@example.com";
        using var here = New();
        await here.Join(email);
        await using (var db = TestDb.Of(people.Portal).CreateDbContext())
        {
            var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-11);
            await db.Set<PersonSession>().Where(row => db.Users.Any(user => user.Id == row.UserId && user.Email == email))
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.ProvenAt, past));
        }

        var page = (await here.Get(TwoStep)).Text;
        page.Should().Contain("/account/security/prove?ReturnUrl=/account/security/two-step").And.NotContain("value=\"begin\"");
        (await here.Get("/account/security/passkeys")).Text.Should().Contain("/account/security/prove?ReturnUrl=").And.NotContain("data-passkey=\"add\"");
        const string prove = $"/account/security/prove?ReturnUrl={TwoStep}";
        (await here.Post(prove, "prove", ("Password", "quite another 77 thing"))).Text.Should().Contain("password-error");
        (await here.Get(TwoStep)).Text.Should().NotContain("value=\"begin\"");
        (await here.Post(prove, "prove", ("Password", Visitor.Password))).Location.Should().Be(TwoStep);
        (await here.Post(TwoStep, "begin")).Location.Should().Be(TwoStep);
    }

    [Fact]
    public async Task A_forged_passkey_is_refused_with_words()
    {
        using var visitor = New();
        var answer = await visitor.Post("/account/sign-in", "passkey", ("Credential", "{\"id\":\"x\",\"type\":\"public-key\"}"));
        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Text.Should().Contain("This passkey does not work here");
        (await visitor.Send("/account/passkey-options/sign-in")).Status.Should().Be(HttpStatusCode.BadRequest, "the question is not asked without the form's token");
    }

    [Fact]
    public async Task Who_is_no_administrator_finds_no_page_of_staff()
    {
        using var visitor = New();
        await visitor.Join("plain@example.com");
        (await visitor.Get("/platform/staff")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private Visitor New() => new(people.Portal);

    /// <summary>RFC 6238 with Identity's parameters: SHA-1, 30 seconds, 6 digits.</summary>
    private static string Totp(string key, int later = 0)
    {
        var bits = string.Concat(key.Replace(" ", "").Select(letter => Convert.ToString("abcdefghijklmnopqrstuvwxyz234567".IndexOf(letter), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + later);
#pragma warning disable CA5350 // The algorithm that authenticator apps speak.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6");
    }
}
