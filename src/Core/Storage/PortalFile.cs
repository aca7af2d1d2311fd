using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;

namespace WeixinWeChat.Core.Storage;

/// <summary>How a portal's database is opened where it is a file.</summary>
public static class PortalFile
{
    /// <summary>The database is this file.</summary>
    /// <param name="options">What the context is made from.</param>
    /// <param name="connectionString">Names the file; that foreign keys hold is added.</param>
    /// <param name="configure">More for the provider.</param>
    public static void UseFile(this DbContextOptionsBuilder options, string connectionString, Action<SqliteDbContextOptionsBuilder>? configure = null) => options
        .UseSqlite(new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString(), configure)
        .AddInterceptors(new Habits());

    /// <summary>Is this one a file?</summary>
    public static bool IsFile(this PortalDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsSqlite();
    }

    /// <summary>
    /// What a connection is told when it is opened; it remembers as long as it lives, also between those who borrow it from the pool. What a
    /// savepoint may have to take back is kept in memory: else each group of writes makes a file for it, copies every page into it that
    /// it touches, and deletes it. So is what a hot table's keys touch, 8 MiB for each connection. The log beside the file is copied back
    /// into it after 16 MiB instead of 4: a page that many writes touch is then copied once, and fewer writers wait for that.
    /// </summary>
    private sealed class Habits : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<sqlite3, Habits> told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Tell(connection);
            return Task.CompletedTask;
        }

        private void Tell(DbConnection connection)
        {
            if (connection is not SqliteConnection { Handle: { } handle } || !told.TryAdd(handle, this))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000";
            command.ExecuteNonQuery();
        }
    }
}
