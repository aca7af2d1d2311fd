using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>By which way somebody came to follow (DOMAIN 5.2, <c>subscribe_scene</c>).</summary>
public enum FollowScene
{
    /// <summary>ADD_SCENE_SEARCH.</summary>
    Search,

    /// <summary>ADD_SCENE_QR_CODE.</summary>
    QrCode,

    /// <summary>ADD_SCENE_PROFILE_LINK: the account's link.</summary>
    Link,

    /// <summary>ADD_SCENE_OTHERS: from one of its campaigns.</summary>
    Campaign,
}

/// <summary>A person and an account: follows now, or once did. The row, and with it the OpenID, outlives an unfollow.</summary>
public sealed class Following
{
    /// <summary>The account; first in the key, since every list is of one account's followers.</summary>
    public long AccountId { get; init; }

    /// <summary>The person.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The person's id for this account alone (DOMAIN 5.1).</summary>
    public string OpenId { get; init; } = Ids.OpenId();

    /// <summary>How they came, the last time.</summary>
    public FollowScene Scene { get; private set; }

    /// <summary>UTC of the last follow.</summary>
    public DateTime FollowedAt { get; private set; }

    /// <summary>UTC of the unfollow; null while they follow.</summary>
    public DateTime? UnfollowedAt { get; private set; }

    /// <summary>Blocked by the account: keeps following, receives nothing.</summary>
    public bool Blocked { get; set; }

    /// <summary>UTC of the newest message that the person had before their eyes in the chat; null when they never looked.</summary>
    public DateTime? SeenAt { get; init; }

    /// <summary>UTC since when the person wants to hear nothing of it; null when they do. Messages come all the same.</summary>
    public DateTime? MutedAt { get; private set; }

    /// <summary>Follows now.</summary>
    public bool Follows => UnfollowedAt is null;

    /// <summary>Begins to follow, or again.</summary>
    public static Following Begin(long accountId, long subscriberId, FollowScene scene, DateTime now) =>
        new() { AccountId = accountId, SubscriberId = subscriberId, Scene = scene, FollowedAt = now };

    /// <summary>Of somebody who never followed and is blocked before they could: nothing of the account opens for them. In no count of followers, nor of those who left.</summary>
    public static Following Shut(long accountId, long subscriberId) =>
        new() { AccountId = accountId, SubscriberId = subscriberId, Scene = FollowScene.Campaign, FollowedAt = DateTime.UnixEpoch, UnfollowedAt = DateTime.UnixEpoch, Blocked = true };

    /// <summary>Follows again after an unfollow; a second follow changes nothing.</summary>
    public void Resume(FollowScene scene, DateTime now)
    {
        if (!Follows)
            (Scene, FollowedAt, UnfollowedAt, MutedAt) = (scene, now, null, null);
    }

    /// <summary>Ends it; a second unfollow changes nothing.</summary>
    public void End(DateTime now) => UnfollowedAt ??= now;

    private sealed class Mapping : IEntityTypeConfiguration<Following>
    {
        public void Configure(EntityTypeBuilder<Following> following)
        {
            following.ToTable("Followings");
            following.HasKey(row => new { row.AccountId, row.SubscriberId });
            following.Property(row => row.OpenId).HasMaxLength(Ids.OpenIdLength).IsUnicode(false);
            following.HasIndex(row => row.OpenId).IsUnique();
            following.HasIndex(row => new { row.SubscriberId, row.AccountId });
            // The brand's list: who follows now, the newest first, without stepping over those who left.
            following.HasIndex(row => new { row.AccountId, row.UnfollowedAt, row.FollowedAt, row.SubscriberId });
            // The few who are blocked, without stepping over millions who are not.
            following.HasIndex(row => new { row.AccountId, row.UnfollowedAt }).HasFilter("\"Blocked\" = 1");
            // Two requests at once must not both count as the one that began or ended it.
            following.Property(row => row.UnfollowedAt).IsConcurrencyToken();
            following.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            following.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of subscribers.</summary>
public static class SubscriberTables
{
    extension(PortalDb db)
    {
        /// <summary>All people of this side.</summary>
        public DbSet<Subscriber> Subscribers => db.Set<Subscriber>();

        /// <summary>Their pictures.</summary>
        public DbSet<Portrait> Portraits => db.Set<Portrait>();

        /// <summary>Where they are signed in.</summary>
        public DbSet<Device> Devices => db.Set<Device>();

        /// <summary>Who follows, or followed, which account.</summary>
        public DbSet<Following> Followings => db.Set<Following>();

        /// <summary>How many came and left, hour by hour.</summary>
        public DbSet<FollowerHour> FollowerHours => db.Set<FollowerHour>();

        /// <summary>The tags of all accounts.</summary>
        public DbSet<FollowerTag> FollowerTags => db.Set<FollowerTag>();

        /// <summary>Who carries which tag.</summary>
        public DbSet<FollowerTagging> FollowerTaggings => db.Set<FollowerTagging>();
    }
}
