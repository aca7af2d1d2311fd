using System.Net;
using System.Text.RegularExpressions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

/// <summary>One browser at a running portal, as far as a plain form needs one.</summary>
internal sealed partial class Visitor(RunningPortal portal) : IDisposable
{
    public const string Password = "correct horse 99 stairs";

    private readonly HttpClient http = portal.Visitor();

    public async Task<(HttpStatusCode Status, string? Location, string Text)> Get(string path)
    {
        using var answer = await http.GetAsync(path);
        return await Read(answer);
    }

    /// <summary>Loads a page and sends one of its forms.</summary>
    public async Task<(HttpStatusCode Status, string? Location, string Text)> Post(string path, string form, params (string Name, string? Value)[] fields)
    {
        var page = (await Get(path)).Text;
        return await Send(path, [("_handler", form), ("__RequestVerificationToken", TokenOf(page)), .. fields]);
    }

    public async Task<(HttpStatusCode Status, string? Location, string Text)> Send(string path, params (string Name, string? Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? "")));
        using var answer = await http.PostAsync(path, content);
        return await Read(answer);
    }

    public Task<(HttpStatusCode Status, string? Location, string Text)> SignUp(string email, string password = Password, string name = "Mei Lin") =>
        Post("/account/sign-up", "sign-up", ("Form.Name", name), ("Form.Email", email), ("Form.Password", password));

    public Task<(HttpStatusCode Status, string? Location, string Text)> SignIn(string email, string password = Password) =>
        Post("/account/sign-in", "sign-in", ("Form.Email", email), ("Form.Password", password));

    /// <summary>Signs up, reads the code in the outbox, and is in.</summary>
    public async Task Join(string email)
    {
        var confirm = (await SignUp(email)).Location!;
        (await Post(confirm, "confirm", ("Code", await CodeFor(email)))).Status.Should().Be(HttpStatusCode.Redirect);
        (await IsIn()).Should().BeTrue();
    }

    public async Task SignOut() => await Send("/account/sign-out", ("__RequestVerificationToken", TokenOf((await Get("/account/security")).Text)));

    public async Task<bool> IsIn() => (await Get("/account/security")).Status == HttpStatusCode.OK;

    public async Task<string> CodeFor(string email) => Six().Match(await MailTo(email)).Value;

    /// <summary>The newest message to somebody, as the outbox's page shows it.</summary>
    public async Task<string> MailTo(string email)
    {
        var page = WebUtility.HtmlDecode((await Get($"/dev/outbox?to={Uri.EscapeDataString(email)}")).Text);
        var first = page.IndexOf("message-text", StringComparison.Ordinal);
        first.Should().BePositive($"{email} should have mail");
        return page[first..page.IndexOf("</article>", first, StringComparison.Ordinal)];
    }

    public static string TokenOf(string page) => Token().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("The page has no form: " + page);

    public void Dispose() => http.Dispose();

    private static async Task<(HttpStatusCode, string?, string)> Read(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Headers.Location is { IsAbsoluteUri: true } location ? location.PathAndQuery : answer.Headers.Location?.ToString(),
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])")]
    private static partial Regex Six();
}

/// <summary>One portal for all tests of sign-up and sign-in; each test brings people of its own.</summary>
public sealed class PortalOfPeople : IAsyncLifetime
{
    public RunningPortal Portal { get; private set; } = default!;

    public async Task InitializeAsync() => Portal = await RunningPortal.Start(Core.Editions.EditionPolicy.WeChat, settings: ["--Portal:Limits:AccountRequestsPerAddress=1000", "--Portal:Limits:SignInFailuresPerAddress=1000"]);

    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
