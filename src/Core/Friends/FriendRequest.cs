using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Friends;

/// <summary>What became of a request.</summary>
public enum FriendRequestState
{
    /// <summary>Stands before the one who was asked.</summary>
    Waiting = 1,

    /// <summary>Declined, or from somebody blocked. Whoever asked sees no difference to one that waits.</summary>
    Aside,

    /// <summary>They became friends.</summary>
    Accepted,
}

/// <summary>That somebody wants to be a person's friend. One row for each who asks and is asked: asking again, later, is the same row.</summary>
public sealed class FriendRequest
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMax = 50;

    /// <summary>How long it waits for an answer; then it may be asked again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Who asks.</summary>
    public long FromId { get; init; }

    /// <summary>Who is asked.</summary>
    public long ToId { get; init; }

    /// <summary>Names it before the one who is asked; another one each time.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What the one who is asked reads; may be empty.</summary>
    public string Words { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private set; }

    /// <summary>UTC until which it waits.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>What became of it.</summary>
    public FriendRequestState State { get; private set; }

    /// <summary>To whoever asked it waits: it was not accepted, and its time is not over.</summary>
    public bool IsPending(DateTime now) => State != FriendRequestState.Accepted && ExpiresAt > now;

    /// <summary>Asks, or asks again.</summary>
    /// <param name="words">What the other reads.</param>
    /// <param name="unwanted">The other has blocked who asks.</param>
    /// <param name="now">UTC.</param>
    public void Make(string words, bool unwanted, DateTime now) =>
        (Code, Words, MadeAt, ExpiresAt, State) = (Ids.Code(), words, now, now + Lifetime, unwanted ? FriendRequestState.Aside : FriendRequestState.Waiting);

    /// <summary>Ends well.</summary>
    public void Accept() => State = FriendRequestState.Accepted;

    private sealed class Mapping : IEntityTypeConfiguration<FriendRequest>
    {
        public void Configure(EntityTypeBuilder<FriendRequest> request)
        {
            request.ToTable("FriendRequests");
            request.HasKey(row => new { row.FromId, row.ToId });
            request.Property(row => row.Code).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            request.Property(row => row.Words).HasMaxLength(WordsMax);
            request.HasIndex(row => row.Code).IsUnique();
            // What waits for a person, the newest first; and what they asked for in a day.
            request.HasIndex(row => new { row.ToId, row.State, row.MadeAt, row.FromId });
            request.HasIndex(row => new { row.FromId, row.MadeAt });
            request.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
            request.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.ToId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
