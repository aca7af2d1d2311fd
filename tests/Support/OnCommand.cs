using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeixinWeChat.Tests;

/// <summary>Does something once, in the middle of an operation: after its first statement that holds a text, on the same connection.</summary>
public sealed class OnCommand(string text, Func<DbCommand, Task> act) : DbCommandInterceptor
{
    private int done;

    /// <summary>Has it happened?</summary>
    public bool Happened => done > 0;

    /// <summary>Waits for the next such statement.</summary>
    public void Again() => done = 0;

    /// <summary>Writes a statement of its own there, as somebody else's commit in this moment would have.</summary>
    public static OnCommand Writes(string text, string sql) => new(text, async command =>
    {
        await using var other = command.Connection!.CreateCommand();
        (other.Transaction, other.CommandText) = (command.Transaction, sql);
        await other.ExecuteNonQueryAsync();
    });

    /// <summary>Breaks there, as a lost connection or a deadlock would.</summary>
    public static OnCommand Breaks(string text) => new(text, _ => throw new BrokenException());

    public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await Act(command);
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains(text, StringComparison.Ordinal) && done == 0)
        {
            // A reader is open on the connection: it would be in the way of what is done here, and of the rollback that follows a break.
            await result.DisposeAsync();
            await Act(command);
            return await command.ExecuteReaderAsync(cancellationToken);
        }

        return result;
    }

    private async Task Act(DbCommand command)
    {
        if (!command.CommandText.Contains(text, StringComparison.Ordinal) || Interlocked.Increment(ref done) > 1)
            return;
        await act(command);
    }
}

/// <summary>What <see cref="Retrying"/> tries again.</summary>
public sealed class BrokenException() : Exception("The connection broke.");
