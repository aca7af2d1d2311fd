using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>An account that a subscriber follows.</summary>
/// <param name="Card">The account.</param>
/// <param name="FollowedAt">UTC.</param>
public sealed record FollowedAccount(AccountCard Card, DateTime FollowedAt);

/// <summary>Following and unfollowing. Both may be asked for twice, from two tabs or by a double click, and happen once.</summary>
public sealed class FollowOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, TimeProvider clock)
{
    /// <summary>Followed accounts in one part of the list.</summary>
    public const int PageSize = 50;

    /// <summary>Rows asked for by one statement: below what either engine takes as parameters.</summary>
    internal const int Together = 500;

    /// <summary>Begins to follow.</summary>
    /// <returns>False when the person may not, coming this way, or when there is no such account.</returns>
    public async Task<bool> Follow(long subscriberId, string appId, WayIn way, CancellationToken cancel = default)
    {
        try
        {
            return await FollowAll([subscriberId], appId, way, cancel) == 1;
        }
        catch (DbUpdateException)
        {
            // The same request at the same moment won. Looking again finds what it wrote.
            return await FollowAll([subscriberId], appId, way, cancel) == 1;
        }
    }

    /// <summary>The same for many people who come the same way, in one transaction; who may not is left out. Each begins at the moment at which the sequence hands them out.</summary>
    /// <returns>How many of them follow now.</returns>
    public Task<int> FollowAll(IEnumerable<long> subscriberIds, string appId, WayIn way, CancellationToken cancel = default) =>
        Wholly(db => Follow(db, subscriberIds, appId, way, cancel), cancel);

    /// <summary>Stops following. Everybody may leave, whatever has become of the account; who does not follow is left as they are.</summary>
    public async Task Unfollow(long subscriberId, string appId, CancellationToken cancel = default)
    {
        try
        {
            await Wholly(db => Unfollow(db, subscriberId, appId, cancel), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The same request at the same moment won: it is ended, and counted once.
        }
    }

    /// <summary>What the person follows, the newest first; accounts that are gone are left out.</summary>
    /// <param name="subscriberId">The person.</param>
    /// <param name="after">AppID of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<FollowedAccount>> Followed(long subscriberId, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var standings = Visibility.StandingsFor(edition, follows: true, WayIn.Link, Act.View);
        var (followings, accounts) = (db.Followings, db.OfficialAccounts);
        var followed =
            from following in followings
            join account in accounts on following.AccountId equals account.Id
            where following.SubscriberId == subscriberId && following.UnfollowedAt == null && standings.Contains(account.Standing)
            select new { Following = following, Account = account };
        if (after is not null && await followed.Where(row => row.Account.AppId == after)
                .Select(row => new { row.Following.FollowedAt, row.Following.AccountId }).SingleOrDefaultAsync(cancel) is { } last)
        {
            followed = followed.Where(row => row.Following.FollowedAt < last.FollowedAt
                || (row.Following.FollowedAt == last.FollowedAt && row.Following.AccountId < last.AccountId));
        }

        var rows = await followed.OrderByDescending(row => row.Following.FollowedAt).ThenByDescending(row => row.Following.AccountId).Take(PageSize + 1)
            .Select(row => new FollowedAccount(
                new AccountCard(row.Account.AppId, row.Account.Name, row.Account.Introduction, row.Account.AvatarCode, row.Account.Standing),
                row.Following.FollowedAt))
            .ToListAsync(cancel);
        return rows.Count > PageSize ? new(rows[..PageSize], rows[PageSize - 1].Card.AppId) : new(rows, null);
    }

    /// <summary>Changes whenever the person begins or ends to follow or to mute something: by it an open page knows that its list is old.</summary>
    public async Task<string> Mark(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var all = await db.Followings.Where(row => row.SubscriberId == subscriberId && row.UnfollowedAt == null).GroupBy(row => row.SubscriberId)
            .Select(rows => new { Count = rows.Count(), Newest = rows.Max(row => row.FollowedAt), Muted = rows.Count(row => row.MutedAt != null), MutedLast = rows.Max(row => row.MutedAt) })
            .SingleOrDefaultAsync(cancel);
        return all is null ? "" : $"{all.Count:x}-{all.Newest.Ticks:x}-{all.Muted:x}-{all.MutedLast?.Ticks:x}";
    }

