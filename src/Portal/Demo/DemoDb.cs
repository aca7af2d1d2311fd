using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Demo;

/// <summary>
/// The portal's own database for the time of the building: on SQLite without waiting for the disk after every step. If the machine stops in
/// the middle, the unfinished world is thrown away anyway.
/// </summary>
internal sealed class DemoDb(IDbContextFactory<PortalDb> dbs) : IDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext()
    {
        var db = dbs.CreateDbContext();
        if (!db.Database.IsSqlite())
            return db;
        // Open until the context goes: one connection for all that an operation does.
        db.Database.OpenConnection();
        Say(db, "PRAGMA synchronous = OFF");
        return db;
    }

    /// <summary>Brings everything to the disk, and forgets the connections that do not wait: those to come are the usual ones.</summary>
    public void Settle()
    {
        using var db = dbs.CreateDbContext();
        if (!db.Database.IsSqlite())
            return;
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        SqliteConnection.ClearPool(connection);
        db.Database.OpenConnection();
        Say(db, "PRAGMA wal_checkpoint(TRUNCATE)");
        Say(db, "PRAGMA optimize");
    }

    private static void Say(PortalDb db, string pragma)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
