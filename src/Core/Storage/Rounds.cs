using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>What a round works off: rows in the order of their numbers, a chunk at a time, each once however it ends.</summary>
public static class Rounds
{
    private const int Together = 100;

    /// <summary>Does the work for each row.</summary>
    /// <param name="dbs">Makes a context for each chunk; the work makes its own.</param>
    /// <param name="rows">The rows, by a context of the chunk's. Those that the work ends need not be in them any more.</param>
    /// <param name="number">A row's number: rows with a smaller one than the last that was worked off are not looked at again.</param>
    /// <param name="work">Ends one.</param>
    /// <param name="failed">Is told of one that could not be ended: it must not hold up the others.</param>
    /// <param name="cancel">Stops between two.</param>
    public static async Task Each<T>(
        this IDbContextFactory<PortalDb> dbs, Func<PortalDb, IQueryable<T>> rows, Expression<Func<T, long>> number, Func<T, Task> work, Action<T, Exception> failed,
        CancellationToken cancel = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(number);
        var (numberOf, last) = (number.Compile(), 0L);
        while (true)
        {
            List<T> chunk;
            await using (var db = await dbs.CreateDbContextAsync(cancel))
            {
                var after = Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(number.Body, Expression.Property(Expression.Constant(new Last(last)), nameof(Last.Number))), number.Parameters);
                chunk = await rows(db).AsNoTracking().Where(after).OrderBy(number).Take(Together).ToListAsync(cancel);
            }

            if (chunk.Count == 0)
                return;
            foreach (var row in chunk)
            {
                last = numberOf(row);
                try
                {
                    await work(row);
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    failed(row, error);
                }
            }
        }
    }

    // So that the number comes as a parameter: as a constant each chunk would be another statement.
    private sealed record Last(long Number);
}
