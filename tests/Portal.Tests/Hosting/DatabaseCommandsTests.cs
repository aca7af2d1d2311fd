using Microsoft.Data.Sqlite;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

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
