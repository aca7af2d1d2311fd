using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>An account in a list.</summary>
/// <param name="AppId">Its public id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Introduction">Its own words.</param>
/// <param name="AvatarCode">Its picture in the media store; null shows the first letter.</param>
/// <param name="Standing">Where it stands; <see cref="AccountStanding.Verified"/> carries the badge.</param>
public sealed record AccountCard(string AppId, string Name, string Introduction, string? AvatarCode, AccountStanding Standing);

/// <summary>An account as a subscriber sees it.</summary>
/// <param name="Card">What lists show too.</param>
/// <param name="Type">Subscription or service account.</param>
/// <param name="Handle">The original id, by which it can be searched for.</param>
/// <param name="Followers">How many follow it.</param>
/// <param name="FollowedAt">UTC since when this person follows; null when they do not.</param>
/// <param name="QrTicket">What its QR code names it by.</param>
/// <param name="MayFollow">May somebody who does not follow yet begin to, coming this way? When not, who leaves does not find back.</param>
public sealed record PublicProfile(AccountCard Card, AccountType Type, string Handle, long Followers, DateTime? FollowedAt, string QrTicket, bool MayFollow);

/// <summary>A part of a list, and where the next one begins.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">What to ask for to go on; null at the end.</param>
public sealed record Slice<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How subscribers come upon one account: by link, by QR code, from a list. <see cref="Visibility"/> decides each time.</summary>
public sealed class DirectoryOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition)
{
    /// <summary>The account with that AppID, if this person may see it coming this way; null otherwise, whether or not it exists.</summary>
    public async Task<PublicProfile?> ByAppId(long subscriberId, string appId, WayIn way, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await View(db, db.OfficialAccounts.Where(account => account.AppId == appId), subscriberId, way, cancel);
    }

    /// <summary>The account whose QR code holds that ticket, by the same rule.</summary>
    public async Task<PublicProfile?> ByTicket(long subscriberId, string ticket, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await View(db, db.OfficialAccounts.Where(account => account.QrTicket == ticket), subscriberId, WayIn.QrCode, cancel);
    }

    private async Task<PublicProfile?> View(PortalDb db, IQueryable<OfficialAccount> accounts, long subscriberId, WayIn way, CancellationToken cancel)
    {
        var followings = db.Followings;
        var row = await accounts.AsNoTracking()
            .Select(account => new
            {
                Card = new AccountCard(account.AppId, account.Name, account.Introduction, account.AvatarCode, account.Standing),
                account.Type,
                account.OriginalId,
                account.FollowerCount,
                account.QrTicket,
                FollowedAt = followings.Where(one => one.AccountId == account.Id && one.SubscriberId == subscriberId && one.UnfollowedAt == null)
                    .Select(one => (DateTime?)one.FollowedAt).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (row is null)
            return null;
        // However a follower came here: what they follow stays theirs to look at, and to leave.
        var follows = row.FollowedAt is not null;
        if (!Visibility.DecideForOwnPeople(edition, row.Card.Standing, follows, follows ? WayIn.Link : way, Act.View).Allowed)
            return null;
        // Who leaves may come back by the account's own link, if by no other way.
        return new(row.Card, row.Type, row.OriginalId, row.FollowerCount, row.FollowedAt, row.QrTicket,
            Visibility.DecideForOwnPeople(edition, row.Card.Standing, follows: false, follows ? WayIn.Link : way, Act.Follow).Allowed);
    }
}
