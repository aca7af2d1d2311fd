using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Where a card stands (DOMAIN 7.2).</summary>
public enum CardState
{
    /// <summary>Being written; only its brand sees it.</summary>
    Draft = 1,

    /// <summary>CARD_STATUS_NOT_VERIFY: handed in, waits for a reviewer.</summary>
    NotVerified,

    /// <summary>CARD_STATUS_VERIFY_FAIL: refused with a reason; can be put right and handed in again.</summary>
    VerifyFailed,

    /// <summary>CARD_STATUS_VERIFY_OK: approved, not issued yet.</summary>
    Verified,

    /// <summary>CARD_STATUS_DISPATCH: can be taken.</summary>
    Dispatched,

    /// <summary>Stopped by its brand: nobody takes it until it is resumed; what was taken stays good.</summary>
    Stopped,

    /// <summary>CARD_STATUS_DELETE: nobody takes it any more; what was taken stays good.</summary>
    Deleted,
}

/// <summary>One kind of card of an official account: what a brand writes once and people take copies of.</summary>
public sealed class Card
{
    /// <summary>Length of its public id: <c>p</c> and 27 letters and digits.</summary>
    public const int CodeLength = 28;

    /// <summary>Longest reason of a refusal, characters of each language.</summary>
    public const int ReasonMax = 300;

    /// <summary>Cards that one account may keep and has not handed in.</summary>
    public const int DraftsMax = 200;

    private const string Alphanumeric = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>Internal number, never shown.</summary>
    public long Id { get; private init; }

    /// <summary>Public id, <c>card_id</c>; stands in its addresses.</summary>
    public string Code { get; private init; } = "p" + RandomNumberGenerator.GetString(Alphanumeric, CodeLength - 1);

    /// <summary>The official account whose card it is.</summary>
    public long AccountId { get; init; }

    /// <summary>What is written on it.</summary>
    public CardTerms Terms { get; private set; } = CardTerms.Empty;

    /// <summary>Changed by verbs only.</summary>
    public CardState State { get; private set; } = CardState.Draft;

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC of the last change.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>UTC of the last hand-in; orders the reviewers' queue.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>Who decided last.</summary>
    public string? ReviewerId { get; private set; }

    /// <summary>UTC of the decision.</summary>
    public DateTime? ReviewedAt { get; private set; }

    /// <summary>Why it was refused, in English; empty when it was not.</summary>
    public string ReasonEn { get; private set; } = "";

    /// <summary>The same in Chinese.</summary>
    public string ReasonZh { get; private set; } = "";

    /// <summary>UTC of its first issue.</summary>
    public DateTime? DispatchedAt { get; private set; }

    /// <summary>Changes with every save, so that two do not overwrite each other unseen, and two reviewers do not both decide.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Could this text be a card's public id?</summary>
    public static bool IsCode(string? text) => text?.Length == CodeLength && text[0] == 'p' && text.Skip(1).All(Alphanumeric.Contains);

    /// <summary>Can its brand still write on it?</summary>
    public bool IsOpen => State is CardState.Draft or CardState.VerifyFailed;

    /// <summary>Takes what was written. False when it was handed in: what was examined stays as it is.</summary>
    public bool Write(CardTerms terms, DateTime now)
    {
        if (!IsOpen)
            return false;
        Terms = terms;
        Touch(now);
        return true;
    }

    /// <summary>Hands it in for review. False when there is nothing to hand in.</summary>
    public bool Submit(DateTime now)
    {
        if (!IsOpen)
            return false;
        (State, SubmittedAt) = (CardState.NotVerified, now);
        Touch(now);
        return true;
    }

    /// <summary>Takes it back out of the queue to go on writing.</summary>
    public bool TakeBack(DateTime now) => Move(CardState.NotVerified, CardState.Draft, now);

    /// <summary>A reviewer lets it pass (<c>card_pass_check</c>).</summary>
    public bool Approve(string reviewerId, DateTime now)
    {
        if (!Move(CardState.NotVerified, CardState.Verified, now))
            return false;
        (ReviewerId, ReviewedAt, ReasonEn, ReasonZh) = (reviewerId, now, "", "");
        return true;
    }

    /// <summary>A reviewer refuses it with a reason (<c>card_not_pass_check</c>).</summary>
    public bool Refuse(string reviewerId, Bilingual reason, DateTime now)
    {
        if (!Move(CardState.NotVerified, CardState.VerifyFailed, now))
            return false;
        (ReviewerId, ReviewedAt, ReasonEn, ReasonZh) = (reviewerId, now, reason.En, reason.Zh);
        return true;
    }

    /// <summary>Issues it, for the first time or after a stop.</summary>
    public bool Dispatch(DateTime now)
    {
        if (!Move(CardState.Verified, CardState.Dispatched, now) && !Move(CardState.Stopped, CardState.Dispatched, now))
            return false;
        DispatchedAt ??= now;
        return true;
    }

