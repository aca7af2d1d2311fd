using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Subscribers;

/// <summary>The app as a browser without a script goes through it, on a portal that runs.</summary>
public sealed partial class AppTests(AppTests.Running running) : IClassFixture<AppTests.Running>
{
    [Fact]
    public async Task The_door_is_the_same_for_what_exists_and_what_does_not()
    {
        var account = running.Account(AccountStanding.Verified);
        using var visitor = running.Portal.Visitor();

        var (there, nowhere) = (await visitor.GetAsync($"/app/accounts/{account.AppId}"), await visitor.GetAsync("/app/accounts/wx0000000000000000"));

        there.StatusCode.Should().Be(HttpStatusCode.Redirect);
        nowhere.StatusCode.Should().Be(HttpStatusCode.Redirect);
        there.Headers.Location!.ToString().Replace(account.AppId, "").Should().Be(nowhere.Headers.Location!.ToString().Replace("wx0000000000000000", ""));
        (await visitor.GetAsync($"/app/q/{account.QrTicket}")).Headers.Location!.AbsolutePath.Should().Be("/app/sign-in");
        (await visitor.GetAsync("/app/events")).Headers.Location!.AbsolutePath.Should().Be("/app/sign-in");
        (await (await visitor.GetAsync(there.Headers.Location)).Content.ReadAsStringAsync()).Should().NotContain(account.Name);
    }

    [Fact]
    public async Task A_subscriber_signs_in_follows_once_and_leaves()
    {
        var account = running.Account(AccountStanding.Verified);
        using var browser = running.Portal.Visitor();
        var page = await running.SignIn(browser, $"/app/accounts/{account.AppId}");
        page.Headers.Location!.ToString().Should().EndWith($"/app/accounts/{account.AppId}");

        var profile = await browser.GetStringAsync($"/app/accounts/{account.AppId}");
        profile.Should().Contain(account.Name);
        var followed = await Post(browser, $"/app/accounts/{account.AppId}", profile, "follow");
        followed.StatusCode.Should().Be(HttpStatusCode.Redirect, "a refresh must not send the form again");
        await Post(browser, $"/app/accounts/{account.AppId}", profile, "follow");
        running.Number($"select FollowerCount from OfficialAccounts where AppId = '{account.AppId}'").Should().Be(1);
        (await browser.GetStringAsync("/app")).Should().Contain(account.Name);
        (await browser.GetStringAsync("/app/following")).Should().Contain(account.Name);

        await Post(browser, $"/app/accounts/{account.AppId}", await browser.GetStringAsync($"/app/accounts/{account.AppId}"), "unfollow");
        (await browser.GetStringAsync("/app")).Should().NotContain(account.Name);
        running.Number($"select FollowerCount from OfficialAccounts where AppId = '{account.AppId}'").Should().Be(0);
    }

    [Fact]
    public async Task What_is_missing_in_the_app_is_answered_inside_the_app()
    {
        using var browser = running.Portal.Visitor();
        var outside = await browser.GetAsync("/app/no/such/page");
        (await outside.Content.ReadAsStringAsync()).Should().NotContain("href=\"/app/me\"", "a visitor has no tabs");
        await running.SignIn(browser);

        foreach (var address in new[] { "/app/no/such/page", "/app/c/nothing", "/app/accounts/wx0000000000000000" })
        {
            var answer = await browser.GetAsync(address);

            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            var page = await answer.Content.ReadAsStringAsync();
            page.Should().Contain("class=\"app-tabs\"", address).And.Contain("href=\"/app/me\"").And.Contain("href=\"/app/search\"");
        }
    }

