using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Members;

/// <summary>What points came from, or went for.</summary>
public enum PointKind
{
    /// <summary>For activating the card.</summary>
    Activation = 1,

    /// <summary>For a payment.</summary>
    Payment,

    /// <summary>Taken back with a payment, or a part of it, that was given back.</summary>
    Refund,

    /// <summary>For checking in.</summary>
    CheckIn,

    /// <summary>Spent on an offer.</summary>
    Exchange,

    /// <summary>Given back: the offer was gone.</summary>
    ExchangeReturned,

    /// <summary>By the brand's hand, with a reason.</summary>
    Adjustment,
}

/// <summary>Points that a member got or gave. Never changed; a mistake is mended by another entry.</summary>
public sealed class PointEntry
{
    /// <summary>Longest key, characters.</summary>
    public const int KeyMax = 80;

    /// <summary>Longest text of what it was for, characters.</summary>
    public const int SubjectMax = 60;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>What it is recognised by when it comes a second time: a payment, a day, an exchange never counts twice.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whose.</summary>
    public long MemberId { get; init; }

    /// <summary>The membership card, for its brand's numbers.</summary>
    public long CardId { get; init; }

    /// <summary>What for.</summary>
    public PointKind Kind { get; init; }

    /// <summary>How many; fewer is negative. Zero where nothing was left to take back.</summary>
    public long Points { get; init; }

    /// <summary>The offer's title, or the reason; empty where the kind says all.</summary>
    public string Subject { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<PointEntry>
    {
        public void Configure(EntityTypeBuilder<PointEntry> entry)
        {
            entry.ToTable("PointEntries");
            entry.OnlyGrows();
            entry.Property(row => row.Key).HasMaxLength(KeyMax).IsUnicode(false);
            entry.Property(row => row.Subject).HasMaxLength(SubjectMax);
            entry.HasIndex(row => row.Key).IsUnique();
            entry.HasIndex(row => new { row.MemberId, row.Id });
            entry.HasIndex(row => new { row.CardId, row.At });
            entry.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