    private async Task<int> Follow(PortalDb db, IEnumerable<long> subscriberIds, string appId, WayIn way, CancellationToken cancel)
    {
        var account = await db.OfficialAccounts.AsNoTracking().Where(row => row.AppId == appId).Select(row => new { row.Id, row.Standing }).SingleOrDefaultAsync(cancel);
        if (account is null)
            return 0;
        var (follow, begun) = (0, new List<DateTime>());
        foreach (var part in subscriberIds.Select(id => (Id: id, At: clock.UtcNow)).Chunk(Together))
        {
            var ids = part.Select(one => one.Id).ToList();
            var known = await db.Followings.Where(row => row.AccountId == account.Id && ids.Contains(row.SubscriberId)).ToDictionaryAsync(row => row.SubscriberId, cancel);
            foreach (var (id, at) in part)
            {
                var following = known.GetValueOrDefault(id);
                var follows = following is { Follows: true };
                if (!Visibility.DecideForOwnPeople(edition, account.Standing, follows, way, Act.Follow).Allowed)
                    continue;
                follow++;
                if (follows)
                    continue;
                if (following is null)
                    db.Add(known[id] = Following.Begin(account.Id, id, SceneOf(way), at));
                else
                    following.Resume(SceneOf(way), at);
                begun.Add(at);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        if (begun.Count > 0)
            await FollowerHour.Count(db, account.Id, SceneOf(way), begun, [], cancel);
        return follow;
    }

    /// <summary>Who leaves for good follows nothing any more. The rows stay, with OpenIDs that lead to nobody: the accounts count by them.</summary>
    public static Leaving Leaving => new(
        UnfollowAll,
        new("Your name, picture, number and place, the list of your devices, and all that you follow, with what accounts have noted about you.", "昵称、头像、手机号、所在地、登录设备，以及关注的公众号和它们为你添加的标签。"),
        new("How many followed an account and when: your part of these numbers stays, under an ID that leads to nobody.", "公众号的关注统计：数字会保留，对应的编号不再指向任何人。"));

    private static async Task UnfollowAll(PortalDb db, long subscriberId, DateTime now, CancellationToken cancel)
    {
        foreach (var following in await db.Followings.Where(row => row.SubscriberId == subscriberId && row.UnfollowedAt == null).ToListAsync(cancel))
            await End(db, following, now, cancel);
    }

    private async Task<bool> Unfollow(PortalDb db, long subscriberId, string appId, CancellationToken cancel)
    {
        var accounts = db.OfficialAccounts;
        var following = await db.Followings.SingleOrDefaultAsync(row => row.SubscriberId == subscriberId && row.UnfollowedAt == null
            && accounts.Any(account => account.Id == row.AccountId && account.AppId == appId), cancel);
        if (following is null)
            return false;
        await End(db, following, clock.UtcNow, cancel);
        return true;
    }

    private static async Task End(PortalDb db, Following following, DateTime now, CancellationToken cancel)
    {
        following.End(now);
        await db.SaveChangesAsync(cancel);
        // After it, so that a tag which is put on at this moment is there to be taken off.
        await TagOperations.Leave(db, following.AccountId, following.SubscriberId, cancel);
        await FollowerHour.Count(db, following.AccountId, following.Scene, [], [now], cancel);
    }

    private async Task<T> Wholly<T>(Func<PortalDb, Task<T>> work, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () => (await work(db), true), cancel);
    }

    private static FollowScene SceneOf(WayIn way) => way switch
    {
        WayIn.Search => FollowScene.Search,
        WayIn.QrCode => FollowScene.QrCode,
        WayIn.Link => FollowScene.Link,
        _ => FollowScene.Campaign,
    };
}
