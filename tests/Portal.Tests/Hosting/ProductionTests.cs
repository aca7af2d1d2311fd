using System.Net;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Tests.Identity;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Hosting;

/// <summary>A portal as an operator runs it.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("production-test-");

    public async Task InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            data.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        (await RunningPortal.Command(EditionPolicy.WeChat, data.FullName, "Production", null, "migrate")).Code.Should().Be(0);
    }

    public Task DisposeAsync()
    {
        data.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_failed_page_and_a_stale_form_are_answered_with_a_page_and_all_its_headers()
    {
        await using var portal = await Start();
        using var http = portal.Visitor();
        using var visitor = new Visitor(portal);
        var token = Visitor.TokenOf((await visitor.Get("/account/forgotten-password")).Text);
        token.Should().NotBeEmpty();
        await using (var db = TestDb.Of(portal).CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE Outbox");

        using var failed = await http.Send("/account/forgotten-password", ("Email", "mei@example.com"));
        failed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await failed.Content.ReadAsStringAsync()).Should().Contain("<h1");
        foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy" })
            failed.Headers.Contains(header).Should().BeTrue(header);

        var gone = await visitor.Send("/account/forgotten-password", ("_handler", "no-such-form"), ("__RequestVerificationToken", token));
        (gone.Status, gone.Location).Should().Be((HttpStatusCode.SeeOther, "/account/forgotten-password?out-of-date=true"));
    }

    [Fact]
    public async Task The_data_is_for_the_portals_own_user_alone_and_a_folder_that_was_there_keeps_its_rights()
    {
        if (OperatingSystem.IsWindows())
            return;
        var before = data.UnixFileMode;
        await using (await Start())
        {
        }

        (before & Others).Should().NotBe(UnixFileMode.None);
        new DirectoryInfo(data.FullName).UnixFileMode.Should().Be(before);
        foreach (var secret in new[] { "keys", "documents", "media", "portal.db", Path.Combine("keys", "fingerprint.key") })
            (File.GetUnixFileMode(Path.Combine(data.FullName, secret)) & Others).Should().Be(UnixFileMode.None, secret);
    }

    [Fact]
    public async Task A_folder_that_the_portal_makes_is_for_its_own_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var made = Path.Combine(data.FullName, "new", "portal");

        (await RunningPortal.Command(EditionPolicy.WeChat, made, "Production", null, "migrate")).Code.Should().Be(0);

        (File.GetUnixFileMode(made) & Others).Should().Be(UnixFileMode.None);
    }

    [Fact]
    public async Task A_proxy_that_does_not_say_https_is_named_as_the_cause()
    {
        await using var portal = await Start("--Portal:PublicAddress=https://admin.wechat.localhost");
        using var http = portal.Visitor();
        using var answer = await http.GetAsync("/account/sign-in");
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("X-Forwarded-Proto");
        (await http.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        // Its log is written by a thread of its own: all of it is there once the portal has stopped.
        await portal.Stop();
        portal.Output.Should().Contain("X-Forwarded-Proto");
    }

    private Task<RunningPortal> Start(params string[] settings) =>
        RunningPortal.Start(EditionPolicy.WeChat, environment: "Production", dataDirectory: data.FullName, settings: settings);
}
