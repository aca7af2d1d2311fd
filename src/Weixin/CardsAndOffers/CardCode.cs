using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Where an issued copy stands (DOMAIN 7.2, <c>user_card_status</c>).</summary>
public enum CodeState
{
    /// <summary>Can be used in its time.</summary>
    Normal = 1,

    /// <summary>Used.</summary>
    Consumed,

    /// <summary>Ran out unused.</summary>
    Expire,

    /// <summary>On its way to a friend; cannot be used.</summary>
    Gifting,

    /// <summary>No friend took it in time; it came back and can be used.</summary>
    GiftTimeout,

    /// <summary>Thrown away by its owner.</summary>
    Delete,

    /// <summary>Withdrawn by its brand, with a reason.</summary>
    Unavailable,
}

/// <summary>By which way a copy was taken.</summary>
public enum ClaimSource
{
    /// <summary>From the card's QR code.</summary>
    QrCode = 1,

    /// <summary>From a link: in an article, or passed on.</summary>
    Link,

    /// <summary>Given by the brand.</summary>
    ByHand,

    /// <summary>Given by a campaign.</summary>
    Campaign,

    /// <summary>For a member's points.</summary>
    Points,
}

/// <summary>One issued copy of a card. Who takes inserts its first columns only; the others wait for what becomes of it.</summary>
public sealed class CardCode
{
    /// <summary>Digits of a code. Sixteen: none is guessed at a counter.</summary>
    public const int CodeDigits = 16;

    /// <summary>Most digits that a code may have.</summary>
    public const int CodeMax = 20;

    /// <summary>Fewest.</summary>
    public const int CodeMin = 12;

    /// <summary>Longest scene of a QR code, characters.</summary>
    public const int SceneMax = 64;

    /// <summary>Longest reason for a withdrawal, characters.</summary>
    public const int ReasonMax = 60;

    /// <summary>How long before its end its owner is reminded.</summary>
    public static readonly TimeSpan RemindBefore = TimeSpan.FromDays(3);

    /// <summary>How long a use can be taken back.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(1);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>The digits that the counter reads; others once it comes to a friend.</summary>
    public string Code { get; init; } = NewCode();

    /// <summary>Who took it: counts towards the cap, whoever has it now.</summary>
    public long TakerId { get; init; }

    /// <summary>Which of the taker's copies of this card: 1, 2, 3 … up to the cap.</summary>
    public int Number { get; init; }

    /// <summary>The form that took it: sent twice, it is one copy.</summary>
    public Guid FormKey { get; init; }

    /// <summary>Who has it.</summary>
    public long OwnerId { get; init; }

    /// <summary>Changed by guarded statements only.</summary>
    public CodeState State { get; init; } = CodeState.Normal;

    /// <summary>How it was taken.</summary>
    public ClaimSource Source { get; init; }

    /// <summary>The scene of the QR code that it was taken from, or the campaign that gave it.</summary>
    public string? Scene { get; init; }

    /// <summary>UTC.</summary>
    public DateTime TakenAt { get; init; }

    /// <summary>UTC from which it can be used.</summary>
    public DateTime ValidFrom { get; init; }

    /// <summary>UTC until which, itself not included; null for ever.</summary>
    public DateTime? ValidUntil { get; init; }

    /// <summary>Who gave it to its owner; null when they took it themselves.</summary>
    public long? GivenById { get; init; }

    /// <summary>UTC of its use.</summary>
    public DateTime? ConsumedAt { get; init; }

    /// <summary>The portal user who redeemed it.</summary>
    public string? ConsumedById { get; init; }

