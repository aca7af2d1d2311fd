using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Search;

/// <summary>
/// That something about an account changed which a search looks at. The database itself writes it, by triggers, so that no way of changing
/// an account can be forgotten; each process's index reads from where it stopped.
/// </summary>
public sealed class AccountChange
{
    private const string Accounts = "OfficialAccounts";
    private const string Changes = "AccountChanges";
    private const string Made = $"{Accounts}_Made";
    private const string Changed = $"{Accounts}_Changed";

    // A follow or two of a great account move nothing in a list: told with every hundredth part.
    private const string Grown =
        "(NEW.\"FollowerCount\" <> OLD.\"FollowerCount\" AND (NEW.\"FollowerCount\" < 100 OR NEW.\"FollowerCount\" / (1 + OLD.\"FollowerCount\" / 100) <> OLD.\"FollowerCount\" / (1 + OLD.\"FollowerCount\" / 100)))";

    /// <summary>Its place in the order of changes. Transactions may end in another order, and numbers may be missing.</summary>
    public long Id { get; init; }

    /// <summary>The account. No foreign key: this is written with each follow of a small account, and nobody reads from an account to its changes.</summary>
    public long AccountId { get; init; }

    /// <summary>A number by chance, by which an index knows that it stopped in this very database: one restored from a backup has other changes under the same <see cref="Id"/>.</summary>
    public long Mark { get; init; }

    /// <summary>Makes the triggers, in the migration that made the table.</summary>
    public static void Tell(MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        if (IsSqlite(migration))
        {
            var insert = $"INSERT INTO \"{Changes}\" (\"AccountId\", \"Mark\") VALUES (NEW.\"Id\", random());";
            migration.Sql($"CREATE TRIGGER \"{Made}\" AFTER INSERT ON \"{Accounts}\" BEGIN {insert} END;");
            migration.Sql($"""
                CREATE TRIGGER "{Changed}" AFTER UPDATE OF "Name", "Introduction", "Standing", "FollowerCount" ON "{Accounts}"
                WHEN NEW."Name" <> OLD."Name" OR NEW."Introduction" <> OLD."Introduction" OR NEW."Standing" <> OLD."Standing" OR {Grown}
                BEGIN {insert} END;
                """);
            return;
        }

        migration.Sql($"""
            EXEC(N'CREATE TRIGGER [{Changed}] ON [{Accounts}] AFTER INSERT, UPDATE AS
            BEGIN
                SET NOCOUNT ON;
                INSERT INTO [{Changes}] ([AccountId], [Mark])
                SELECT [NEW].[Id], CAST(CAST(NEWID() AS binary(8)) AS bigint) FROM inserted AS [NEW] LEFT JOIN deleted AS [OLD] ON [OLD].[Id] = [NEW].[Id]
                WHERE [OLD].[Id] IS NULL OR [NEW].[Name] <> [OLD].[Name] OR [NEW].[Introduction] <> [OLD].[Introduction] OR [NEW].[Standing] <> [OLD].[Standing] OR {Grown.Replace("\"", "", StringComparison.Ordinal)};
            END')
            """);
    }

    /// <summary>Takes them away again, before the table goes.</summary>
    public static void Untell(MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        if (!IsSqlite(migration))
        {
            migration.Sql($"DROP TRIGGER [{Changed}]");
            return;
        }

        migration.Sql($"DROP TRIGGER \"{Made}\"");
        migration.Sql($"DROP TRIGGER \"{Changed}\"");
    }

    private static bool IsSqlite(MigrationBuilder migration) => migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";

    private sealed class Mapping : IEntityTypeConfiguration<AccountChange>
    {
        public void Configure(EntityTypeBuilder<AccountChange> change)
        {
            change.ToTable(Changes);
            change.WrittenByTriggers([Made, Changed], [Changed]);
        }
    }
}

/// <summary>The table of what changed.</summary>
public static class AccountChangeTable
{
    extension(PortalDb db)
    {
        /// <summary>What changed about accounts, in order.</summary>
        public DbSet<AccountChange> AccountChanges => db.Set<AccountChange>();
    }
}
