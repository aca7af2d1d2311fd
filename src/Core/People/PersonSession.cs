using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>One browser in which a person signed in. Its cookie is good only as long as this row is not ended.</summary>
public sealed class PersonSession
{
    /// <summary>The claim that carries <see cref="Id"/>.</summary>
    public const string Claim = "session_id";

    /// <summary>Longest description of a device.</summary>
    public const int DeviceMax = 80;

    /// <summary>Sessions that one person may have open; the ones not seen for longest end first.</summary>
    public const int MaxOpen = 50;

    /// <summary>How long a browser may stay away before its session is over; the cookie lives as long.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromDays(14);

    /// <summary>The same for people with a platform role: who may decide and appoint signs in each working day.</summary>
    public static readonly TimeSpan StaffIdleMax = TimeSpan.FromHours(12);

    /// <summary>How long a proof of who one is counts when a new way in is added.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    /// <summary>How exactly <see cref="LastSeenAt"/> is kept: a write for each request would be one write for each picture.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Random code.</summary>
    public string Id { get; internal init; } = Ids.Code();

    /// <summary>Whose it is.</summary>
    public string UserId { get; internal init; } = "";

    /// <summary>Browser and system as far as it told them, <c>Chrome · Windows</c>; empty when it told nothing.</summary>
    public string Device { get; internal init; } = "";

    /// <summary>UTC of the sign-in.</summary>
    public DateTime StartedAt { get; internal init; }

    /// <summary>UTC of the sign-in, or of the password typed once more since.</summary>
    public DateTime ProvenAt { get; internal init; }

    /// <summary>UTC, exact to <see cref="SeenEvery"/>.</summary>
    public DateTime LastSeenAt { get; internal init; }

    /// <summary>UTC of the sign-out, here or from another browser.</summary>
    public DateTime? EndedAt { get; internal init; }

    private sealed class Mapping : IEntityTypeConfiguration<PersonSession>
    {
        public void Configure(EntityTypeBuilder<PersonSession> session)
        {
            session.ToTable("PersonSessions");
            session.Property(row => row.Id).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            session.Property(row => row.Device).HasMaxLength(DeviceMax);
            session.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(row => new { row.UserId, row.EndedAt });
        }
    }
}
