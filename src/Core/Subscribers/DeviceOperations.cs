using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>A device as its owner sees it in the list.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">Browser and system; empty when it told nothing.</param>
/// <param name="BegunAt">UTC of the sign-in.</param>
/// <param name="SeenAt">UTC, exact to <see cref="Device.SeenEvery"/>.</param>
public sealed record DeviceRow(string Id, string Name, DateTime BegunAt, DateTime SeenAt);

/// <summary>The browsers in which subscribers are signed in.</summary>
public sealed class DeviceOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Writes down that a session begins.</summary>
    /// <param name="me">Whose.</param>
    /// <param name="sessionId">The session's code, as its cookie has it.</param>
    /// <param name="name">Of the browser.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Begin(long me, string sessionId, string name, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        db.Add(new Device { Id = sessionId, SubscriberId = me, Name = name.Length > PersonSession.DeviceMax ? name[..PersonSession.DeviceMax] : name, BegunAt = now, SeenAt = now });
        await db.SaveChangesAsync(cancel);
        var old = await Open(db, me, now).Skip(Device.Most).Select(row => row.Id).Take(Device.Most).ToListAsync(cancel);
        foreach (var one in old)
            await End(me, one, cancel);
    }

    /// <summary>Has the subscriber ended this browser's session? When not, it is seen at this moment.</summary>
    public async Task<bool> IsEnded(long me, string sessionId, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (ended, devices) = (db.Set<EndedSession>(), db.Devices);
        var found = await db.Subscribers.Where(row => row.Id == me)
            .Select(row => new { Ended = ended.Any(one => one.Id == sessionId), SeenAt = devices.Where(one => one.Id == sessionId).Select(one => (DateTime?)one.SeenAt).FirstOrDefault() })
            .SingleOrDefaultAsync(cancel);
        if (found is null or { Ended: true })
            return true;
        if (found.SeenAt + Device.SeenEvery <= now)
            await devices.Where(row => row.Id == sessionId).ExecuteUpdateAsync(row => row.SetProperty(one => one.SeenAt, now), cancel);
        return false;
    }

    /// <summary>The person's devices, the one seen last first.</summary>
    public async Task<IReadOnlyList<DeviceRow>> List(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Open(db, me, clock.UtcNow).Take(Device.Most).Select(row => new DeviceRow(row.Id, row.Name, row.BegunAt, row.SeenAt)).ToListAsync(cancel);
    }

    /// <summary>Ends a session of the person, wherever copies of its cookie lie; said twice, it is done once. Another person's is left as it is.</summary>
    public async Task End(long me, string sessionId, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(sessionId))
            return;
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.Devices.AnyAsync(row => row.Id == sessionId && row.SubscriberId != me, cancel))
            return;
        try
        {
            await db.InTransaction(async () =>
            {
                await db.Devices.Where(row => row.Id == sessionId).ExecuteDeleteAsync(cancel);
                db.Add(new EndedSession { Id = sessionId, SubscriberId = me, EndedAt = now });
                await db.SaveChangesAsync(cancel);
                return (true, true);
            }, cancel);
        }
        catch (DbUpdateException)
        {
            // A second press, or a second tab: it is ended already. Anything else is a fault and stays one.
            if (!await IsEnded(me, sessionId, cancel))
                throw;
        }

        var over = now - EndedSession.CookieLife;
        await db.Set<EndedSession>().Where(row => row.EndedAt < over).ExecuteDeleteAsync(cancel);
        await db.Devices.Where(row => row.SubscriberId == me && row.SeenAt < over).ExecuteDeleteAsync(cancel);
    }

    // A cookie that was not used for so long is dead by itself.
    private static IQueryable<Device> Open(PortalDb db, long me, DateTime now)
    {
        var over = now - EndedSession.CookieLife;
        return db.Devices.AsNoTracking().Where(row => row.SubscriberId == me && row.SeenAt >= over).OrderByDescending(row => row.SeenAt).ThenBy(row => row.Id);
    }
}
