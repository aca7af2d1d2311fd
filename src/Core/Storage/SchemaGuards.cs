using Microsoft.EntityFrameworkCore.Migrations;

namespace WeixinWeChat.Core.Storage;

/// <summary>What migrations write by hand: triggers that let the audit log only grow, whoever asks.</summary>
public static class SchemaGuards
{
    private const string Entries = "AuditEntries";
    private const string Head = "AuditHead";

    /// <summary>Names of the triggers that a whole schema has.</summary>
    public static IReadOnlyList<string> Triggers(bool sqlite) => sqlite
        ? [$"{Entries}_NoUPDATE", $"{Entries}_NoDELETE", $"{Entries}_NoREPLACE", $"{Head}_NoDELETE"]
        : [$"{Entries}_AppendOnly", $"{Head}_NoDELETE"];

    /// <summary>Lets a table only grow: triggers refuse every update and delete.</summary>
    public static void MakeAppendOnly(this MigrationBuilder migration, string table)
    {
        if (IsSqlite(migration))
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER \"{table}_No{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
        else
        {
            migration.Sql($"EXEC(N'CREATE TRIGGER [{table}_AppendOnly] ON [{table}] INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50001, ''{table} is append-only'', 1; END')");
        }
    }

    /// <summary>Closes what is left: on SQLite REPLACE deletes without a delete's trigger; and without its head the chain has no known end.</summary>
    public static void GuardAuditChain(this MigrationBuilder migration)
    {
        if (IsSqlite(migration))
        {
            migration.Sql($"CREATE TRIGGER \"{Entries}_NoREPLACE\" BEFORE INSERT ON \"{Entries}\" WHEN EXISTS (SELECT 1 FROM \"{Entries}\" WHERE \"Sequence\" = NEW.\"Sequence\") BEGIN SELECT RAISE(ABORT, '{Entries} is append-only'); END;");
            migration.Sql($"CREATE TRIGGER \"{Head}_NoDELETE\" BEFORE DELETE ON \"{Head}\" BEGIN SELECT RAISE(ABORT, '{Head} stays'); END;");
        }
        else
        {
            migration.Sql($"EXEC(N'CREATE TRIGGER [{Head}_NoDELETE] ON [{Head}] INSTEAD OF DELETE AS BEGIN THROW 50001, ''{Head} stays'', 1; END')");
        }
    }

    private static bool IsSqlite(MigrationBuilder migration) => migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";
}
