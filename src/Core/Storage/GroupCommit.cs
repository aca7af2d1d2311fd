using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WeixinWeChat.Core.Storage;

/// <summary>
/// Several pieces of work in one commit. On a file one writes at a time, and what a commit costs is the wait for the disk: pieces that
/// arrive meanwhile are written one after the other, each standing or falling by itself, and then made durable together. Nobody is answered
/// before that. A server commits for many at once by itself, so there each piece has a transaction of its own.
/// </summary>
public sealed class GroupCommit(IDbContextFactory<PortalDb> dbs)
{
    /// <summary>Most pieces in one commit: the first of them waits for the last.</summary>
    public const int Most = 256;

    private const string Mark = "piece";

    // Others write to the file too, and wait for its lock meanwhile.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Piece> waiting = new();
    private int writing;

    // Of the one writer. Between groups it holds no connection.
    private readonly KeptContext own = new(dbs);

    /// <summary>
    /// Does the work within a transaction that others share, and keeps what it wrote when it says so. A piece that fails, or says no, leaves
    /// nothing and disturbs nobody.
    /// </summary>
    /// <param name="db">The work's own context; nobody else may use it meanwhile.</param>
    /// <param name="work">As of <c>InTransaction</c>. It must wait for nothing but this database: others wait for it.</param>
    /// <param name="cancel">Cancels, and nothing stays.</param>
    public Task<T> Run<T>(PortalDb db, Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A piece of work within another would wait for itself.");
        if (!db.IsFile())
            return db.InTransaction(work, cancel);
        var piece = new Piece<T>(db, work, cancel);
        waiting.Enqueue(piece);
        if (Interlocked.CompareExchange(ref writing, 1, 0) == 0)
        {
            // Whoever finds no writer writes the first group at once: under load a thread of the pool is free only after all that wait for one.
            // A circuit's thread is its own, and what others wrote must not wait for it.
            if (SynchronizationContext.Current is null)
                _ = WriteFirst();
            else
                Hand();
        }

        return piece.Answer;
    }

