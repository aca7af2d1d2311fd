using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>A word of the brand's own by which it groups its followers (DOMAIN 5.3). Followers never see it.</summary>
public sealed class FollowerTag
{
    /// <summary>Longest name, in characters (45158).</summary>
    public const int NameMax = 30;

    /// <summary>The first number that a brand's own tag gets: those below are the platform's (45058).</summary>
    public const int FirstNumber = 100;

    /// <summary>Internal number.</summary>
    public long Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public long AccountId { get; init; }

    /// <summary>What it is called by in the account's own programs; never given a second time while the tag stands.</summary>
    public int Number { get; init; }

    /// <summary>What the brand calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name folded: two tags of an account never look the same (45157).</summary>
    public string NameKey { get; set; } = "";

    /// <summary>How many followers carry it.</summary>
    public long Followers { get; private init; }

    private sealed class Mapping : IEntityTypeConfiguration<FollowerTag>
    {
        public void Configure(EntityTypeBuilder<FollowerTag> tag)
        {
            tag.ToTable("FollowerTags");
            tag.Property(row => row.Name).HasMaxLength(NameMax);
            // A folded ligature is several characters.
            tag.Property(row => row.NameKey).HasMaxLength(NameMax * 6);
            tag.HasIndex(row => new { row.AccountId, row.Number }).IsUnique();
            tag.HasIndex(row => new { row.AccountId, row.NameKey }).IsUnique();
            tag.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>A tag that a follower carries, while they follow: it ends with the following.</summary>
public sealed class FollowerTagging
{
    /// <summary>The tag.</summary>
    public long TagId { get; init; }

    /// <summary>The follower.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The tag's account.</summary>
    public long AccountId { get; init; }

    /// <summary>UTC of the follow that it belongs to: by it a tag's followers are listed without a look at all the others.</summary>
    public DateTime FollowedAt { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<FollowerTagging>
    {
        public void Configure(EntityTypeBuilder<FollowerTagging> tagging)
        {
            tagging.ToTable("FollowerTaggings");
            tagging.HasKey(row => new { row.TagId, row.SubscriberId });
            tagging.HasIndex(row => new { row.TagId, row.FollowedAt, row.SubscriberId });
            tagging.HasIndex(row => new { row.AccountId, row.SubscriberId });
            tagging.HasOne<FollowerTag>().WithMany().HasForeignKey(row => row.TagId).OnDelete(DeleteBehavior.Restrict);
            tagging.HasOne<Following>().WithMany().HasForeignKey(row => new { row.AccountId, row.SubscriberId }).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
