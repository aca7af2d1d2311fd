using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>Where a campaign stands.</summary>
public enum CampaignState
{
    /// <summary>Being written; only its brand sees it.</summary>
    Draft = 1,

    /// <summary>Launched; on its way to the followers. Can be read and joined already.</summary>
    Launching,

    /// <summary>With everybody it was for.</summary>
    Running,

    /// <summary>Its period is over; can still be read.</summary>
    Ended,

    /// <summary>Taken back by its brand; nobody can open it any more.</summary>
    Withdrawn,
}

/// <summary>Who may write comments (留言) under an article.</summary>
public enum CommentRule
{
    /// <summary>Nobody; those that were chosen before stay.</summary>
    Off,

    /// <summary>Whoever follows the account at that moment.</summary>
    Followers,

    /// <summary>Whoever may open the article.</summary>
    Everyone,
}

/// <summary>An article with a period in which people can join: what a brand writes once and sends to its followers. DOMAIN 4.2.</summary>
public sealed class Campaign
{
    /// <summary>Longest title, characters.</summary>
    public const int TitleMax = 32;

    /// <summary>Longest author's name, characters.</summary>
    public const int AuthorMax = 16;

    /// <summary>Longest digest, characters.</summary>
    public const int DigestMax = 128;

    /// <summary>How much of the article becomes the digest when none was written, characters.</summary>
    public const int DigestDefault = 54;

    /// <summary>The article must be shorter than this, characters of its HTML.</summary>
    public const int ContentBelow = 20_000;

    /// <summary>Most people who may join, where a number is given.</summary>
    public const int CapacityMax = 10_000_000;

    /// <summary>Longest period, days.</summary>
    public const int PeriodDaysMax = 366;

    /// <summary>Drafts that one account may keep.</summary>
    public const int DraftsMax = 500;

    /// <summary>Internal number, never shown.</summary>
    public long Id { get; private init; }

    /// <summary>Stands in its addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The official account that speaks.</summary>
    public long AccountId { get; init; }

    /// <summary>Headline.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who signs the article; may be empty.</summary>
    public string Author { get; private set; } = "";

    /// <summary>The line under the headline in a chat.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>The article as sanitised HTML (<see cref="ArticleSanitizer"/>).</summary>
    public string Content { get; private set; } = "";

    /// <summary>Code of the cover in the media store.</summary>
    public string? CoverCode { get; private set; }

    /// <summary>From when on people can join, UTC.</summary>
    public DateTime? StartsAt { get; private set; }

    /// <summary>Until when they can, UTC.</summary>
    public DateTime? EndsAt { get; private set; }

    /// <summary>How many can join; null for as many as want to.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Who may comment on it. The one thing that the brand can still change after the launch.</summary>
    public CommentRule Comments { get; private set; }

    /// <summary>Changed by verbs only.</summary>
    public CampaignState State { get; private set; } = CampaignState.Draft;

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC of the last change by its brand.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? LaunchedAt { get; private set; }

    /// <summary>How many people it was delivered to. Counted by the database alone, like the two below, in the transaction of what is counted.</summary>
    public long Delivered { get; private set; }

    /// <summary>How many people opened it.</summary>
    public long Read { get; private set; }

    /// <summary>How many people joined.</summary>
    public long Joined { get; private set; }

    /// <summary>Changes with every save, so that two tabs do not overwrite each other unseen.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Takes what was written. False when it is no draft any more: what was sent stays as it was sent.</summary>
    public bool Write(CampaignDraft draft, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (State != CampaignState.Draft) return false;
        (Title, Author, Digest, Content, CoverCode) = (draft.Title, draft.Author, draft.Digest, draft.Content, draft.CoverCode);
        (StartsAt, EndsAt, Capacity, Comments) = (draft.StartsAt, draft.EndsAt, draft.Capacity, draft.Comments);
        Touch(now);
        return true;
    }

    /// <summary>Draft → launching. False for anything but a draft.</summary>
    public bool Launch(DateTime now)
    {
        if (State != CampaignState.Draft) return false;
        if (Digest.Length == 0)
            Digest = ArticleSanitizer.DigestOf(Content);
        (State, LaunchedAt) = (CampaignState.Launching, now);
        Touch(now);
        return true;
    }

    /// <summary>Launching → running, once everybody has it.</summary>
    public bool Arrive()
    {
        if (State != CampaignState.Launching) return false;
        State = CampaignState.Running;
        Version = Guid.NewGuid();
        return true;
    }

    /// <summary>Running → ended, once the period is over.</summary>
    public bool End(DateTime now)
    {
        if (State != CampaignState.Running || EndsAt is null || EndsAt > now) return false;
        State = CampaignState.Ended;
        Version = Guid.NewGuid();
        return true;
    }

    /// <summary>Takes the campaign back while it is launching or running.</summary>
    public bool Withdraw(DateTime now)
    {
        if (State is not (CampaignState.Launching or CampaignState.Running)) return false;
        State = CampaignState.Withdrawn;
        Touch(now);
        return true;
    }

    private void Touch(DateTime now) => (ChangedAt, Version) = (now, Guid.NewGuid());

    private sealed class Mapping : IEntityTypeConfiguration<Campaign>
    {
        public void Configure(EntityTypeBuilder<Campaign> campaign)
        {
            campaign.ToTable("Campaigns");
            campaign.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            campaign.Property(row => row.Title).HasMaxLength(TitleMax);
            campaign.Property(row => row.Author).HasMaxLength(AuthorMax);
            campaign.Property(row => row.Digest).HasMaxLength(DigestMax);
            campaign.Property(row => row.Content).HasMaxLength(ContentBelow);
            campaign.Property(row => row.CoverCode).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            // Of the campaigns that were there before it, nobody had opened any to comments.
            campaign.Property(row => row.Comments).HasDefaultValue(CommentRule.Off).ValueGeneratedNever();
            campaign.Property(row => row.Version).IsConcurrencyToken();
            campaign.HasIndex(row => row.Code).IsUnique();
            campaign.HasIndex(row => new { row.AccountId, row.Id });
            campaign.HasIndex(row => new { row.State, row.EndsAt });
            campaign.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
