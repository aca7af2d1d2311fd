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

/// <summary>How subscribers come upon accounts: by search, by link, by QR code. <see cref="Visibility"/> decides each time.</summary>
public sealed class DirectoryOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition)
{
    /// <summary>Longest search text, in characters.</summary>
    public const int TermMax = 40;

    /// <summary>Results in one answer.</summary>
    public const int PageSize = 20;

    /// <summary>
    /// Searches accounts by name, handle and introduction: the name itself first, then names that begin with it, then names and at last
    /// introductions that hold it.
    /// </summary>
    /// <param name="term">As typed; at most <see cref="TermMax"/> characters of it count. Nothing finds nothing.</param>
    /// <param name="after">AppID of the last result seen; null for the first answer.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<AccountCard>> Search(string? term, string? after = null, CancellationToken cancel = default)
    {
        var typed = (term ?? "").Trim();
        if (typed.Length > TermMax)
            typed = typed[..TermMax];
        var key = Folded(typed);
        if (key.Length == 0)
            return new([], null);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var standings = Visibility.SearchableStandings(edition);
        var (inIntroduction, handle) = (Pattern(typed), typed.ToLowerInvariant());
        var found = db.OfficialAccounts.AsNoTracking()
            .Where(account => standings.Contains(account.Standing))
            .Where(account => account.NameKey.Contains(key) || account.OriginalId == handle || EF.Functions.Like(account.Introduction, inIntroduction, "\\"))
            .Select(account => new
            {
                Account = account,
                Rank = account.NameKey == key || account.OriginalId == handle ? 0 : account.NameKey.StartsWith(key) ? 1 : account.NameKey.Contains(key) ? 2 : 3,
            });
        // The last one seen gives the place to go on from; an account that is no longer found begins anew.
        if (after is not null && await found.Where(row => row.Account.AppId == after).Select(row => new { row.Rank, row.Account.NameKey }).SingleOrDefaultAsync(cancel) is { } last)
            found = found.Where(row => row.Rank > last.Rank || (row.Rank == last.Rank && row.Account.NameKey.CompareTo(last.NameKey) > 0));
        var rows = await found.OrderBy(row => row.Rank).ThenBy(row => row.Account.NameKey).Take(PageSize + 1)
            .Select(row => new AccountCard(row.Account.AppId, row.Account.Name, row.Account.Introduction, row.Account.AvatarCode, row.Account.Standing))
            .ToListAsync(cancel);
        return rows.Count > PageSize ? new(rows[..PageSize], rows[PageSize - 1].AppId) : new(rows, null);
    }

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

    // Text that cannot be a part of any name, an unpaired half of an emoji for instance, finds nothing instead of failing.
    private static string Folded(string typed)
    {
        try
        {
            return AccountName.KeyOf(typed);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static string Pattern(string typed) =>
        $"%{typed.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace("[", "\\[")}%";
}
