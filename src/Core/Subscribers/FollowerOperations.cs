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
/// <param name="Region">Where they say they live, one of <see cref="LivingPlaces"/>; the country of their number when they said nothing.</param>
/// <param name="Blocked">Follows, and receives nothing.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
public sealed record FollowerRow(string OpenId, string Nickname, DateTime FollowedAt, FollowScene Scene, string Region, bool Blocked, string? PictureCode)
{
    /// <summary>The tags they carry, by name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A part of an account's followers.</summary>
/// <param name="AccountName">Whose followers they are.</param>
/// <param name="TimeZone">IANA name of the account's clock.</param>
/// <param name="Total">How many follow the account.</param>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">OpenID to ask for to go on; null at the end.</param>
/// <param name="MayManage">May the actor block and tag followers?</param>
public sealed record FollowerList(string AccountName, string TimeZone, long Total, IReadOnlyList<FollowerRow> Rows, string? Next, bool MayManage);

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
    /// <param name="tag">Only who carries the tag of this number; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when there is no such account or the actor may not see its followers.</returns>
    public async Task<FollowerList?> List(
        Person actor, string appId, string? nickname = null, int size = 20, string? after = null, int? tag = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.InsightsView, cancel) is not { } account)
            return null;
        var take = PageSizes.Contains(size) ? size : PageSizes[0];
        var (followings, subscribers, tags, taggings) = (db.Followings, db.Subscribers, db.FollowerTags, db.FollowerTaggings);
        // A tag's rows know when their people began to follow: else all followers would be looked at for the few who carry it.
        var places = tag is { } number
            ? from row in tags.Where(row => row.AccountId == account.Id && row.Number == number)
              join tagging in taggings on row.Id equals tagging.TagId
              select new { tagging.AccountId, tagging.SubscriberId, tagging.FollowedAt }
            : from following in followings.Where(row => row.AccountId == account.Id && row.UnfollowedAt == null)
              select new { following.AccountId, following.SubscriberId, following.FollowedAt };
        // Asked for within the account: an OpenID of another one leads nowhere and begins anew.
        if (after is not null && await followings.Where(row => row.AccountId == account.Id && row.OpenId == after)
                .Select(row => new { row.FollowedAt, row.SubscriberId }).SingleOrDefaultAsync(cancel) is { } last)
        {
            places = places.Where(row => row.FollowedAt < last.FollowedAt || (row.FollowedAt == last.FollowedAt && row.SubscriberId < last.SubscriberId));
        }

        var rows =
            from place in places
            join following in followings on new { place.AccountId, place.SubscriberId } equals new { following.AccountId, following.SubscriberId }
            join subscriber in subscribers on place.SubscriberId equals subscriber.Id
            where following.UnfollowedAt == null
            select new { Place = place, Following = following, subscriber.Nickname, subscriber.PictureCode, Region = subscriber.Place ?? subscriber.Region };
        if (nickname?.Trim() is { Length: > 0 } prefix)
        {
            prefix = prefix.Length > Subscriber.NicknameMax ? prefix[..Subscriber.NicknameMax] : prefix;
            rows = rows.Where(row => row.Nickname.StartsWith(prefix));
        }

        var found = await rows.OrderByDescending(row => row.Place.FollowedAt).ThenByDescending(row => row.Place.SubscriberId).Take(take + 1)
            .Select(row => new
            {
                row.Place.SubscriberId,
                Row = new FollowerRow(row.Following.OpenId, row.Nickname, row.Following.FollowedAt, row.Following.Scene, row.Region, row.Following.Blocked, row.PictureCode),
            })
            .ToListAsync(cancel);
        var (more, people) = (found.Count > take, found.Take(take).Select(row => row.SubscriberId).ToList());
        var carried = await (from tagging in taggings.Where(row => row.AccountId == account.Id && people.Contains(row.SubscriberId))
                             join row in tags on tagging.TagId equals row.Id
                             orderby row.NameKey
                             select new { tagging.SubscriberId, row.Name }).ToListAsync(cancel);
        var tagsOf = carried.ToLookup(row => row.SubscriberId, row => row.Name);
        var shown = found.Take(take).Select(row => row.Row with { Tags = [.. tagsOf[row.SubscriberId]] }).ToList();
        var mayManage = await db.AccountsOf(actor, Permissions.AccountSettings).AnyAsync(row => row.Id == account.Id, cancel);
        return new(account.Name, account.TimeZone, account.FollowerCount, shown, more ? shown[^1].OpenId : null, mayManage);
    }
}