    /// <summary>Nobody takes it until it is resumed.</summary>
    public bool Stop(DateTime now) => Move(CardState.Dispatched, CardState.Stopped, now);

    /// <summary>Nobody takes it any more.</summary>
    public bool Delete(DateTime now) => Move(CardState.Verified, CardState.Deleted, now) || Move(CardState.Dispatched, CardState.Deleted, now) || Move(CardState.Stopped, CardState.Deleted, now);

    private bool Move(CardState from, CardState to, DateTime now)
    {
        if (State != from)
            return false;
        State = to;
        Touch(now);
        return true;
    }

    private void Touch(DateTime now) => (ChangedAt, Version) = (now, Guid.NewGuid());

    private sealed class Mapping : IEntityTypeConfiguration<Card>
    {
        public void Configure(EntityTypeBuilder<Card> card)
        {
            card.ToTable("Cards");
            card.Property(row => row.Code).HasMaxLength(CodeLength).IsUnicode(false);
            card.Property(row => row.ReasonEn).HasMaxLength(ReasonMax);
            card.Property(row => row.ReasonZh).HasMaxLength(ReasonMax);
            card.Property(row => row.Version).IsConcurrencyToken();
            card.ComplexProperty(row => row.Terms, terms =>
            {
                terms.Property(row => row.BrandName).HasMaxLength(CardTerms.BrandNameUnits);
                terms.Property(row => row.Title).HasMaxLength(CardTerms.TitleUnits);
                terms.Property(row => row.SubTitle).HasMaxLength(CardTerms.SubTitleUnits);
                terms.Property(row => row.Notice).HasMaxLength(CardTerms.NoticeUnits);
                terms.Property(row => row.Description).HasMaxLength(CardTerms.DescriptionMax);
                terms.Property(row => row.Detail).HasMaxLength(CardTerms.DetailMax);
                // A set of days, as bits: as names it would not fit.
                terms.Property(row => row.Days).HasConversion<int>();
            });
            card.HasIndex(row => row.Code).IsUnique();
            card.HasIndex(row => new { row.AccountId, row.Id });
            card.HasIndex(row => new { row.State, row.SubmittedAt, row.Id });
            card.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>
/// How many copies of a card there are, and how many are taken: a small row of its own, so that the many who take do not stand in line
/// for the row that everybody reads.
/// </summary>
public sealed class CardStock
{
    /// <summary>The initial stock from which on a brand is warned when it runs low (<c>card_sku_remind</c>).</summary>
    public const int LargeFrom = 201;

    /// <summary>How many are left when it is.</summary>
    public const int Low = 100;

    /// <summary>How long until it is warned again.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromHours(12);

    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>Taken and left together.</summary>
    public int Quantity { get; init; }

    /// <summary>Taken. Never more than there are: the database itself holds that.</summary>
    public int Taken { get; init; }

    /// <summary>Can be taken. Follows the card's state in the same transaction, and stands here so that the statement that takes one asks no other row.</summary>
    public bool Open { get; init; }

    /// <summary>How many there were at the beginning.</summary>
    public int Initial { get; init; }

    /// <summary>UTC of the last warning.</summary>
    public DateTime? RemindedAt { get; init; }

    /// <summary>Left.</summary>
    public int Left => Quantity - Taken;

    private sealed class Mapping : IEntityTypeConfiguration<CardStock>
    {
        public void Configure(EntityTypeBuilder<CardStock> stock)
        {
            stock.ToTable("CardStocks", table => table.HasCheckConstraint("CK_CardStocks_Taken", "\"Taken\" >= 0 AND \"Taken\" <= \"Quantity\""));
            stock.HasKey(row => row.CardId);
            stock.Property(row => row.CardId).ValueGeneratedNever();
            stock.HasOne<Card>().WithOne().HasForeignKey<CardStock>(row => row.CardId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>What became of a card on one day of the mainland's clock.</summary>
public sealed class CardDay
{
    /// <summary>The card.</summary>
    public long CardId { get; init; }

    /// <summary>The day, as UTC of its first moment.</summary>
    public DateTime Day { get; init; }

    /// <summary>How often its offer was opened.</summary>
    public int Seen { get; init; }

    /// <summary>Copies taken.</summary>
    public int Taken { get; init; }

    /// <summary>Copies used, less those taken back.</summary>
    public int Used { get; init; }

    /// <summary>Copies that came to a friend.</summary>
    public int Given { get; init; }

    /// <summary>Copies that ran out unused.</summary>
    public int Expired { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<CardDay>
    {
        public void Configure(EntityTypeBuilder<CardDay> day)
        {
            day.ToTable("CardDays");
            day.HasKey(row => new { row.CardId, row.Day });
            day.HasOne<Card>().WithMany().HasForeignKey(row => row.CardId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