    [Theory]
    [InlineData("/not-found")]
    [InlineData("/error")]
    public async Task The_pages_of_what_went_wrong_do_not_answer_that_all_is_well(string address)
    {
        using var browser = running.Portal.Visitor();

        (await browser.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Forbidden_and_missing_are_one_page()
    {
        var suspended = running.Account(AccountStanding.Suspended);
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);

        var (forbidden, missing) = (await browser.GetAsync($"/app/accounts/{suspended.AppId}"), await browser.GetAsync("/app/accounts/wx0000000000000000"));

        forbidden.StatusCode.Should().Be(HttpStatusCode.NotFound);
        missing.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Plain(await forbidden.Content.ReadAsStringAsync(), suspended.AppId).Should().Be(Plain(await missing.Content.ReadAsStringAsync(), "wx0000000000000000"));
        (await browser.GetAsync($"/app/q/{suspended.QrTicket}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_number_of_the_other_system_is_told_in_both_languages_and_not_kept()
    {
        using var browser = running.Portal.Visitor();
        var rows = running.Number("select (select count(*) from Subscribers) + (select count(*) from ConfirmationCodes) + (select count(*) from Outbox)");

        var answer = await Post(browser, "/app/sign-in", await browser.GetStringAsync("/app/sign-in"), "number", ("Form.Number", "+852 5123 4567"));
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        text.Should().Contain("This number belongs to WeChat").And.Contain("这个手机号属于“WeChat”").And.Contain($"{running.Portal.Policy.Counterpart.DefaultAddress}app");
        text.Should().Contain("+852 5123 4567", "the typed text stays");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).Should().NotContain(cookie => cookie.Contains("app-number"));
        running.Number("select (select count(*) from Subscribers) + (select count(*) from ConfirmationCodes) + (select count(*) from Outbox)").Should().Be(rows);
        running.Portal.Output.Should().NotContain("51234567").And.NotContain("5123 4567");
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie_and_no_other_browser()
    {
        var (cookies, others) = (new CookieContainer(), new CookieContainer());
        using var browser = running.Portal.Visitor(cookies);
        await running.SignIn(browser);
        using var stolen = running.Portal.Visitor(Copy(cookies, running.Portal.Address));
        (await stolen.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var other = running.Portal.Visitor(others);
        await running.SignIn(other);

        await Post(browser, "/app/me", await browser.GetStringAsync("/app/me"), "sign-out");

        (await stolen.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await other.GetAsync("/app/me")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_cookie_itself()
    {
        var cookies = new CookieContainer();
        using var browser = running.Portal.Visitor(cookies);
        await running.SignIn(browser);
        using var stolen = running.Portal.Visitor(Copy(cookies, running.Portal.Address));
        (await stolen.GetAsync("/app")).StatusCode.Should().Be(HttpStatusCode.OK);

        await Post(browser, "/app/me", await browser.GetStringAsync("/app/me"), "sign-out-everywhere");

        (await stolen.GetAsync("/app")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Language_changes_from_a_page_of_the_app()
    {
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);
        var form = Token().Match(await browser.GetStringAsync("/app/me")).Groups[1].Value;

        var answer = await browser.PostAsync("/culture", new FormUrlEncodedContent(
            [KeyValuePair.Create("culture", "en"), KeyValuePair.Create("returnUrl", "/app/me"), KeyValuePair.Create("__RequestVerificationToken", form)]));

        answer.Headers.Location!.ToString().Should().Be("/app/me");
        (await browser.GetStringAsync("/app/me")).Should().Contain("lang=\"en\"");
    }

    [Fact]
    public async Task An_open_page_is_told_its_mark_at_once()
    {
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);
        var shown = Mark().Match(await browser.GetStringAsync("/app")).Groups[1].Value;

        using var answer = await browser.GetAsync("/app/events", HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).Should().Be("event: inbox");
        (await lines.ReadLineAsync()).Should().Be($"data: {shown}");
    }

    [Fact]
    public async Task Searching_too_fast_is_answered_with_429_and_the_typed_text()
    {
        using var browser = running.Portal.Visitor();
        await running.SignIn(browser);
        HttpResponseMessage answer;
        var tries = 0;
        do
            answer = await browser.GetAsync("/app/search?q=canary");
        while (answer.StatusCode == HttpStatusCode.OK && ++tries <= new PlatformLimits().SearchesPerMinute);

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.Should().NotBeNull();
        (await answer.Content.ReadAsStringAsync()).Should().Contain("canary");
    }

    internal static async Task<HttpResponseMessage> Post(HttpClient browser, string address, string page, string form, params (string Name, string Value)[] fields) =>
        await browser.PostAsync(address, new FormUrlEncodedContent(
        [
            KeyValuePair.Create("_handler", form), KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]));

    private static CookieContainer Copy(CookieContainer cookies, Uri address)
    {
        var copy = new CookieContainer();
        copy.Add(address, cookies.GetCookies(address));
        return copy;
    }

    // Form tokens and the framework's sealed notes differ from answer to answer.
    private static string Plain(string page, string appId) => Note().Replace(Token().Replace(page, ""), "").Replace(appId, "");

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Note();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    internal static partial Regex Token();

    [GeneratedRegex("data-mark=\"([^\"]+)\"")]
    private static partial Regex Mark();

    /// <summary>One Weixin portal for all tests of this class.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private int numbers;

        public RunningPortal Portal { get; private set; } = null!;

        public async Task InitializeAsync() => Portal = await RunningPortal.Start(EditionPolicy.Weixin);

        public async Task DisposeAsync() => await Portal.DisposeAsync();

        /// <summary>An account in a standing, as a bare row.</summary>
        public OfficialAccount Account(AccountStanding standing)
        {
            var name = $"公众号{Interlocked.Increment(ref numbers):0000}";
            var account = new OfficialAccount { Edition = Edition.Weixin, Type = AccountType.Service, Name = name, NameKey = name, Introduction = "介绍" };
            using var db = TestDb.Of(Portal).CreateDbContext();
            db.Add(account);
            db.Entry(account).Property(row => row.Standing).CurrentValue = standing;
            db.SaveChangesAsync().GetAwaiter().GetResult();
            return account;
        }

        public string NextPhone() => $"+8613900{Interlocked.Increment(ref numbers):000000}";

        public Task<HttpResponseMessage> SignIn(HttpClient browser, string returnUrl = "/app") => SignIn(browser, NextPhone(), returnUrl);

        public async Task<HttpResponseMessage> SignIn(HttpClient browser, string phone, string returnUrl)
        {
            var address = $"/app/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}";
            var sent = await Post(browser, address, await browser.GetStringAsync(address), "number", ("Form.Number", phone));
            return await Post(browser, sent.Headers.Location!.ToString(), await browser.GetStringAsync(sent.Headers.Location), "code", ("Form.Code", CodeFor(phone)));
        }

        public long Number(string sql)
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(Portal.DataDirectory, "portal.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }

        // As the person's phone would show it: opened with the keys of this portal's own folder.
        public string CodeFor(string phone)
        {
            using var db = TestDb.Of(Portal).CreateDbContext();
            var vault = new Vault(
                DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(Portal.DataDirectory, "keys")), keys => keys.SetApplicationName($"WeixinWeChat.{Portal.Policy.Edition}")),
                new byte[32]);
            var outbox = new Core.Storage.Outbox(vault, TimeProvider.System);
            var body = db.OutboxMessages.OrderByDescending(row => row.Id).ToList().Select(outbox.Open).First(message => message.Recipient == phone).Body;
            return Regex.Match(body, $"\\d{{{ConfirmationCode.Length}}}").Value;
        }
    }
}
