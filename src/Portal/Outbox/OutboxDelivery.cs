using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Sends what is due. Several processes may do so over one database: a row belongs to whoever claims it.</summary>
internal sealed class OutboxDelivery(
    IDbContextFactory<PortalDb> dbs, Core.Storage.Outbox outbox, MailSender mail, ISmsSender sms, IHostEnvironment environment, TimeProvider clock, ILogger<OutboxDelivery> log)
{
    /// <summary>Tries, after which a message is given up.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long a claim keeps others away; longer than any try takes. A process that dies leaves its row to the next one after this.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private const int Batch = 50;
    private const int ErrorMax = 500;

    /// <summary>How long a message that was sent or given up is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>Sends everything that is due on a channel, one message after another: a mail server that does not answer must not hold up the codes for phones.</summary>
    /// <returns>How many left the portal.</returns>
    public async Task<int> SendDue(OutboxChannel channel, CancellationToken cancel)
    {
        var sent = 0;
        // Mail waits for a server; text messages always have a sender.
        if (channel == OutboxChannel.Mail && !mail.IsSet)
            return sent;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        for (var afterId = 0L; ;)
        {
            var (now, last) = (clock.UtcNow, afterId);
            var due = await db.OutboxMessages.AsNoTracking()
                .Where(row => row.Id > last && row.Channel == channel && row.DueAt <= now)
                .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancel);
            foreach (var message in due)
            {
                if (await Take(db, message, cancel) && await TrySend(db, message, cancel))
                    sent++;
            }

            if (due.Count < Batch)
                return sent;
            afterId = due[^1].Id;
        }
    }

    /// <summary>Throws away what nobody asks about any more; what still waits stays, however old it is.</summary>
    public async Task Forget(CancellationToken cancel)
    {
        var before = clock.UtcNow - Memory;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.OutboxMessages.Where(row => row.DueAt == null && row.CreatedAt < before).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The pause after a failed try: 30 seconds, then doubled each time, two hours at most.</summary>
    public static TimeSpan PauseAfter(int attempts) => TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, attempts - 1), 7200));

    // The row is taken by moving its due time under the condition that nobody else did: of two workers one changes a row, the other none.
    private async Task<bool> Take(PortalDb db, OutboxMessage message, CancellationToken cancel)
    {
        var (due, until) = (message.DueAt, clock.UtcNow + Claim);
        return await db.OutboxMessages.Where(row => row.Id == message.Id && row.DueAt == due && row.Attempts == message.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(own => own.DueAt, until).SetProperty(own => own.Attempts, own => own.Attempts + 1), cancel) == 1;
    }

    private async Task<bool> TrySend(PortalDb db, OutboxMessage message, CancellationToken cancel)
    {
        var attempts = message.Attempts + 1;
        try
        {
            var (recipient, body) = outbox.Open(message);
            if (message.Channel == OutboxChannel.Mail)
                await mail.Send(message.Id, recipient, outbox.SubjectOf(message), body, cancel);
            else
                await sms.Send(recipient, body, cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            var given = attempts >= MaxAttempts;
            // The type alone: a server's answer often repeats the address, which belongs neither in a log nor in this column.
            var (reason, next) = (error.GetType().Name, given ? (DateTime?)null : clock.UtcNow + PauseAfter(attempts));
            log.LogWarning("Outbox message {Id} ({Channel}) was not sent, try {Attempts} of {Max}: {Reason}", message.Id, message.Channel, attempts, MaxAttempts, reason);
            await Mark(db, message.Id, sentAt: null, next, reason.Length > ErrorMax ? reason[..ErrorMax] : reason, emptied: given && !environment.IsDevelopment());
            return false;
        }

        await Mark(db, message.Id, clock.UtcNow, dueAt: null, error: null, emptied: !environment.IsDevelopment());
        return true;
    }

    // Not cancelled: what was sent must be known as sent, even while the process stops.
    private static Task<int> Mark(PortalDb db, long id, DateTime? sentAt, DateTime? dueAt, string? error, bool emptied) =>
        db.OutboxMessages.Where(row => row.Id == id).ExecuteUpdateAsync(row => row
            .SetProperty(own => own.SentAt, sentAt).SetProperty(own => own.DueAt, dueAt).SetProperty(own => own.LastError, error)
            .SetProperty(own => own.Subject, own => emptied ? "" : own.Subject).SetProperty(own => own.Body, own => emptied ? "" : own.Body), CancellationToken.None);
}
