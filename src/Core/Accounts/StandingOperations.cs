using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What the platform itself does to an account's standing: stopping it, and taking back a badge whose time is over.</summary>
public sealed class StandingOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    // Accounts in one save; what is left comes in the next.
    private const int Round = 100;

    /// <summary>Stops an account. False when the actor may not, or when there is nothing to stop.</summary>
    public async Task<bool> Suspend(Person actor, string appId, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.PlatformAdminister, cancel)) return false;
        if (await db.OfficialAccounts.SingleOrDefaultAsync(row => row.AppId == appId, cancel) is not { } account) return false;
        var before = account.Standing;
        account.Suspend();
        if (account.Standing == before) return false;
        account.Version = Guid.NewGuid();
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "account.suspended", appId, appId));
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Takes the badge from the next accounts whose verification is over, a hundred at most.</summary>
    /// <returns>How many; 0 when there are no more, or when one was changed by somebody else in this moment: the next round looks again.</returns>
    public async Task<int> ExpireOver(CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var over = await db.OfficialAccounts.Where(row => row.Standing == AccountStanding.Verified && row.VerifiedUntil <= now)
            .OrderBy(row => row.VerifiedUntil).Take(Round).ToListAsync(cancel);
        foreach (var account in over)
        {
            account.Expire(now);
            account.Version = Guid.NewGuid();
            db.Record(new AuditFact(now, Person.System.UserId, "account.verification-expired", account.AppId, account.AppId));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return over.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            return 0;
        }
    }
}
