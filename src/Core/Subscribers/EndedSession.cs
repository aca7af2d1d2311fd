using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// A browser's session that its subscriber ended: a cookie that names it opens nothing, wherever a copy of it lies. Only ends are kept,
/// not beginnings: of the millions who sign in few sign out.
/// </summary>
public sealed class EndedSession
{
    /// <summary>How long a cookie lives without being renewed, which one of an ended session never is. After that the row says nothing more.</summary>
    public static readonly TimeSpan CookieLife = TimeSpan.FromDays(30);

    /// <summary>The session's random code, as its cookie has it.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Whose it was.</summary>
    public long SubscriberId { get; internal init; }

    /// <summary>UTC.</summary>
    public DateTime EndedAt { get; internal init; }

    private sealed class Mapping : IEntityTypeConfiguration<EndedSession>
    {
        public void Configure(EntityTypeBuilder<EndedSession> session)
        {
            session.ToTable("EndedSessions");
            session.Property(row => row.Id).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            session.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(row => row.EndedAt);
        }
    }
}
