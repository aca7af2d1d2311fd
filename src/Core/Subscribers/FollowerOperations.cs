using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>A follower, as the brand may know them: never by phone number.</summary>
/// <param name="OpenId">The person's id for this account alone.</param>
/// <param name="Nickname">What they call themselves.</param>
/// <param name="FollowedAt">UTC of the last follow.</param>
/// <param name="Scene">How they came.</param>
/// <param name="Region">ISO 3166 code of their number.</param>
/// <param name="Blocked">Follows, and receives nothing.</param>
public sealed record FollowerRow(string OpenId, string Nickname, DateTime FollowedAt, FollowScene Scene, string Region, bool Blocked);

/// <summary>A part of an account's followers.</summary>
/// <param name="AccountName">Whose followers they are.</param>
/// <param name="TimeZone">IANA name of the account's clock.</param>
/// <param name="Total">How many follow the account.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">OpenID to ask for to go on; null at the end.</param>
/// <param name="MayBlock">May the actor block followers?</param>
public sealed record FollowerList(string AccountName, string TimeZone, long Total, IReadOnlyList<FollowerRow> Rows, string? Next, bool MayBlock);

/// <summary>An account's followers, for its brand.</summary>
public sealed class FollowerOperations(IDbContextFactory<PortalDb> dbs)
{
    /// <summary>Rows in one part that may be chosen.</summary>
    public static IReadOnlyList<int> PageSizes { get; } = [20, 50, 100];

    /// <summary>Lists followers of an account, the newest first.</summary>
    /// <param name="actor">Who asks; must hold <see cref="Permissions.InsightsView"/> there.</param>
    /// <param name="appId">The account.</param>
    /// <param name="nickname">Only nicknames that begin so; null or nothing for all.</param>
    /// <param name="size">One of <see cref="PageSizes"/>; anything else is the smallest.</param>
    /// <param name="after">OpenID of the last row seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when there is no such account or the actor may not see its followers.</returns>
    public async Task<FollowerList?> List(
        Person actor, string appId, string? nickname = null, int size = 20, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.InsightsView, cancel) is not { } account)
            return null;
        var take = PageSizes.Contains(size) ? size : PageSizes[0];
        var (followings, subscribers) = (db.Followings, db.Subscribers);
        var rows =
            from following in followings
            join subscriber in subscribers on following.SubscriberId equals subscriber.Id
            where following.AccountId == account.Id && following.UnfollowedAt == null
            select new { Following = following, subscriber.Nickname, subscriber.Region };
        if (nickname?.Trim() is { Length: > 0 } prefix)
        {
            prefix = prefix.Length > Subscriber.NicknameMax ? prefix[..Subscriber.NicknameMax] : prefix;
            rows = rows.Where(row => row.Nickname.StartsWith(prefix));
        }

        // Asked for within the account: an OpenID of another one leads nowhere and begins anew.
        if (after is not null && await followings.Where(row => row.AccountId == account.Id && row.OpenId == after)
                .Select(row => new { row.FollowedAt, row.SubscriberId }).SingleOrDefaultAsync(cancel) is { } last)
        {
            rows = rows.Where(row => row.Following.FollowedAt < last.FollowedAt
                || (row.Following.FollowedAt == last.FollowedAt && row.Following.SubscriberId < last.SubscriberId));
        }

        var found = await rows.OrderByDescending(row => row.Following.FollowedAt).ThenByDescending(row => row.Following.SubscriberId).Take(take + 1)
            .Select(row => new FollowerRow(row.Following.OpenId, row.Nickname, row.Following.FollowedAt, row.Following.Scene, row.Region, row.Following.Blocked))
            .ToListAsync(cancel);
        var mayBlock = await db.AccountsOf(actor, Permissions.AccountSettings).AnyAsync(row => row.Id == account.Id, cancel);
        return found.Count > take
            ? new(account.Name, account.TimeZone, account.FollowerCount, found[..take], found[take - 1].OpenId, mayBlock)
            : new(account.Name, account.TimeZone, account.FollowerCount, found, null, mayBlock);
    }
}
