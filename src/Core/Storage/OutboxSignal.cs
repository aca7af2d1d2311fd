using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeixinWeChat.Core.Storage;

/// <summary>Wakes the worker of a channel when a message for it was committed, so that a code does not wait for the next poll.</summary>
public sealed class OutboxSignal : ISaveChangesInterceptor, IDbTransactionInterceptor, IDisposable
{
    private readonly SemaphoreSlim mail = new(0, 1);
    private readonly SemaphoreSlim sms = new(0, 1);

    /// <summary>Waits until a message was written, or until the time is over.</summary>
    public Task Wait(OutboxChannel channel, TimeSpan atMost, CancellationToken cancel) => Bell(channel).WaitAsync(atMost, cancel);

    /// <summary>Wakes the channel's worker.</summary>
    public void Ring(OutboxChannel channel)
    {
        try
        {
            Bell(channel).Release();
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
    public void Dispose()
    {
        mail.Dispose();
        sms.Dispose();
    }

    private SemaphoreSlim Bell(OutboxChannel channel) => channel == OutboxChannel.Mail ? mail : sms;

    private void RingFor(DbContext? context)
    {
        foreach (var channel in context?.ChangeTracker.Entries<OutboxMessage>().Select(entry => entry.Entity.Channel).Distinct() ?? [])
            Ring(channel);
    }
}
