using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.ObjectPool;

namespace WeixinWeChat.Core.Storage;

/// <summary>
/// A query for one row by a text and a number that is asked with every request. On a file it is prepared once for each of a few connections,
/// which are kept: to read its words anew costs many times what it costs to find the row. A server remembers them by itself.
/// </summary>
/// <typeparam name="TRow">What is found.</typeparam>
/// <param name="dbs">The database.</param>
/// <param name="query">The query, of one row at the most. It must use text and number both, and nothing else that changes.</param>
/// <param name="read">Reads the row as the query selects it, column by column.</param>
public sealed class KeptQuery<TRow>(IDbContextFactory<PortalDb> dbs, Func<PortalDb, string, long, IQueryable<TRow>> query, Func<DbDataReader, TRow> read) : IDisposable
    where TRow : class
{
    // More than there are processors: a thread that was interrupted still has its own. Each keeps little in memory, the few pages of its query.
    private readonly ObjectPool<Prepared> pool = new DefaultObjectPoolProvider { MaximumRetained = 4 * Environment.ProcessorCount }.Create(new Preparing(dbs, query));
    private bool? isFile;

    /// <summary>The row; null where there is none.</summary>
    public async Task<TRow?> Find(string text, long number, CancellationToken cancel = default)
    {
        if (isFile != true)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            isFile = db.IsFile();
            if (isFile == false)
                return await query(db, text, number).SingleOrDefaultAsync(cancel);
        }

        cancel.ThrowIfCancellationRequested();
        var prepared = pool.Get();
        try
        {
            return prepared.Find(text, number, read);
        }
        finally
        {
            pool.Return(prepared);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (pool as IDisposable)?.Dispose();

    private sealed class Preparing(IDbContextFactory<PortalDb> dbs, Func<PortalDb, string, long, IQueryable<TRow>> query) : PooledObjectPolicy<Prepared>
    {
        public override Prepared Create()
        {
            var db = dbs.CreateDbContext();
            try
            {
                db.Database.OpenConnection();
                return new(db, query(db, "", 0).CreateDbCommand());
            }
            catch
            {
                db.Dispose();
                throw;
            }
        }

        public override bool Return(Prepared obj) => obj.IsWhole;
    }

    // For one at a time.
    private sealed class Prepared(PortalDb db, DbCommand command) : IDisposable
    {
        // Two, and of different types.
        private readonly DbParameter text = command.Parameters.Cast<DbParameter>().Single(one => one.Value is string);
        private readonly DbParameter number = command.Parameters.Cast<DbParameter>().Single(one => one.Value is long);

        /// <summary>The last question was answered.</summary>
        public bool IsWhole { get; private set; }

        public TRow? Find(string words, long value, Func<DbDataReader, TRow> read)
        {
            IsWhole = false;
            (text.Value, number.Value) = (words, value);
            using var reader = command.ExecuteReader();
            var row = reader.Read() ? read(reader) : null;
            IsWhole = true;
            return row;
        }

        public void Dispose()
        {
            command.Dispose();
            db.Dispose();
        }
    }
}
