using System.Net;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Hosting;

/// <summary>What every answer says to the browser, and how a portal in Production fails.</summary>
public sealed class HeaderTests : IAsyncLifetime
{
    private const string Password = "wandering-otters-build-9-dams";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("production-");
    private RunningPortal portal = default!;

    public async Task InitializeAsync()
    {
        await RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, "Production", null, "migrate");
        await RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, "Production", Password, "admin", "create", "--email", "admin@example.com");
        portal = await RunningPortal.Start(EditionPolicy.WeChat, environment: "Production", dataDirectory: folder.FullName);
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_to_refuse_and_a_failure_tells_nothing()
    {
        using var visitor = portal.Visitor();
        foreach (var (address, status) in new[]
            { ("/account/sign-in", HttpStatusCode.OK), ("/weixin-or-wechat", HttpStatusCode.OK), ("/app/sign-in", HttpStatusCode.OK), ("/", HttpStatusCode.Redirect), ("/nowhere", HttpStatusCode.NotFound), ("/dev/outbox", HttpStatusCode.NotFound) })
        {
            var answer = await visitor.GetAsync(address);
            answer.StatusCode.Should().Be(status, address);
            IsGuarded(answer, address);
        }

        foreach (var health in new[] { "/health/live", "/health/ready" })
            (await visitor.GetStringAsync(health)).Should().Be("Healthy");

        // A table that is gone: no page can be prepared for that.
        (await visitor.Send("/account/sign-in", ("Form.Email", "admin@example.com"), ("Form.Password", Password))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await visitor.GetAsync("/platform/staff")).StatusCode.Should().Be(HttpStatusCode.OK);
        await Sql("ALTER TABLE AspNetUserRoles RENAME TO Elsewhere");
        await Fails(await visitor.GetAsync("/platform/staff"));

        using var another = portal.Visitor();
        await Fails(await another.Send("/account/sign-in", ("Form.Email", "admin@example.com"), ("Form.Password", Password)));
    }

    private static async Task Fails(HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        IsGuarded(answer, "the page of a failure");
        var text = await answer.Content.ReadAsStringAsync();
        text.Should().Contain("<main", "it is a page that helps").And.NotContainAny("Exception", "   at ", "SQLite", "AspNetUserRoles", "admin@example.com");
    }

    private static void IsGuarded(HttpResponseMessage answer, string what)
    {
        One("Content-Security-Policy").Should().Contain("default-src 'self'").And.Contain("script-src 'self' 'wasm-unsafe-eval';", "text is never run as a script").And.Contain("frame-ancestors 'self'").And.Contain("object-src 'none'");
        One("X-Content-Type-Options").Should().Be("nosniff");
        One("Referrer-Policy").Should().Be("same-origin");
        One("Cross-Origin-Opener-Policy").Should().Be("same-origin");
        One("Permissions-Policy").Should().Contain("geolocation=()");
        answer.Headers.Contains("Server").Should().BeFalse(what);

        string One(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Should().ContainSingle(what).Subject : $"{what} says no {name}";
    }

    private async Task Sql(string sql)
    {
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
