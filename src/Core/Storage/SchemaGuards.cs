using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WeixinWeChat.Core.Storage;

/// <summary>What migrations write by hand: triggers that let a table only grow, whoever asks, and that fill one.</summary>
public static class SchemaGuards
{
    private const string Entries = "AuditEntries";
    private const string Head = "AuditHead";
    private const string Growing = "Guard:OnlyGrows";
    private const string Filling = "Guard:WrittenBy";

    /// <summary>Names of the triggers that a whole schema has.</summary>
    /// <param name="model">The model that migrations are made of.</param>
    /// <param name="sqlite">On which engine.</param>
    public static IEnumerable<string> Triggers(IReadOnlyModel model, bool sqlite) => model.GetEntityTypes()
        .Where(entity => entity.FindAnnotation(Growing) is not null).Select(entity => entity.GetTableName()!)
        .Prepend(Entries).SelectMany(table => Names(table, sqlite)).Append($"{Head}_NoDELETE")
        .Concat(model.GetEntityTypes().SelectMany(entity => (entity.FindAnnotation($"{Filling}:{(sqlite ? "Sqlite" : "SqlServer")}")?.Value as string)?.Split(',') ?? []));

    /// <summary>Says that rows of this table are only ever added. Its migration calls <see cref="GuardGrowth"/>, and <c>check</c> misses the triggers when they are gone.</summary>
    public static void OnlyGrows<T>(this EntityTypeBuilder<T> entity)
        where T : class =>
        entity.HasAnnotation(Growing, true);

    /// <summary>Says that the rows of this table are written by these triggers of another: <c>check</c> misses them when they are gone.</summary>
    public static void WrittenByTriggers<T>(this EntityTypeBuilder<T> entity, string[] onSqlite, string[] onSqlServer)
        where T : class =>
        entity.HasAnnotation($"{Filling}:Sqlite", string.Join(',', onSqlite)).HasAnnotation($"{Filling}:SqlServer", string.Join(',', onSqlServer));

    /// <summary>Lets the entries only be added. And without its head the chain has no known end.</summary>
    public static void GuardAuditLog(this MigrationBuilder migration)
    {
        migration.GuardGrowth(Entries, ["Sequence"]);
        migration.Sql(IsSqlite(migration)
            ? $"CREATE TRIGGER \"{Head}_NoDELETE\" BEFORE DELETE ON \"{Head}\" BEGIN SELECT RAISE(ABORT, '{Head} stays'); END;"
            : $"EXEC(N'CREATE TRIGGER [{Head}_NoDELETE] ON [{Head}] INSTEAD OF DELETE AS BEGIN THROW 50001, ''{Head} stays'', 1; END')");
    }

    /// <summary>Lets rows of a table only be added: triggers refuse every update and delete.</summary>
    /// <param name="migration">The migration that made the table.</param>
    /// <param name="table">Its name.</param>
    /// <param name="keys">The columns of each of its keys and unique indexes: SQLite's REPLACE deletes by these, without a delete's trigger.</param>
    public static void GuardGrowth(this MigrationBuilder migration, string table, params string[][] keys)
    {
        if (!IsSqlite(migration))
        {
            migration.Sql($"EXEC(N'CREATE TRIGGER [{table}_AppendOnly] ON [{table}] INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50001, ''{table} is append-only'', 1; END')");
            return;
        }

        foreach (var verb in new[] { "UPDATE", "DELETE" })
            migration.Sql($"CREATE TRIGGER \"{table}_No{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        var same = string.Join(" OR ", keys.Select(key => string.Join(" AND ", key.Select(column => $"\"{column}\" = NEW.\"{column}\""))));
        migration.Sql($"CREATE TRIGGER \"{table}_NoREPLACE\" BEFORE INSERT ON \"{table}\" WHEN EXISTS (SELECT 1 FROM \"{table}\" WHERE {same}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
    }

    private static string[] Names(string table, bool sqlite) => sqlite ? [$"{table}_NoUPDATE", $"{table}_NoDELETE", $"{table}_NoREPLACE"] : [$"{table}_AppendOnly"];

    private static bool IsSqlite(MigrationBuilder migration) => migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";
}
