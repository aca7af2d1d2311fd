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
        return await db.InTransaction(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account) return (false, false);
            var person = db.Followings.Where(row => row.AccountId == account.Id && row.OpenId == openId);
            // Said twice, it is done and recorded once.
            if (await person.Where(row => row.Blocked != blocked).ExecuteUpdateAsync(row => row.SetProperty(one => one.Blocked, blocked), cancel) == 0)
                return (await person.AnyAsync(cancel), false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, blocked ? "follower.blocked" : "follower.unblocked", openId, appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }
}
