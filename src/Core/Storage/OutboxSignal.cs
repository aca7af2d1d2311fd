using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeixinWeChat.Core.Storage;

/// <summary>Wakes the outbox's worker when a message was committed, so that a code does not wait for the next poll.</summary>
public sealed class OutboxSignal : ISaveChangesInterceptor, IDbTransactionInterceptor, IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    /// <summary>Waits until a message was written, or until the time is over.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancel) => bell.WaitAsync(atMost, cancel);

    /// <summary>Wakes the worker.</summary>
    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    ValueTask<int> ISaveChangesInterceptor.SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken)
    {
        RingFor(eventData.Context);
        return ValueTask.FromResult(result);
    }

    // A save inside a transaction is seen by nobody before its commit: the bell rings once more then.
    Task IDbTransactionInterceptor.TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        RingFor(eventData.Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => bell.Dispose();

    private void RingFor(DbContext? context)
    {
        if (context?.ChangeTracker.Entries<OutboxMessage>().Any() == true)
            Ring();
    }
}
