using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// How many people began and ended to follow an account in an hour, by the way they had come. A following keeps its last follow alone,
/// and with millions of them no chart can count them: so the history is counted as it happens.
/// </summary>
public sealed class FollowerHour
{
    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>Beginning of the hour, UTC.</summary>
    public DateTime Hour { get; init; }

    /// <summary>By which way they came; of those who left, by which they had come.</summary>
    public FollowScene Scene { get; init; }

    /// <summary>How many began.</summary>
    public long Followed { get; private set; }

    /// <summary>How many ended.</summary>
    public long Left { get; private set; }

    /// <summary>
    /// Adds to an account's followers and to their history, inside the caller's transaction. The account's row comes first: its lock keeps
    /// two writers from both inserting the hour, or adding to the same number. Its version is left alone, since nobody edited it.
    /// </summary>
    internal static async Task Count(PortalDb db, long accountId, FollowScene scene, IEnumerable<DateTime> followed, IEnumerable<DateTime> left, CancellationToken cancel)
    {
        var hours = followed.Select(at => (Hour: HourOf(at), Began: 1L, Ended: 0L)).Concat(left.Select(at => (Hour: HourOf(at), Began: 0L, Ended: 1L)))
            .GroupBy(one => one.Hour).Select(group => (Hour: group.Key, Began: group.Sum(one => one.Began), Ended: group.Sum(one => one.Ended))).ToList();
        var change = hours.Sum(hour => hour.Began - hour.Ended);
        await db.OfficialAccounts.Where(row => row.Id == accountId)
            .ExecuteUpdateAsync(row => row.SetProperty(account => account.FollowerCount, account => account.FollowerCount + change), cancel);
        foreach (var part in hours.Chunk(FollowOperations.Together))
        {
            var times = part.Select(one => one.Hour).ToList();
            var known = await db.FollowerHours.Where(row => row.AccountId == accountId && row.Scene == scene && times.Contains(row.Hour)).ToDictionaryAsync(row => row.Hour, cancel);
            foreach (var (hour, began, ended) in part)
            {
                var counted = known.GetValueOrDefault(hour) ?? db.Add(new FollowerHour { AccountId = accountId, Hour = hour, Scene = scene }).Entity;
                counted.Followed += began;
                counted.Left += ended;
            }

            await db.SaveChangesAsync(cancel);
        }
    }

    private static DateTime HourOf(DateTime at) => new(at.Year, at.Month, at.Day, at.Hour, 0, 0, DateTimeKind.Utc);

    private sealed class Mapping : IEntityTypeConfiguration<FollowerHour>
    {
        public void Configure(EntityTypeBuilder<FollowerHour> hour)
        {
            hour.ToTable("FollowerHours");
            hour.HasKey(row => new { row.AccountId, row.Hour, row.Scene });
            hour.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
