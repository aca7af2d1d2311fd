using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>Several statements that stand or fall together.</summary>
public static class Transactions
{
    extension(PortalDb db)
    {
        /// <summary>Does the work in a transaction and commits when it says so; otherwise nothing of it stays.</summary>
        /// <param name="work">Returns its answer, and whether to keep what it wrote. May be run again when the connection breaks.</param>
        /// <param name="cancel">Cancels, and nothing stays.</param>
        public Task<T> InTransaction<T>(Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel = default) =>
            db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                var (answer, keep) = await work();
                if (keep)
                    await transaction.CommitAsync(cancel);
                return answer;
            });
    }
}
