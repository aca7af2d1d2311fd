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

    /// <summary>Lets the entries only be added: triggers refuse every update and delete. And without its head the chain has no known end.</summary>
    public static void GuardAuditLog(this MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER \"{Entries}_No{verb}\" BEFORE {verb} ON \"{Entries}\" BEGIN SELECT RAISE(ABORT, '{Entries} is append-only'); END;");
            // REPLACE deletes here without a delete's trigger.
            migration.Sql($"CREATE TRIGGER \"{Entries}_NoREPLACE\" BEFORE INSERT ON \"{Entries}\" WHEN EXISTS (SELECT 1 FROM \"{Entries}\" WHERE \"Sequence\" = NEW.\"Sequence\") BEGIN SELECT RAISE(ABORT, '{Entries} is append-only'); END;");
            migration.Sql($"CREATE TRIGGER \"{Head}_NoDELETE\" BEFORE DELETE ON \"{Head}\" BEGIN SELECT RAISE(ABORT, '{Head} stays'); END;");
        }
        else
        {
            migration.Sql($"EXEC(N'CREATE TRIGGER [{Entries}_AppendOnly] ON [{Entries}] INSTEAD OF UPDATE, DELETE AS BEGIN THROW 50001, ''{Entries} is append-only'', 1; END')");
            migration.Sql($"EXEC(N'CREATE TRIGGER [{Head}_NoDELETE] ON [{Head}] INSTEAD OF DELETE AS BEGIN THROW 50001, ''{Head} stays'', 1; END')");
        }
    }
}
