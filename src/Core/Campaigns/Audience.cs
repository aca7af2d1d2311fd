using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>Who a campaign of an account reaches if it is launched now, who not, and why not.</summary>
/// <param name="Launchable">May the account run a campaign at all, and by which rule?</param>
/// <param name="Reached">Followers who will receive it.</param>
/// <param name="Blocked">Followers whom the account has blocked.</param>
/// <param name="Newcomers">People who do not follow and come by its link or QR code: may they read and join?</param>
/// <param name="OtherEdition">People of the other portal: never, and they are never counted either.</param>
public sealed record Audience(Verdict Launchable, long Reached, long Blocked, Verdict Newcomers, Verdict OtherEdition)
{
    /// <summary>Counts and explains.</summary>
    public static async Task<Audience> Of(PortalDb db, OfficialAccount account, EditionPolicy edition, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(edition);
        // The editor asks at every opening: millions of followers stand in one number, and only the few who are blocked are counted.
        var blocked = (await db.Database.SqlQueryRaw<long>(DeliverySql.Blocked(db.Database.IsSqlite()), account.Id).ToListAsync(cancel))[0];
        return new(
            Visibility.DecideForOwnPeople(edition, account.Standing, follows: true, WayIn.Campaign, Act.Join),
            account.FollowerCount - blocked,
            blocked,
            Visibility.DecideForOwnPeople(edition, account.Standing, follows: false, WayIn.Campaign, Act.Join),
            Visibility.Decide(edition, account.Standing, edition.Counterpart.Edition, follows: false, WayIn.Campaign, Act.Join));
    }
}
