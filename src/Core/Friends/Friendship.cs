using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Friends;

/// <summary>One half of a friendship: what one of the two has of the other. Both halves come together and go together.</summary>
public sealed class Friendship
{
    /// <summary>Longest remark, in characters.</summary>
    public const int RemarkMax = Subscriber.NicknameMax;

    /// <summary>Whose list it stands in; first in the key, since every list is one person's.</summary>
    public long OwnerId { get; init; }

    /// <summary>Who stands there.</summary>
    public long FriendId { get; init; }

    /// <summary>Names the friend in the owner's addresses; of no use to anybody else.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>The owner's own name for the friend, who never sees it; empty for none.</summary>
    public string Remark { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime Since { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Friendship>
    {
        public void Configure(EntityTypeBuilder<Friendship> friendship)
        {
            friendship.ToTable("Friendships", table => table.HasCheckConstraint("CK_Friendships_Two", "\"OwnerId\" <> \"FriendId\""));
            friendship.HasKey(row => new { row.OwnerId, row.FriendId });
            friendship.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            friendship.Property(row => row.Remark).HasMaxLength(RemarkMax);
            friendship.HasIndex(row => row.Code).IsUnique();
            // A person's list, the newest first.
            friendship.HasIndex(row => new { row.OwnerId, row.Since, row.FriendId });
            friendship.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
            friendship.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.FriendId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Somebody whose requests a person does not want. The blocked one is not told: what they send looks sent.</summary>
public sealed class FriendBlock
{
    /// <summary>Who wants nothing of the other.</summary>
    public long OwnerId { get; init; }

    /// <summary>The other.</summary>
    public long BlockedId { get; init; }

    /// <summary>Names the block in the owner's forms.</summary>
    public string Code { get; init; } = Ids.Code();

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<FriendBlock>
    {
        public void Configure(EntityTypeBuilder<FriendBlock> block)
        {
            block.ToTable("FriendBlocks");
            block.HasKey(row => new { row.OwnerId, row.BlockedId });
            block.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            block.HasIndex(row => row.Code).IsUnique();
            block.HasIndex(row => new { row.OwnerId, row.At, row.BlockedId });
            block.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
            block.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.BlockedId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of friends.</summary>
public static class FriendTables
{
    extension(PortalDb db)
    {
        /// <summary>Subscribers' own codes.</summary>
        public DbSet<PersonalCode> PersonalCodes => db.Set<PersonalCode>();

        /// <summary>Both halves of every friendship.</summary>
        public DbSet<Friendship> Friendships => db.Set<Friendship>();

        /// <summary>Who asked whom, the last time.</summary>
        public DbSet<FriendRequest> FriendRequests => db.Set<FriendRequest>();

        /// <summary>Whom people want nothing of.</summary>
        public DbSet<FriendBlock> FriendBlocks => db.Set<FriendBlock>();

        /// <summary>The friends of a person, to narrow another query by: at most as many as one may have.</summary>
        public IQueryable<long> FriendsOf(long subscriberId) => db.Friendships.Where(row => row.OwnerId == subscriberId).Select(row => row.FriendId);
    }
}
