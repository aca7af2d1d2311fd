using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>Somebody with a platform role.</summary>
public sealed record StaffRow(string UserId, string Name, string Email, string Role);

/// <summary>What became of an appointment or its withdrawal.</summary>
public enum StaffChange
{
    /// <summary>It is so now.</summary>
    Done,

    /// <summary>It was so before.</summary>
    Nothing,

    /// <summary>Nobody with a confirmed address like this.</summary>
    NoSuchPerson,

    /// <summary>No such role, or the actor may not.</summary>
    Missing,

    /// <summary>The platform would be left without an administrator.</summary>
    LastAdministrator,
}

/// <summary>
/// The platform's own staff. A change works at once: the person's security stamp changes with it, so every cookie and circuit that still
/// says the old thing ends.
/// </summary>
public sealed class StaffOperations(IDbContextFactory<PortalDb> dbs, ILookupNormalizer names, TimeProvider clock)
{
    /// <summary>More staff than one list holds is not what this platform is.</summary>
    public const int Shown = 500;

    /// <summary>Everybody with a platform role, by name; one row for each role. Empty for those who may not see it.</summary>
    public async Task<IReadOnlyList<StaffRow>> List(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!await db.Holds(actor, Permissions.PlatformAdminister, cancel))
            return [];
        return await (from held in db.UserRoles
                      join role in db.Roles on held.RoleId equals role.Id
                      join user in db.Users on held.UserId equals user.Id
                      orderby user.DisplayName, user.Id, role.Name
                      select new StaffRow(user.Id, user.DisplayName, user.Email!, role.Name!)).Take(Shown).ToListAsync(cancel);
    }

    /// <summary>Gives somebody a platform role, by their sign-in address.</summary>
    public async Task<StaffChange> Appoint(Person actor, string email, string role, CancellationToken cancel = default)
    {
        var wanted = names.NormalizeEmail(email.Trim());
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!PlatformRoles.All.Contains(role) || !await db.Holds(actor, Permissions.PlatformAdminister, cancel))
            return StaffChange.Missing;
        var user = await db.Users.SingleOrDefaultAsync(row => row.NormalizedEmail == wanted && row.EmailConfirmed, cancel);
        if (user is null)
            return StaffChange.NoSuchPerson;
        var roleId = await RoleId(db, role, cancel);
        if (await db.UserRoles.AnyAsync(row => row.UserId == user.Id && row.RoleId == roleId, cancel))
            return StaffChange.Nothing;
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = roleId });
        await Save(db, actor, user, "staff.appointed", role, cancel);
        return StaffChange.Done;
    }

    /// <summary>Takes a platform role away. The last administrator stays: nobody could appoint another.</summary>
    public async Task<StaffChange> Withdraw(Person actor, string userId, string role, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable, so that two administrators who withdraw each other do not both find that another one is left.
        return await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (!await db.Holds(actor, Permissions.PlatformAdminister, cancel))
                return (StaffChange.Missing, false);
            var roleId = await db.Roles.Where(row => row.Name == role).Select(row => row.Id).SingleOrDefaultAsync(cancel);
            var user = await db.Users.SingleOrDefaultAsync(row => row.Id == userId, cancel);
            var held = await db.UserRoles.SingleOrDefaultAsync(row => row.UserId == userId && row.RoleId == roleId, cancel);
            if (user is null || held is null)
                return (StaffChange.Nothing, false);
            if (role == PlatformRoles.Administrator && !await db.UserRoles.AnyAsync(row => row.RoleId == roleId && row.UserId != userId, cancel))
                return (StaffChange.LastAdministrator, false);
            db.UserRoles.Remove(held);
            await Save(db, actor, user, "staff.withdrawn", role, cancel);
            return (StaffChange.Done, true);
        }, cancel);
    }

    // The roles are made when they are first given: there is no row that a migration would have to bring.
    private async Task<string> RoleId(PortalDb db, string name, CancellationToken cancel)
    {
        if (await db.Roles.Where(row => row.Name == name).Select(row => row.Id).SingleOrDefaultAsync(cancel) is { } id)
            return id;
        var role = new IdentityRole(name) { NormalizedName = names.NormalizeName(name) };
        db.Roles.Add(role);
        return role.Id;
    }

    private async Task Save(PortalDb db, Person actor, PortalUser user, string action, string role, CancellationToken cancel)
    {
        user.SecurityStamp = Ids.Code();
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, action, user.Id, Detail: role));
        await db.SaveChangesAsync(cancel);
    }
}
