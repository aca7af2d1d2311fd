using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>A session as its owner sees it in the list.</summary>
public sealed record SessionRow(string Id, string Device, DateTime StartedAt, DateTime LastSeenAt);

/// <summary>The browsers in which people are signed in.</summary>
public sealed class SessionOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Begins a session.</summary>
    /// <returns>Its id, for the cookie.</returns>
    public async Task<string> Start(string userId, string device, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var session = new PersonSession { UserId = userId, Device = Shorten(device), StartedAt = now, ProvenAt = now, LastSeenAt = now };
        db.Add(session);
        db.Record(new AuditFact(now, userId, "people.signed-in", userId));
        await db.SaveChangesAsync(cancel);

        var kept = db.Set<PersonSession>().Where(row => row.UserId == userId && row.EndedAt == null)
            .OrderByDescending(row => row.LastSeenAt).ThenByDescending(row => row.StartedAt).Take(PersonSession.MaxOpen).Select(row => row.Id);
        await db.Set<PersonSession>().Where(row => row.UserId == userId && row.EndedAt == null && !kept.Contains(row.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(end => end.EndedAt, now), cancel);
        // What is over says nothing more; each sign-in clears away its own person's.
        var over = now - PersonSession.IdleMax;
        await db.Set<PersonSession>().Where(row => row.UserId == userId && row.LastSeenAt < over).ExecuteDeleteAsync(cancel);
        return session.Id;
    }

    /// <summary>
    /// Is this session open, and is what the cookie says of the person still so? The security stamp changes with the password, the second
    /// step and the platform roles; a cookie from before such a change ends.
    /// </summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="userId">Whose it should be.</param>
    /// <param name="securityStamp">The stamp that the cookie carries.</param>
    /// <param name="touch">Does the person do something at this moment? A page that lies open asks as well, and must not keep its session alive.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<bool> IsLive(string sessionId, string userId, string? securityStamp, bool touch = true, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (users, roles) = (db.Users, db.UserRoles);
        var found = await db.Set<PersonSession>().Where(row => row.Id == sessionId && row.UserId == userId && row.EndedAt == null)
            .Join(users, row => row.UserId, user => user.Id, (row, user) => new { row.LastSeenAt, user.SecurityStamp, Staff = roles.Any(held => held.UserId == user.Id) }).FirstOrDefaultAsync(cancel);
        if (found is null || found.SecurityStamp != securityStamp || found.LastSeenAt + IdleMaxOf(found.Staff) <= now)
            return false;
        if (touch && found.LastSeenAt + PersonSession.SeenEvery <= now)
            await db.Set<PersonSession>().Where(row => row.Id == sessionId).ExecuteUpdateAsync(row => row.SetProperty(seen => seen.LastSeenAt, now), cancel);
        return true;
    }

    /// <summary>The person's open sessions, the one seen last first.</summary>
    public async Task<IReadOnlyList<SessionRow>> List(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var over = clock.UtcNow - IdleMaxOf(await db.UserRoles.AnyAsync(held => held.UserId == actor.UserId, cancel));
        return await db.Set<PersonSession>().Where(row => row.UserId == actor.UserId && row.EndedAt == null && row.LastSeenAt > over)
            .OrderByDescending(row => row.LastSeenAt).ThenBy(row => row.Id).Take(PersonSession.MaxOpen)
            .Select(row => new SessionRow(row.Id, row.Device, row.StartedAt, row.LastSeenAt)).ToListAsync(cancel);
    }

    /// <summary>Did the person prove in this browser, a moment ago, who they are?</summary>
    public async Task<bool> IsFresh(Person actor, string sessionId, CancellationToken cancel = default)
    {
        var since = clock.UtcNow - PersonSession.FreshFor;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Set<PersonSession>().AnyAsync(row => row.Id == sessionId && row.UserId == actor.UserId && row.EndedAt == null && row.ProvenAt > since, cancel);
    }

    /// <summary>They just did, by their password.</summary>
    public async Task Prove(Person actor, string sessionId, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.Set<PersonSession>().Where(row => row.Id == sessionId && row.UserId == actor.UserId)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.ProvenAt, now), cancel);
    }

    /// <summary>Ends one of the person's own sessions.</summary>
    /// <returns>Whether there was such a session.</returns>
    public Task<bool> End(Person actor, string sessionId, CancellationToken cancel = default) =>
        End(actor.UserId, row => row.Where(session => session.Id == sessionId), "session.ended", cancel);

    /// <summary>Ends all of the person's sessions.</summary>
    public Task<bool> EndAll(Person actor, CancellationToken cancel = default) => EndAll(actor.UserId, cancel);

    /// <summary>Ends all sessions of a person who proved who they are in another way: after a new password.</summary>
    public Task<bool> EndAll(string userId, CancellationToken cancel = default) => End(userId, row => row, "sessions.ended", cancel);

    /// <summary>Ends all sessions of a person but the one they sit in.</summary>
    public Task<bool> EndOthers(Person actor, string sessionId, CancellationToken cancel = default) =>
        End(actor.UserId, row => row.Where(session => session.Id != sessionId), "sessions.ended", cancel);

    private async Task<bool> End(string userId, Func<IQueryable<PersonSession>, IQueryable<PersonSession>> which, string action, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            var ended = await which(db.Set<PersonSession>().Where(row => row.UserId == userId && row.EndedAt == null))
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedAt, now), cancel);
            if (ended > 0)
                db.Record(new AuditFact(now, userId, action, userId));
            await db.SaveChangesAsync(cancel);
            return (ended > 0, true);
        }, cancel);
    }

    private static TimeSpan IdleMaxOf(bool staff) => staff ? PersonSession.StaffIdleMax : PersonSession.IdleMax;

    private static string Shorten(string device) => device.Length <= PersonSession.DeviceMax ? device : device[..PersonSession.DeviceMax];
}
