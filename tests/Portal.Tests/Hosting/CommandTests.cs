using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Hosting;

/// <summary>The command line, as an administrator uses it.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Password = "wandering-otters-build-9-dams";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commands-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Help_explains_every_command_and_touches_nothing(Edition edition)
    {
        var (code, output) = await RunningPortal.Command(EditionPolicy.Of(edition), folder.FullName, "Production", null, "--help");

        code.Should().Be(0);
        foreach (var command in new[] { "serve", "migrate", "check", "routes", "admin", "--demo" })
            output.Should().MatchRegex($@"(?m)^\s+{command}\b.*\w{{4}}");
        folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    [Fact]
    public async Task A_good_database_passes_the_check_and_a_missing_one_does_not()
    {
        var (missing, reason) = await Run(null, "check");
        missing.Should().NotBe(0);
        reason.Trim().Should().Contain("migrate").And.NotContain("\n");

        (await Run(null, "migrate")).Code.Should().Be(0);

        var (code, output) = await Run(null, "check");
        code.Should().Be(0);
        output.Trim().Should().StartWith("Seal: WeChat. Schema: whole and up to date. Audit log: ").And.EndWith("unbroken.").And.NotContain("\n");
    }

    [Fact]
    public async Task An_administrator_is_created_once_and_bad_addresses_and_passwords_are_refused_in_a_line()
    {
        (await Run(null, "migrate")).Code.Should().Be(0);

        await Refused("no e-mail address", Password, "admin", "create", "--email", "not an address");
        await Refused("12", "short", "admin", "create", "--email", "admin@example.com");
        var (noAddress, help) = await Run(Password, "admin", "create");
        noAddress.Should().NotBe(0);
        help.Should().Contain("--email");

        (await Run(Password, "admin", "create", "--email", "admin@example.com")).Should().Be((0, "admin@example.com is a platform administrator." + Environment.NewLine));
        // Said again it changes nothing, not even the password that comes with it.
        (await Run("another-password-of-44-letters", "admin", "create", "--email", "ADMIN@example.com")).Code.Should().Be(0);
        await using var portal = await RunningPortal.Start(EditionPolicy.WeChat, environment: "Production", dataDirectory: folder.FullName);
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();
        db.Users.Should().ContainSingle();
        db.UserRoles.Should().ContainSingle();
        using var visitor = portal.Visitor();
        var signedIn = await visitor.Send("/account/sign-in", ("Form.Email", "admin@example.com"), ("Form.Password", Password));
        new Uri(portal.Address, signedIn.Headers.Location!).Should().Be(portal.Address);
    }

    [Fact]
    public async Task The_demo_world_is_refused_in_production_in_a_line()
    {
        (await Run(null, "migrate")).Code.Should().Be(0);

        await Refused("Development only", null, "serve", "--demo", "true");
    }

    [Theory]
    [InlineData("Production", "nonsense")]
    [InlineData("Production", "ftp://127.0.0.1:1")]
    [InlineData("Production", "http://127.0.0.1:5080/path")]
    [InlineData("Production", "http://192.0.2.1:5080")]
    [InlineData("Production", "http://127.0.0.1:99999")]
    [InlineData("Development", "nonsense")]
    [InlineData("Development", "http://192.0.2.1:5080")]
    public async Task An_address_that_cannot_be_listened_at_is_refused_in_a_line(string environment, string urls)
    {
        (await Run(null, "migrate")).Code.Should().Be(0);

        var (code, output) = await RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, environment, null, "serve", "--demo", "false", $"--urls={urls}", "--Logging:LogLevel:Default=None");

        code.Should().NotBe(0);
        output.Trim().Should().Contain("--urls").And.NotContain("\n");
    }

    private async Task Refused(string why, string? input, params string[] arguments)
    {
        var (code, output) = await Run(input, arguments);
        code.Should().NotBe(0);
        output.Trim().Should().Contain(why).And.NotContain("\n");
    }

    private Task<(int Code, string Output)> Run(string? input, params string[] arguments) =>
        RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, "Production", input, arguments);
}
