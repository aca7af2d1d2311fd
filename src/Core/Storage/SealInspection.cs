using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace WeixinWeChat.Core.Storage;

/// <summary>What a portal finds when it looks at a database before it touches it.</summary>
public enum DatabaseState
{
    /// <summary>Does not exist, or holds no table: may be created and sealed.</summary>
    Empty,

    /// <summary>Sealed for this edition and up to date.</summary>
    Ready,

    /// <summary>Sealed for this edition; migrations wait.</summary>
    Behind,

    /// <summary>Sealed for this edition by a newer version of the product.</summary>
    Newer,

    /// <summary>Sealed for the other edition.</summary>
    Foreign,

    /// <summary>Holds tables, but no seal: not ours to touch.</summary>
    Unsealed,
}

/// <summary>What a feature has to prove of its own rows when a database is checked.</summary>
/// <param name="FirstFault">What is wrong, in one line; null when nothing.</param>
public sealed record SchemaProof(Func<PortalDb, CancellationToken, Task<string?>> FirstFault);

/// <summary>Reads whose database this is. Reads only: a database of the other edition is left as it was found.</summary>
public static class SealInspection
{
    private const string SqliteNames =
        "SELECT name FROM sqlite_master UNION ALL SELECT holder.name || '.' || part.name FROM sqlite_master holder JOIN pragma_table_xinfo(holder.name) part WHERE holder.type = 'table'";

    private const string SqlServerNames =
        "SELECT name FROM sys.objects UNION ALL SELECT name FROM sys.indexes WHERE name IS NOT NULL "
        + "UNION ALL SELECT holder.name + '.' + part.name FROM sys.tables holder JOIN sys.columns part ON part.object_id = holder.object_id";

    /// <summary>Looks at the database behind the context.</summary>
    public static async Task<DatabaseState> Inspect(PortalDb db, CancellationToken cancel = default)
    {
        if (!await Exists(db, cancel))
            return DatabaseState.Empty;
        var tables = await Read(db, db.Database.IsSqlite()
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT name FROM sys.tables", cancel);
        // A first migration that broke off may have left no more than EF's own tables.
        if (tables.All(name => name.StartsWith("__EFMigrations", StringComparison.Ordinal)))
            return DatabaseState.Empty;
        if (!tables.Contains("Seal"))
            return DatabaseState.Unsealed;
        if ((await Read(db, "SELECT \"Edition\" FROM \"Seal\"", cancel)) is not [var owner])
            return DatabaseState.Unsealed;
        if (owner != db.Edition.ToString())
            return DatabaseState.Foreign;

        var known = db.Database.GetMigrations().ToHashSet();
        var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
        return applied.Any(migration => !known.Contains(migration)) ? DatabaseState.Newer
            : applied.Count() < known.Count ? DatabaseState.Behind
            : DatabaseState.Ready;
    }

    /// <summary>What is wrong with the schema or its references of a database that is up to date by its own word; null when nothing.</summary>
    public static async Task<string?> FirstFault(PortalDb db, CancellationToken cancel = default)
    {
        var sqlite = db.Database.IsSqlite();
        var there = (await Read(db, sqlite ? SqliteNames : SqlServerNames, cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // The model that migrations are made of: the one that queries use has forgotten what only the database needs to know.
        var model = db.GetService<IDesignTimeModel>().Model;
        var tables = model.GetRelationalModel().Tables.ToList();
        var wanted = tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}").Concat(table.Indexes.Select(index => index.Name)).Prepend(table.Name))
            .Concat(SchemaGuards.Triggers(model, sqlite));
        if (wanted.FirstOrDefault(name => !there.Contains(name)) is { } missing)
            return $"{missing} is missing from the schema.";
        // SQLite names its constraints nowhere but in the statements that made the tables.
        var rules = string.Join('\n', await Read(db, sqlite ? "SELECT sql FROM sqlite_master WHERE type = 'table'" : "SELECT '\"' + name + '\"' FROM sys.check_constraints WHERE is_disabled = 0", cancel));
        if (tables.SelectMany(table => table.CheckConstraints).FirstOrDefault(rule => !rules.Contains($"\"{rule.Name}\"", StringComparison.OrdinalIgnoreCase)) is { } lost)
            return $"The constraint {lost.Name} is missing from the schema.";
        return sqlite && await Read(db, "SELECT \"table\" FROM pragma_foreign_key_check", cancel) is [var table, ..] ? $"A row of {table} points at nothing." : null;
    }

    /// <summary>
    /// Whether a migration holds the database. On SQLite the holder leaves a row, which stays when its process dies; EF would wait for it for
    /// ever and say nothing. SQL Server lets go by itself.
    /// </summary>
    public static async Task<bool> IsBeingMigrated(PortalDb db, CancellationToken cancel = default) =>
        db.Database.IsSqlite() && await Exists(db, cancel)
        && (await Read(db, "SELECT name FROM sqlite_master WHERE name = '__EFMigrationsLock'", cancel)).Count > 0
        && (await Read(db, "SELECT CAST(\"Id\" AS TEXT) FROM \"__EFMigrationsLock\"", cancel)).Count > 0;

    private static async Task<bool> Exists(PortalDb db, CancellationToken cancel)
    {
        // Opening a SQLite file that is not there would create it: the file is looked for first.
        if (db.Database.IsSqlite() && db.Database.GetDbConnection().DataSource is { Length: > 0 } file && !File.Exists(file))
            return false;
        return await ((RelationalDatabaseCreator)db.GetService<IDatabaseCreator>()).ExistsAsync(cancel);
    }

    private static async Task<List<string>> Read(PortalDb db, string sql, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            List<string> rows = [];
            while (await reader.ReadAsync(cancel))
                rows.Add(reader.GetString(0));
            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
