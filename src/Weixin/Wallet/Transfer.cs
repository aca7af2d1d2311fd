using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>How far a transfer is.</summary>
public enum TransferState
{
    /// <summary>Its money is put aside until the friend takes it.</summary>
    Waiting = 1,

    /// <summary>The friend has it.</summary>
    Accepted,

    /// <summary>The sender has it back.</summary>
    Returned,
}

/// <summary>
/// Money for whoever has a phone number of this side. It is put aside whether that number has a wallet, is a subscriber, or neither:
/// nobody finds out by sending money who is here.
/// </summary>
public sealed class Transfer
{
    /// <summary>Longest note, characters.</summary>
    public const int NoteMax = 30;

    /// <summary>How long it waits for the friend.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For addresses.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The key of the form that asked for it: a form that is sent twice is one transfer.</summary>
    public Guid FormKey { get; init; }

    /// <summary>Whose money.</summary>
    public long FromId { get; init; }

    /// <summary>The keyed fingerprint of the friend's number, as the subscribers' own.</summary>
    public string ToKey { get; init; } = "";

    /// <summary>The friend as the sender knows them: the number, masked; their own name for them, when they chose a friend; or the nickname, when a code was scanned.</summary>
    public string ToMasked { get; init; } = "";

    /// <summary>Fen, more than zero.</summary>
    public long Fen { get; init; }

    /// <summary>What the friend reads; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>How far it is.</summary>
    public TransferState State { get; private set; } = TransferState.Waiting;

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; init; }

    /// <summary>UTC until which it waits.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>UTC at which it ended.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Ends it; false when it had ended.</summary>
    public bool End(TransferState state, DateTime now)
    {
        if (State != TransferState.Waiting)
            return false;
        (State, EndedAt) = (state, now);
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Transfer>
    {
        public void Configure(EntityTypeBuilder<Transfer> transfer)
        {
            transfer.ToTable("Transfers");
            transfer.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            transfer.Property(row => row.ToKey).HasMaxLength(Vault.FingerprintLength).IsUnicode(false);
            transfer.Property(row => row.ToMasked).HasMaxLength(32);
            transfer.Property(row => row.Note).HasMaxLength(NoteMax);
            // Taken and sent back at the same moment: one of the two.
            transfer.Property(row => row.State).IsConcurrencyToken();
            transfer.HasIndex(row => row.Code).IsUnique();
            transfer.HasIndex(row => new { row.FromId, row.FormKey }).IsUnique();
            transfer.HasIndex(row => new { row.FromId, row.SentAt });
            transfer.HasIndex(row => new { row.ToKey, row.State });
            transfer.HasIndex(row => new { row.State, row.ExpiresAt });
            transfer.HasOne<Wallet>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
