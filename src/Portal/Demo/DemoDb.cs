using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Demo;

/// <summary>
/// The portal's own database for the time of the building: on SQLite without waiting for the disk after every step. If the machine stops in
/// the middle, the unfinished world is thrown away anyway.
/// </summary>
internal sealed class DemoDb(IDbContextFactory<PortalDb> dbs) : IDbContextFactory<PortalDb>, IDisposable
{
    private readonly SqliteConnection? fast = Open(dbs);

    public PortalDb CreateDbContext()
    {
        var db = dbs.CreateDbContext();
        if (fast is not null)
            db.Database.SetDbConnection(fast);
        return db;
    }

    /// <summary>Brings everything to the disk, and forgets the connection that did not wait: those to come are the usual ones.</summary>
    public void Dispose()
    {
        if (fast is null)
            return;
        Say(fast, "PRAGMA wal_checkpoint(TRUNCATE)");
        Say(fast, "PRAGMA optimize");
        fast.Dispose();
    }

    // One connection for all that is built: it happens one after the other, and opening takes as long as a small step itself.
    private static SqliteConnection? Open(IDbContextFactory<PortalDb> dbs)
    {
        using var db = dbs.CreateDbContext();
        if (!db.Database.IsSqlite())
            return null;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ToString());
        connection.Open();
        Say(connection, "PRAGMA synchronous = OFF");
        return connection;
    }

    private static void Say(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
