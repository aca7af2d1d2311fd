using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Comments;

/// <summary>Who sees a comment.</summary>
public enum CommentState
{
    /// <summary>Its writer alone, and the account.</summary>
    Waiting = 1,

    /// <summary>Whoever may open the article.</summary>
    Chosen,

    /// <summary>Nobody. The row stays, without its words: what was written in a day is still counted, and its form brings nothing back.</summary>
    Deleted,
}

/// <summary>What a reader wrote under an article (留言).</summary>
public sealed class Comment
{
    /// <summary>Longest comment, and longest reply, in characters.</summary>
    public const int TextMax = 600;

    /// <summary>Comments of one person under one article.</summary>
    public const int MostUnderOne = 100;

    /// <summary>Comments that stand on top of the others under one article.</summary>
    public const int PinnedMax = 6;

    /// <summary>Internal number; the newest has the largest.</summary>
    public long Id { get; private init; }

    /// <summary>Stands in addresses.</summary>
    public string Code { get; private init; } = Ids.Code();

    /// <summary>The article's account: its list goes over all of its articles.</summary>
    public long AccountId { get; init; }

    /// <summary>The article.</summary>
    public long CampaignId { get; init; }

    /// <summary>Who wrote it.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The form's key: the same again is the same comment.</summary>
    public string FormKey { get; init; } = "";

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>Who sees it.</summary>
    public CommentState State { get; private set; } = CommentState.Waiting;

    /// <summary>UTC since when it stands on top; null when it does not.</summary>
    public DateTime? PinnedAt { get; private set; }

    /// <summary>The account's reply; null for none.</summary>
    public string? Reply { get; private set; }

    /// <summary>UTC of the reply as it is.</summary>
    public DateTime? RepliedAt { get; private set; }

    /// <summary>A new one, that waits.</summary>
    public static Comment Write(ArticleSeen article, long subscriberId, string formKey, string text, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new() { AccountId = article.AccountId, CampaignId = article.Id, SubscriberId = subscriberId, FormKey = formKey, Text = text, MadeAt = now };
    }

    /// <summary>Shows it to everybody. False when it is shown, or gone.</summary>
    public bool Choose()
    {
        if (State != CommentState.Waiting) return false;
        State = CommentState.Chosen;
        return true;
    }

    /// <summary>Hides it again. False when it is not shown.</summary>
    public bool Hide()
    {
        if (State != CommentState.Chosen) return false;
        (State, PinnedAt) = (CommentState.Waiting, null);
        return true;
    }

    /// <summary>Puts it on top. False when it stands there, or when not everybody sees it.</summary>
    public bool Pin(DateTime now)
    {
        if (State != CommentState.Chosen || PinnedAt is not null) return false;
        PinnedAt = now;
        return true;
    }

    /// <summary>Puts it among the others again. False when it stands there.</summary>
    public bool Unpin()
    {
        if (PinnedAt is null) return false;
        PinnedAt = null;
        return true;
    }

    /// <summary>Answers it, or answers it in other words. False when it is gone, or when that is the answer already.</summary>
    public bool Answer(string reply, DateTime now)
    {
        if (State == CommentState.Deleted || Reply == reply) return false;
        (Reply, RepliedAt) = (reply, now);
        return true;
    }

    /// <summary>Takes the answer back. False when there is none.</summary>
    public bool Unanswer()
    {
        if (Reply is null) return false;
        (Reply, RepliedAt) = (null, null);
        return true;
    }

    /// <summary>Takes it away, and its words out of the database. False when it is gone.</summary>
    public bool Delete()
    {
        if (State == CommentState.Deleted) return false;
        (State, Text, PinnedAt, Reply, RepliedAt) = (CommentState.Deleted, "", null, null, null);
        return true;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Comment>
    {
        public void Configure(EntityTypeBuilder<Comment> comment)
        {
            comment.ToTable("Comments");
            comment.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            comment.Property(row => row.FormKey).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            comment.Property(row => row.Text).HasMaxLength(TextMax);
            comment.Property(row => row.Reply).HasMaxLength(TextMax);
            comment.HasIndex(row => row.Code).IsUnique();
            comment.HasIndex(row => new { row.SubscriberId, row.FormKey }).IsUnique();
            // A person's own, the newest first, and what they wrote in a day; their own under one article.
            comment.HasIndex(row => new { row.SubscriberId, row.MadeAt, row.Id });
            comment.HasIndex(row => new { row.SubscriberId, row.CampaignId, row.State, row.Id });
            // What everybody sees under an article, and the desk's lists: of one article or of all, in one state or in any.
            comment.HasIndex(row => new { row.CampaignId, row.State, row.Id });
            comment.HasIndex(row => new { row.CampaignId, row.Id });
            comment.HasIndex(row => new { row.AccountId, row.State, row.Id });
            comment.HasIndex(row => new { row.AccountId, row.Id });
            // The few that are pinned.
            comment.HasIndex(row => new { row.AccountId, row.CampaignId, row.PinnedAt }).HasFilter("\"PinnedAt\" IS NOT NULL");
            comment.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            comment.HasOne<Campaign>().WithMany().HasForeignKey(row => row.CampaignId).OnDelete(DeleteBehavior.Restrict);
            comment.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The table of comments.</summary>
public static class CommentTables
{
    extension(PortalDb db)
    {
        /// <summary>All comments of this side.</summary>
        public DbSet<Comment> Comments => db.Set<Comment>();
    }
}
