using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// A browser in which a subscriber signed in, for the list of their devices. It is for the eye alone: whether a session holds is decided by
/// the stamp and by <see cref="EndedSession"/>.
/// </summary>
public sealed class Device
{
    /// <summary>Devices of one person that are kept; the ones not seen for longest end first.</summary>
    public const int Most = 20;

    /// <summary>How exactly <see cref="SeenAt"/> is kept: a write for each request would be one for each picture.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    /// <summary>The session's random code, as its cookie has it.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Whose it is.</summary>
    public long SubscriberId { get; internal init; }

    /// <summary>Browser and system as far as it told them; empty when it told nothing.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>UTC of the sign-in.</summary>
    public DateTime BegunAt { get; internal init; }

    /// <summary>UTC, exact to <see cref="SeenEvery"/>.</summary>
    public DateTime SeenAt { get; internal init; }

    private sealed class Mapping : IEntityTypeConfiguration<Device>
    {
        public void Configure(EntityTypeBuilder<Device> device)
        {
            device.ToTable("Devices");
            device.Property(row => row.Id).HasMaxLength(Ids.CodeLength).IsUnicode(false);
            device.Property(row => row.Name).HasMaxLength(PersonSession.DeviceMax);
            device.HasOne<Subscriber>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Cascade);
            device.HasIndex(row => new { row.SubscriberId, row.SeenAt });
        }
    }
}
