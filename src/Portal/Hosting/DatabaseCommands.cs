using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>The commands that create and prove a database.</summary>
internal static class DatabaseCommands
{
    /// <summary>Creates and seals an empty database, brings ours up to date, and leaves every other as it is.</summary>
    public static async Task<int> Migrate(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var state = await SealInspection.Inspect(db, cancel);
        if (Refusal(state, db) is { } refusal)
            return PortalCommands.Refuse(refusal);
        if (await Apply(db, cancel) is { } held)
            return PortalCommands.Refuse(held);
        Console.WriteLine($"The database is {db.Edition}'s and up to date.");
        return 0;
    }

    /// <summary>Says what is wrong, or that nothing is.</summary>
    public static async Task<int> Check(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var state = await SealInspection.Inspect(db, cancel);
        if ((Refusal(state, db) ?? Unready(state)) is { } refusal)
            return PortalCommands.Refuse(refusal);
        if (await AuditChain.FirstBroken(db, cancel) is { } broken)
            return PortalCommands.Refuse($"The audit log is broken at entry {broken}: it, or one after it, was changed or taken out.");
        if (await SealInspection.FirstFault(db, cancel) is { } fault)
            return PortalCommands.Refuse(fault);
        foreach (var proof in services.GetServices<SchemaProof>())
        {
            if (await proof.FirstFault(db, cancel) is { } wrong)
                return PortalCommands.Refuse(wrong);
        }

        Console.WriteLine($"Seal: {db.Edition}. Schema: whole and up to date. Audit log: {await db.AuditEntries.LongCountAsync(cancel)} entries, unbroken.");
        return 0;
    }

    /// <summary>Creates the schema and the seal in one go, and the scheduler's tables; what is there already stays as it is.</summary>
    /// <returns>Why it cannot; null when it is done.</returns>
    public static async Task<string?> Apply(PortalDb db, CancellationToken cancel)
    {
        if (await SealInspection.IsBeingMigrated(db, cancel))
            return "Another process brings this database up to date, or one broke off while it did. When none runs any more, empty the table __EFMigrationsLock and try again.";
        if (db.Database.IsSqlite() && db.Database.GetDbConnection().DataSource is { Length: > 0 } file)
            MakeFile(file);
        await db.Database.MigrateAsync(cancel);
        // Readers and the writer do not wait for each other in this mode; the file remembers it.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
        await SchedulerSetup.Provision(db, cancel);
        return null;
    }

    // For the portal's own user alone, wherever it lies; SQLite gives the files beside it the same rights.
    private static void MakeFile(string file)
    {
        if (File.Exists(file))
            return;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var _ = new FileStream(file, options);
    }

    /// <summary>Why a database may not be touched at all; null when it may.</summary>
    public static string? Refusal(DatabaseState state, PortalDb db) => state switch
    {
        DatabaseState.Foreign => $"This database is sealed for the other edition; {db.Edition} does not touch it. Check ConnectionStrings:Portal and Portal:DataDirectory.",
        DatabaseState.Unsealed => "This database holds tables but no seal, so it is not ours. Check ConnectionStrings:Portal and Portal:DataDirectory.",
        DatabaseState.Newer => "This database was brought up to date by a newer version of the product, or by one from before its first release. Start that version, or give this one another Portal:DataDirectory.",
        _ => null,
    };

    /// <summary>What must be done before the portal can serve; null when nothing.</summary>
    public static string? Unready(DatabaseState state) => state switch
    {
        DatabaseState.Empty => "There is no database yet. Run the command migrate first.",
        DatabaseState.Behind => "The database waits for changes of its schema. Run the command migrate first.",
        _ => null,
    };
}
