using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>What one side has sealed opens on the other by no means, not even with its key files.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Cookies_and_form_tokens_are_worthless_at_the_other_portal_even_with_its_keys_copied_over(Edition edition)
    {
        var policy = EditionPolicy.Of(edition);
        var data = Directory.CreateTempSubdirectory("foreign-keys-");
        CookieContainer cookies;
        string token;
        await using (var home = await RunningPortal.Start(policy))
        {
            (var person, cookies) = await home.SignUp("Somebody", "somebody@example.com");
            (await person.GetAsync("/account/security")).StatusCode.Should().Be(HttpStatusCode.OK, "at home they work");
            token = (await person.Page("/account/security/password")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            person.Dispose();
            var keys = Directory.CreateDirectory(Path.Combine(data.FullName, "keys"));
            foreach (var file in Directory.GetFiles(Path.Combine(home.DataDirectory, "keys")))
                File.Copy(file, Path.Combine(keys.FullName, Path.GetFileName(file)));
        }

        await using (var abroad = await RunningPortal.Start(policy.Counterpart, dataDirectory: data.FullName))
        {
            var renamed = new CookieContainer();
            foreach (Cookie cookie in cookies.GetAllCookies())
                renamed.Add(new Cookie(cookie.Name.Replace(policy.CookiePrefix, policy.Counterpart.CookiePrefix), cookie.Value, "/", abroad.Address.Host));
            using var stranger = abroad.Visitor(renamed);

            (await stranger.GetAsync("/account/security")).StatusCode.Should().Be(HttpStatusCode.Redirect);
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "sign-in"), new("Form.Email", "a@example.com"), new("Form.Password", "x")]);
            var refused = await stranger.PostAsync("/account/sign-in", form);
            (refused.StatusCode, refused.Headers.Location?.ToString()).Should().Be((HttpStatusCode.SeeOther, "/account/sign-in?out-of-date=true"));
        }

        data.Delete(recursive: true);
    }
}
