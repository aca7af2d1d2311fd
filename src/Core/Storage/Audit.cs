using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WeixinWeChat.Core.Storage;

/// <summary>What somebody did, as an operation says it. Never holds personal data: a name of a field, not its content.</summary>
/// <param name="At">UTC.</param>
/// <param name="Actor">The user's id, <c>subscriber:ID</c>, or <c>system</c>.</param>
/// <param name="Action">A verb with its noun, <c>account.registered</c>.</param>
/// <param name="Subject">What it was done to, by its public id.</param>
/// <param name="AppId">The official account it concerns, if one: its owner may read the entry.</param>
/// <param name="Detail">A few plain words or values more.</param>
public sealed record AuditFact(DateTime At, string Actor, string Action, string Subject, string? AppId = null, string? Detail = null);

/// <summary>One entry of the append-only log. Each carries the hash of the one before, so that a change is found.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Sequence { get; internal init; }

    /// <inheritdoc cref="AuditFact.At" />
    public DateTime At { get; internal init; }

    /// <inheritdoc cref="AuditFact.Actor" />
    public string Actor { get; internal init; } = "";

    /// <inheritdoc cref="AuditFact.Action" />
    public string Action { get; internal init; } = "";

    /// <inheritdoc cref="AuditFact.Subject" />
    public string Subject { get; internal init; } = "";

    /// <inheritdoc cref="AuditFact.AppId" />
    public string? AppId { get; internal init; }

    /// <inheritdoc cref="AuditFact.Detail" />
    public string? Detail { get; internal init; }

    /// <summary>SHA-256 over this entry and the hash before it, in lower-case hex.</summary>
    public string Hash { get; internal init; } = "";

    /// <summary>The hash that this entry must carry after <paramref name="previous"/>.</summary>
    public string HashAfter(string previous)
    {
        // Every field is preceded by its length: without it, moving a letter from one field into the next would keep the hash.
        var text = new StringBuilder(previous);
        foreach (var field in new[] { Sequence.ToString(CultureInfo.InvariantCulture), At.Ticks.ToString(CultureInfo.InvariantCulture), Actor, Action, Subject, AppId, Detail })
            text.Append(CultureInfo.InvariantCulture, $"|{field?.Length ?? -1}:{field}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entry)
        {
            entry.ToTable("AuditEntries");
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedNever();
            entry.Property(row => row.Actor).HasMaxLength(64);
            entry.Property(row => row.Action).HasMaxLength(64);
            entry.Property(row => row.Subject).HasMaxLength(128);
            entry.Property(row => row.AppId).HasMaxLength(32);
            entry.Property(row => row.Detail).HasMaxLength(1000);
            entry.Property(row => row.Hash).HasMaxLength(64).IsFixedLength().IsUnicode(false);
            entry.HasIndex(row => new { row.AppId, row.Sequence });
        }
    }
}

/// <summary>The end of the chain: one row that every writer updates first, which puts the writers in a line.</summary>
public sealed class AuditHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; private init; } = 1;

    /// <summary>The last entry's number; 0 before the first.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The last entry's hash; empty before the first.</summary>
    public string Hash { get; internal set; } = "";

    private sealed class Mapping : IEntityTypeConfiguration<AuditHead>
    {
        public void Configure(EntityTypeBuilder<AuditHead> head)
        {
            head.ToTable("AuditHead");
            head.Property(row => row.Id).ValueGeneratedNever();
            head.Property(row => row.Hash).HasMaxLength(64).IsUnicode(false);
            head.HasData(new { Id = 1, Sequence = 0L, Hash = "" });
        }
    }
}

/// <summary>The audit log's tables.</summary>
public static class AuditTables
{
    extension(PortalDb db)
    {
        /// <summary>All entries, by sequence. Never updated, never deleted: triggers refuse it.</summary>
        public DbSet<AuditEntry> AuditEntries => db.Set<AuditEntry>();
    }
}
