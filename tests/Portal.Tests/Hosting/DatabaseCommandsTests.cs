using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Portal.Tests.Hosting;

public sealed class DatabaseCommandsTests
{
    [Fact]
    public async Task Migrate_makes_every_table_and_serve_makes_none()
    {
        var data = Directory.CreateTempSubdirectory("portal-migrate-");
        try
        {
            (await RunningPortal.Command(EditionPolicy.Weixin, data.FullName, "Production", null, "migrate")).Code.Should().Be(0);
            var migrated = await Tables(data.FullName);

            await using (await RunningPortal.Start(EditionPolicy.Weixin, environment: "Production", dataDirectory: data.FullName))
                (await Tables(data.FullName)).Should().Equal(migrated);

            migrated.Should().Contain("QRTZ_TRIGGERS").And.Contain("Seal");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_migrate_makes_is_read_while_it_is_written_and_holds_its_references()
    {
        var data = Directory.CreateTempSubdirectory("portal-pragma-");
        try
        {
            (await RunningPortal.Command(EditionPolicy.Weixin, data.FullName, "Production", null, "migrate")).Code.Should().Be(0);
            var settings = PortalSettings.Read(
                new ConfigurationBuilder().AddInMemoryCollection([new("Portal:DataDirectory", data.FullName), new("Portal:PublicAddress", EditionPolicy.Weixin.DefaultAddress.ToString())]).Build(),
                new HostingEnvironment { EnvironmentName = "Production" }, EditionPolicy.Weixin);
            var services = new ServiceCollection();
            new WeixinPortal().AddDatabase(services, settings);
            await using var provider = services.BuildServiceProvider();
            await using var db = await provider.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

            (await Said("journal_mode")).Should().Be("wal");
            (await Said("foreign_keys")).Should().Be("1");
            SqliteConnection.ClearAllPools();

            async Task<string> Said(string pragma)
            {
                await db.Database.OpenConnectionAsync();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> Tables(string folder)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "portal.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }
}
