using System.Data;
using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>Several statements that stand or fall together.</summary>
public static class Transactions
{
    extension(PortalDb db)
    {
        /// <summary>
        /// Does the work in a transaction and commits when it says so; otherwise nothing of it stays. The one way to begin a transaction:
        /// the provider may have to begin it anew, and then nothing of the attempt before may be left over.
        /// </summary>
        /// <param name="work">
        /// Returns its answer, and whether to keep what it wrote. May be run again when the connection breaks or a deadlock chose it, so it
        /// loads all that it changes: what the context had loaded before is forgotten.
        /// </param>
        /// <param name="cancel">Cancels, and nothing stays.</param>
        public Task<T> InTransaction<T>(Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel = default) =>
            db.InTransaction(IsolationLevel.Unspecified, work, cancel);

        /// <summary>The same in isolation: serializable where the work decides by what is not there yet.</summary>
        public Task<T> InTransaction<T>(IsolationLevel isolation, Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel = default)
        {
            var before = db.Facts.ToList();
            return db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                db.BeginAnew(before);
                var kept = false;
                try
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(isolation, cancel);
                    var (answer, keep) = await work();
                    if (keep)
                        await transaction.CommitAsync(cancel);
                    kept = keep;
                    return answer;
                }
                finally
                {
                    // Whoever tries again records it again.
                    if (!kept)
                        db.Recall(before);
                }
            });
        }
    }
}
