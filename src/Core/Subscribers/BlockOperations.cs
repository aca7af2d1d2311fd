using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>An account's list of people to whom nothing of it is sent (黑名单).</summary>
public sealed class BlockOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Blocks somebody, or lets them back in. False when the actor may not, or when nobody of that id ever followed.</summary>
    public async Task<bool> Set(Person actor, string appId, string openId, bool blocked, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account
            || await db.Followings.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.OpenId == openId, cancel) is not { } following)
            return false;
        if (following.Blocked == blocked) return true;
        following.Blocked = blocked;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, blocked ? "follower.blocked" : "follower.unblocked", openId, appId));
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