    /// <summary>The shop at which.</summary>
    public long? StoreId { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? Reason { get; init; }

    /// <summary>UTC at which its owner has seen that it is about to run out.</summary>
    public DateTime? RemindedAt { get; init; }

    /// <summary>A new code.</summary>
    public static string NewCode() => string.Concat(RandomNumberGenerator.GetString("123456789", 1), RandomNumberGenerator.GetString("0123456789", CodeDigits - 1));

    /// <summary>Could this be a code? Asked before it goes to the database.</summary>
    public static bool IsCode(string? text) => text?.Length is >= CodeMin and <= CodeMax && text.All(char.IsAsciiDigit);

    /// <summary>What its owner has at this moment: a copy whose end has passed is over before the round that writes it down.</summary>
    public static CodeState StateAt(CodeState state, DateTime? validUntil, DateTime now) =>
        validUntil <= now && state is CodeState.Normal or CodeState.GiftTimeout or CodeState.Gifting ? CodeState.Expire : state;

    private sealed class Mapping : IEntityTypeConfiguration<CardCode>
    {
        public void Configure(EntityTypeBuilder<CardCode> code)
        {
            code.ToTable("CardCodes");
            code.Property(row => row.Code).HasMaxLength(CodeMax).IsUnicode(false);
            code.Property(row => row.Scene).HasMaxLength(SceneMax);
            code.Property(row => row.Reason).HasMaxLength(ReasonMax);
            code.Property(row => row.ConsumedById).HasMaxLength(450);
            code.HasIndex(row => row.Code).IsUnique();
            // The cap itself: nobody has a copy of the same number twice.
            code.HasIndex(row => new { row.CardId, row.TakerId, row.Number }).IsUnique();
            code.HasIndex(row => new { row.TakerId, row.FormKey }).IsUnique();
            code.HasIndex(row => new { row.OwnerId, row.State, row.Id });
            // The rounds: what runs out, without stepping over what has ended.
            code.HasIndex(row => new { row.State, row.ValidUntil });
            code.HasIndex(row => new { row.ConsumedById, row.ConsumedAt }).HasFilter("\"ConsumedById\" IS NOT NULL");
            code.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
            code.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.TakerId).OnDelete(DeleteBehavior.Restrict);
            code.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
            code.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How far a gift is.</summary>
public enum GiftState
{
    /// <summary>Waits for the friend.</summary>
    Waiting = 1,

    /// <summary>The friend has it.</summary>
    Taken,

    /// <summary>The giver has it back.</summary>
    Returned,
}

/// <summary>A copy on its way to a friend: whoever opens its link first.</summary>
public sealed class CardGift
{
    /// <summary>Gifts of one person in 24 hours: giving and taking back leaves a row each time.</summary>
    public const int PerDay = 50;

    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>For its link.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The copy.</summary>
    public long CodeId { get; init; }

    /// <summary>Who gives.</summary>
    public long FromId { get; init; }

    /// <summary>Changed by guarded statements only.</summary>
    public GiftState State { get; init; } = GiftState.Waiting;

    /// <summary>UTC.</summary>
    public DateTime GivenAt { get; init; }

    /// <summary>UTC until which it waits.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>Who took it.</summary>
    public long? ToId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CardGift>
    {
        public void Configure(EntityTypeBuilder<CardGift> gift)
        {
            gift.ToTable("CardGifts");
            gift.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            gift.HasIndex(row => row.Code).IsUnique();
            // One link at a time.
            gift.HasIndex(row => row.CodeId).IsUnique().HasFilter("\"State\" = 'Waiting'");
            gift.HasIndex(row => new { row.State, row.ExpiresAt });
            gift.HasIndex(row => new { row.FromId, row.GivenAt });
            gift.HasOne<CardCode>().WithMany().HasForeignKey(row => row.CodeId).OnDelete(DeleteBehavior.Restrict);
            gift.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A card given by hand to all followers, or to those of a tag: how far it has come.</summary>
public sealed class CardHandout
{
    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>The tag whose followers get it; null for all followers. A tag that is deleted meanwhile has no more of them.</summary>
    public long? TagId { get; init; }

    /// <summary>The makings of the keys under which its copies are taken: begun anew after a break, nobody gets two.</summary>
    public Guid FormKey { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>The last follower who was looked at.</summary>
    public long Checkpoint { get; init; }

    /// <summary>How many got one.</summary>
    public int Given { get; init; }

    /// <summary>UTC of its end; null while it goes on.</summary>
    public DateTime? FinishedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CardHandout>
    {
        public void Configure(EntityTypeBuilder<CardHandout> handout)
        {
            handout.ToTable("CardHandouts");
            handout.HasIndex(row => new { row.CardId, row.FormKey }).IsUnique();
            handout.HasIndex(row => row.FinishedAt);
            handout.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
