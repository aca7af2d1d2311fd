using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.People;

/// <summary>
/// Who holds a platform permission, as the database has it now. What a circuit remembers of its person may be half a minute old, which is
/// long enough for somebody whose role was taken away to give it back to themselves.
/// </summary>
public static class PlatformRights
{
    extension(PortalDb db)
    {
        /// <summary>The ids of all whose platform roles bring the permission.</summary>
        public IQueryable<string> HoldersOf(string permission)
        {
            // An extension property cannot stand inside a query's expression, a local can.
            var (held, roles, bringing) = (db.UserRoles, db.Roles, Permissions.PlatformRolesWith(permission));
            return held.Join(roles, one => one.RoleId, role => role.Id, (one, role) => new { one.UserId, role.Name })
                .Where(one => bringing.Contains(one.Name!)).Select(one => one.UserId);
        }

        /// <summary>Does the actor hold it? The platform itself may everything.</summary>
        public async Task<bool> Holds(Person actor, string permission, CancellationToken cancel = default) =>
            actor == Person.System || await db.HoldersOf(permission).AnyAsync(holder => holder == actor.UserId, cancel);
    }
}
