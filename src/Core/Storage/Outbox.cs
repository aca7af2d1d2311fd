using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WeixinWeChat.Core.Storage;

/// <summary>How a message leaves the portal.</summary>
public enum OutboxChannel
{
    /// <summary>E-mail.</summary>
    Mail,

    /// <summary>Text message to a phone.</summary>
    Sms,
}

/// <summary>A mail or text message, written in the transaction of the change that causes it, sent afterwards by a worker.</summary>
public sealed class OutboxMessage
{
    /// <summary>In order of writing.</summary>
    public long Id { get; private init; }

    /// <summary>Mail or text message.</summary>
    public OutboxChannel Channel { get; internal init; }

    /// <summary>Address or E.164 number, sealed by the <see cref="Vault"/> (purpose <c>Outbox</c>).</summary>
    public string Recipient { get; internal init; } = "";

    /// <summary>Subject line of a mail, sealed and emptied as the <see cref="Body"/>: codes stand in it. Empty for a text message.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Plain text, sealed by the <see cref="Vault"/>: it may hold a code or a link. Emptied once sent, in Production.</summary>
    public string Body { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; internal init; }

    /// <summary>When the worker may try; null once it is sent or given up.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>UTC of success.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>What the last failed try said, without the recipient.</summary>
    public string? LastError { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> message)
        {
            message.ToTable("Outbox");
            message.Property(row => row.Recipient).HasMaxLength(1000);
            message.Property(row => row.Subject).HasMaxLength(2000);
            message.Property(row => row.LastError).HasMaxLength(500);
            message.HasIndex(row => row.DueAt);
        }
    }
}

/// <summary>Writes to the outbox.</summary>
public sealed class Outbox(Vault vault, TimeProvider clock)
{
    private const string Purpose = "Outbox";

    /// <summary>Adds a mail to what the context saves next.</summary>
    public void Mail(PortalDb db, string address, string subject, string body) => Add(db, OutboxChannel.Mail, address, subject, body);

    /// <summary>Adds a text message to what the context saves next.</summary>
    public void Sms(PortalDb db, string e164, string body) => Add(db, OutboxChannel.Sms, e164, "", body);

    /// <summary>Recipient and text in clear, for the worker that sends them.</summary>
    public (string Recipient, string Body) Open(OutboxMessage message) =>
        (vault.Unprotect(Purpose, message.Recipient), message.Body.Length == 0 ? "" : vault.Unprotect(Purpose, message.Body));

    /// <summary>The subject in clear; empty when there is none or it was emptied.</summary>
    public string SubjectOf(OutboxMessage message) => message.Subject.Length == 0 ? "" : vault.Unprotect(Purpose, message.Subject);

    private void Add(PortalDb db, OutboxChannel channel, string recipient, string subject, string body) => db.Add(new OutboxMessage
    {
        Channel = channel,
        Recipient = vault.Protect(Purpose, recipient),
        Subject = subject.Length == 0 ? "" : vault.Protect(Purpose, subject),
        Body = vault.Protect(Purpose, body),
        CreatedAt = clock.UtcNow,
        DueAt = clock.UtcNow,
    });
}

/// <summary>The outbox's table.</summary>
public static class OutboxTables
{
    extension(PortalDb db)
    {
        /// <summary>Mails and text messages, waiting and sent.</summary>
        public DbSet<OutboxMessage> OutboxMessages => db.Set<OutboxMessage>();
    }
}
