using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>How many follow an account.</summary>
/// <param name="Now">Following now.</param>
/// <param name="NewThisWeek">Of these, begun in the last seven days.</param>
/// <param name="LeftThisWeek">Gone in the last seven days.</param>
public sealed record FollowerCount(long Now, int NewThisWeek, int LeftThisWeek);

/// <summary>Counts followers for those who may see the numbers.</summary>
public sealed class FollowerCounts(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>One account's followers, or null when the actor may not see it.</summary>
    public async Task<FollowerCount?> Of(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.InsightsView, cancel) is not { } account) return null;
        var weekAgo = clock.UtcNow.AddDays(-7);
        var followings = db.Followings.Where(row => row.AccountId == account.Id);
        return new(
            account.FollowerCount,
            await followings.CountAsync(row => row.UnfollowedAt == null && row.FollowedAt >= weekAgo, cancel),
            await followings.CountAsync(row => row.UnfollowedAt >= weekAgo, cancel));
    }
}