    // To a thread of the pool, which writes for all who come.
    private void Hand() => ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.WriteAll(), this, preferLocal: false);

    // One writer at a time; whoever enqueues when there is none starts it.
    private async Task WriteFirst()
    {
        await WriteGroup();
        if (!Rests())
            Hand();
    }

    private async Task WriteAll()
    {
        do
            await WriteGroup();
        while (!Rests());
    }

    // Whether there is no writer any more, as nobody waits.
    private bool Rests()
    {
        if (!waiting.IsEmpty)
            return false;
        Volatile.Write(ref writing, 0);
        // A piece may have come between the look and the line above, and have found a writer.
        return waiting.IsEmpty || Interlocked.CompareExchange(ref writing, 1, 0) != 0;
    }

    private async Task WriteGroup()
    {
        // Also those that wrote nothing: a piece that found what another of the group has just written must not say so before it stands.
        var written = new List<Piece>();
        var (begun, keep) = (false, true);
        try
        {
            var lead = await own.Get();
            await using var transaction = await lead.Database.BeginTransactionAsync();
            begun = true;
            var (shared, since) = (transaction.GetDbTransaction(), Stopwatch.GetTimestamp());
            for (var pieces = 0; keep && pieces < Most && Stopwatch.GetElapsedTime(since) < Longest && waiting.TryDequeue(out var piece); pieces++)
            {
                var outcome = await piece.Write(shared, marked: pieces > 0);
                if (outcome != Outcome.Failed)
                    written.Add(piece);
                // Before the first there is nothing that would have to stay: when it is not kept, the whole transaction goes.
                keep = pieces > 0 || outcome == Outcome.Kept;
            }

            if (keep)
                await transaction.CommitAsync();
        }
        catch (Exception error)
        {
            // Nothing of the group stands, and each hears so. A database that cannot be written to is so for all who wait by now: one after
            // the other would wait for it again.
            while (!begun && waiting.TryDequeue(out var piece))
                written.Add(piece);
            written.ForEach(piece => piece.Fail(error));
            await own.Forget();
            return;
        }

        written.ForEach(piece => piece.Done());
    }

    private enum Outcome
    {
        Kept = 1,
        Refused,
        Failed,
    }

    private abstract class Piece(PortalDb db, CancellationToken cancel)
    {
        // The caller's language and trace go along.
        private readonly ExecutionContext? context = ExecutionContext.Capture();

        protected CancellationToken Cancel => cancel;

        /// <summary>Writes within the shared transaction; when it failed it was told so already.</summary>
        /// <param name="shared">The group's.</param>
        /// <param name="marked">
        /// Whether to mark where it begins, and take back what it wrote when it is not kept; the first of a group needs no mark, and each page
        /// that is written after one is copied.
        /// </param>
        /// <exception cref="InvalidOperationException">The shared transaction is gone: nobody's piece stands.</exception>
        public async Task<Outcome> Write(DbTransaction shared, bool marked)
        {
            if (cancel.IsCancellationRequested)
            {
                Fail(new OperationCanceledException(cancel));
                return Outcome.Failed;
            }

            var (own, before) = (db.Database.GetDbConnection(), db.Facts.ToList());
            var outcome = (Keep: false, Wrong: default(Exception));
            Exception? gone = null;
            try
            {
                db.BeginAnew(before);
                db.Database.SetDbConnection(shared.Connection);
                await db.Database.UseTransactionAsync(shared, CancellationToken.None);
                if (marked)
                    await Say(shared, $"SAVEPOINT {Mark}");
                outcome = await Try();
                if (marked && !outcome.Keep)
                    await Say(shared, $"ROLLBACK TO {Mark}");
                if (marked)
                    await Say(shared, $"RELEASE {Mark}");
            }
            catch (Exception error)
            {
                gone = error;
            }
            finally
            {
                // Before the caller is answered: it goes on with its context, or is done with it.
                await db.Database.UseTransactionAsync(null, CancellationToken.None);
                db.Database.SetDbConnection(own, contextOwnsConnection: true);
                // Whoever tries again records it again.
                if (!outcome.Keep)
                    db.Recall(before);
            }

            if (gone is not null)
            {
                // A full disk for instance takes the whole transaction back, and the next piece would be written outside of any.
                Fail(outcome.Wrong ?? gone);
                throw new InvalidOperationException("The shared transaction is gone.", gone);
            }

            if (outcome.Wrong is { } wrong)
                Fail(wrong);
            return outcome switch { { Wrong: not null } => Outcome.Failed, { Keep: true } => Outcome.Kept, _ => Outcome.Refused };
        }

        private async Task<(bool Keep, Exception? Wrong)> Try()
        {
            try
            {
                var work = Task.FromResult(false);
                if (context is null)
                    work = Work();
                else
                    ExecutionContext.Run(context, _ => work = Work(), null);
                return (await work, null);
            }
            catch (Exception error)
            {
                return (false, error);
            }
        }

        public abstract void Done();

        public abstract void Fail(Exception error);

        /// <summary>The caller's work; whether to keep it.</summary>
        protected abstract Task<bool> Work();

        private static async Task Say(DbTransaction shared, string statement)
        {
            await using var command = shared.Connection!.CreateCommand();
            (command.CommandText, command.Transaction) = (statement, shared);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private sealed class Piece<T>(PortalDb db, Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel) : Piece(db, cancel)
    {
        // Whoever waits goes on elsewhere: the writer has others to write for.
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T answer = default!;

        public Task<T> Answer => completion.Task;

        public override void Done() => completion.TrySetResult(answer);

        public override void Fail(Exception error)
        {
            if (error is OperationCanceledException && Cancel.IsCancellationRequested)
                completion.TrySetCanceled(Cancel);
            else
                completion.TrySetException(error);
        }

        protected override async Task<bool> Work()
        {
            (answer, var keep) = await work();
            return keep;
        }
    }
}
