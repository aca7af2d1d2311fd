using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>A message in clear, for the page that exists in Development only.</summary>
internal sealed record OutboxRow(long Id, OutboxChannel Channel, string Recipient, string Subject, string Body, DateTime CreatedAt, DateTime? SentAt, bool GivenUp);

/// <summary>Reads the outbox in Development.</summary>
internal sealed class OutboxOperations(IDbContextFactory<PortalDb> dbs, Core.Storage.Outbox outbox)
{
    /// <summary>Messages that one page shows.</summary>
    public const int Shown = 50;

    // Recipients are sealed, so that a search must open each: bounded, because nobody looks for an old code.
    private const int Searched = 1000;

    /// <summary>The newest messages, to recipients that contain <paramref name="recipient"/> when it is given.</summary>
    public async Task<IReadOnlyList<OutboxRow>> Newest(string? recipient, CancellationToken cancel = default)
    {
        var wanted = recipient?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var messages = await db.OutboxMessages.AsNoTracking().OrderByDescending(row => row.Id).Take(wanted.Length == 0 ? Shown : Searched).ToListAsync(cancel);
        return [.. messages.Select(Row).Where(row => row.Recipient.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Take(Shown)];
    }

    private OutboxRow Row(OutboxMessage message)
    {
        var (to, body) = outbox.Open(message);
        return new(message.Id, message.Channel, to, outbox.SubjectOf(message), body, message.CreatedAt, message.SentAt, message is { SentAt: null, DueAt: null });
    }
}
