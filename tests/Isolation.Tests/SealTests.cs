using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests;

public sealed class SealTests : IDisposable
{
    private const string ForeignKey = "FOREIGN KEY constraint failed";
    private const string Check = "CHECK constraint failed";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("seal-");

    public static TheoryData<Edition, Edition> Pairs => new() { { Edition.Weixin, Edition.WeChat }, { Edition.WeChat, Edition.Weixin } };

    private string File => Path.Combine(folder.FullName, "portal.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_portal_refuses_the_other_editions_database_and_leaves_it_as_it_was(Edition owner, Edition stranger)
    {
        (await Run(owner, "migrate")).Code.Should().Be(0);
        var before = await Content();
        // A folder of its own: the owner's is refused by itself.
        var own = Path.Combine(folder.FullName, "stranger");

        foreach (var command in new[] { "serve", "migrate", "check" })
        {
            var (code, output) = await RunningPortal.Command(EditionPolicy.Of(stranger), own, "Production", null, command, $"--ConnectionStrings:Portal=Data Source={File}");
            code.Should().NotBe(0);
            output.Trim().Should().Contain("This database is sealed for the other edition").And.NotContain("\n");
        }

        (await Content()).Should().Equal(before);
        (await Run(owner, "check")).Code.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_portal_refuses_the_other_editions_folder_whatever_its_own_database_and_leaves_it_as_it_was(Edition owner, Edition stranger)
    {
        (await Run(owner, "migrate")).Code.Should().Be(0);
        var elsewhere = Directory.CreateTempSubdirectory("seal-stranger-");
        var before = Everything();

        foreach (var command in new[] { "serve", "migrate", "check", "routes" })
        {
            var (code, output) = await RunningPortal.Command(EditionPolicy.Of(stranger), folder.FullName, "Production", null, command, $"--ConnectionStrings:Portal=Data Source={Path.Combine(elsewhere.FullName, "own.db")}");
            code.Should().NotBe(0);
            output.Trim().Should().Contain("Portal:DataDirectory is sealed for the other edition").And.NotContain("\n");
        }

        Everything().Should().Equal(before);
        elsewhere.EnumerateFileSystemInfos().Should().BeEmpty();
        elsewhere.Delete();
        (await Run(owner, "check")).Code.Should().Be(0);

        List<string> Everything() => [.. folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc.Ticks} {(entry is FileInfo file ? Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(file.FullName))) : "")}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_database_that_is_not_ours_is_left_alone()
    {
        await Sql("CREATE TABLE Invoices (Id INTEGER PRIMARY KEY)");
        var before = await Content();

        var (code, output) = await Run(Edition.Weixin, "migrate");

        code.Should().NotBe(0);
        output.Should().Contain("no seal");
        (await Content()).Should().Equal(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await Run(Edition.WeChat, "migrate");
        await Sql("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0')");

        var (code, output) = await Run(Edition.WeChat, "serve");

        code.Should().NotBe(0);
        output.Should().Contain("newer version");
    }

    [Fact]
    public async Task Serving_in_production_asks_for_migrate_first_and_creates_nothing()
    {
        var (code, output) = await RunningPortal.Command(EditionPolicy.Weixin, folder.FullName, "Production", null, "serve");

        code.Should().NotBe(0);
        output.Should().Contain("migrate");
        System.IO.File.Exists(File).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Hand_made_SQL_cannot_write_a_row_of_the_other_edition(Edition owner, Edition stranger)
    {
        await Run(owner, "migrate");

        await Refused($"INSERT INTO Seal (Edition) VALUES ('{stranger}')", Check);
        await Refused($"UPDATE Seal SET Edition = '{stranger}'", Check);
        using var dbs = owner == Edition.Weixin ? TestDb.Weixin() : TestDb.WeChat();
        await using var db = dbs.CreateDbContext();
        var tables = db.Model.GetEntityTypes().Where(entity => typeof(ISealed).IsAssignableFrom(entity.ClrType)).ToList();
        tables.Should().HaveCountGreaterThan(1);
        foreach (var table in tables)
        {
            await Refused(Insert(table, stranger), Check);
            await Sql(Insert(table, owner));
            // A connection that asks for no foreign keys, as most tools open one, is no way around.
            await Refused(Insert(table, stranger), Check, foreignKeys: false);
            await Refused($"UPDATE {table.GetTableName()} SET Edition = '{stranger}'", Check, foreignKeys: false);
            await Sql($"UPDATE {table.GetTableName()} SET Edition = '{owner}'");
        }

        await Refused("DELETE FROM Seal", ForeignKey);
        (await Run(owner, "check")).Code.Should().Be(0);
    }

    [Fact]
    public async Task Check_names_what_is_missing_and_what_points_at_nothing()
    {
        await Run(Edition.Weixin, "migrate");
        (await Run(Edition.Weixin, "check")).Code.Should().Be(0);

        await Sql("INSERT INTO Memberships (AccountId, UserId, Role, Since) VALUES (7, 'nobody', 'Administrator', '2026-01-01')", foreignKeys: false);
        (await Run(Edition.Weixin, "check")).Should().Match<(int Code, string Output)>(run => run.Code != 0 && run.Output.Contains("Memberships"));
        await Sql("DELETE FROM Memberships", foreignKeys: false);
        // Made anew without the rule that keeps the other edition's rows out: nothing else tells the two tables apart.
        await Lost(
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'CK_OfficialAccounts_Edition', 'CK_Gone') WHERE name = 'OfficialAccounts'; PRAGMA writable_schema = RESET",
            "CK_OfficialAccounts_Edition");
        await Lost("DROP TRIGGER AuditEntries_NoDELETE", "AuditEntries_NoDELETE");
        await Lost("DROP INDEX IX_UnsavedInputs_ChangedAt", "IX_UnsavedInputs_ChangedAt");
        await Lost("ALTER TABLE Campaigns DROP COLUMN Digest", "Campaigns.Digest");

        async Task Lost(string sql, string name)
        {
            await Sql(sql);
            var (code, output) = await Run(Edition.Weixin, "check");
            (code, output).Should().Match<(int Code, string Output)>(run => run.Code != 0 && run.Output.Contains(name));
        }
    }

    [Fact]
    public async Task A_migration_that_broke_off_is_said_in_one_line_instead_of_waited_for()
    {
        await Run(Edition.Weixin, "migrate");
        await Sql("DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT MAX(MigrationId) FROM __EFMigrationsHistory)");
        await Sql("INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01')");

        var (code, output) = await Run(Edition.Weixin, "migrate");

        code.Should().NotBe(0);
        output.Trim().Should().Contain("__EFMigrationsLock").And.NotContain("\n");
    }

    [Fact]
    public async Task The_audit_log_refuses_change_and_removal_and_check_names_the_entry_that_was_forced()
    {
        await Run(Edition.Weixin, "migrate");
        (await RunningPortal.Command(EditionPolicy.Weixin, folder.FullName, "Production", "correct horse battery staple", "admin", "create", "--email", "admin@example.com"))
            .Code.Should().Be(0);

        await Refused("UPDATE AuditEntries SET Actor = 'x'", "AuditEntries");
        await Refused("DELETE FROM AuditEntries", "AuditEntries");
        await Refused("INSERT OR REPLACE INTO AuditEntries SELECT * FROM AuditEntries", "AuditEntries");
        await Refused("DELETE FROM AuditHead", "AuditHead");
        await Sql("DROP TRIGGER AuditEntries_NoUPDATE");
        await Sql("UPDATE AuditEntries SET Actor = 'x' WHERE Sequence = 1");

        var (code, output) = await Run(Edition.Weixin, "check");
        code.Should().NotBe(0);
        output.Should().Contain("broken at entry 1");
    }

    private Task<(int Code, string Output)> Run(Edition edition, string command) =>
        RunningPortal.Command(EditionPolicy.Of(edition), folder.FullName, "Production", null, command);

    private async Task<byte[]> Content() => await System.IO.File.ReadAllBytesAsync(File);

    // With the reason: a statement that is misspelt is refused as well.
    private async Task Refused(string sql, string reason, bool foreignKeys = true) => await FluentActions.Awaiting(() => Sql(sql, foreignKeys)).Should().ThrowAsync<SqliteException>().WithMessage($"*{reason}*", sql);

    // The least that a row of this table must have.
    private static string Insert(IEntityType table, Edition edition)
    {
        var columns = table.GetProperties().Where(property => !property.IsNullable && !(property.IsPrimaryKey() && property.ClrType == typeof(long))).ToList();
        return $"INSERT INTO {table.GetTableName()} ({string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""))}) VALUES ({string.Join(", ", columns.Select(Value))})";

        string Value(IProperty column) => column.Name == nameof(ISealed.Edition) ? $"'{edition}'"
            : column.ClrType.IsEnum ? $"'{Enum.GetNames(column.ClrType)[0]}'"
            : column.ClrType == typeof(string) ? "'x'"
            : column.ClrType == typeof(Guid) ? $"'{Guid.Empty}'"
            : column.ClrType == typeof(DateTime) ? "'2026-01-01 00:00:00'"
            : "0";
    }

    private async Task Sql(string sql, bool foreignKeys = true)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Foreign Keys={foreignKeys};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
