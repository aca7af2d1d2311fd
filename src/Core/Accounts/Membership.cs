using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>A person's place on an official account: the only source of rights on it.</summary>
public sealed class Membership
{
    /// <summary>The account.</summary>
    public long AccountId { get; init; }

    /// <summary>The portal user.</summary>
    public string UserId { get; init; } = "";

    /// <summary>What they are there.</summary>
    public MemberRole Role { get; init; }

    /// <summary>UTC.</summary>
    public DateTime Since { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> membership)
        {
            membership.ToTable("Memberships");
            membership.HasKey(row => new { row.AccountId, row.UserId });
            membership.HasIndex(row => row.UserId);
            membership.HasOne<OfficialAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
            membership.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The tables of official accounts, and the way to load one that asks for the right first.</summary>
public static class AccountTables
{
    extension(PortalDb db)
    {
        /// <summary>All official accounts of the portal. A console loads through <c>AccountsOf</c> instead.</summary>
        public DbSet<OfficialAccount> OfficialAccounts => db.Set<OfficialAccount>();

        /// <summary>Who is what on which account.</summary>
        public DbSet<Membership> Memberships => db.Set<Membership>();

        /// <summary>The accounts on which the actor holds the permission: what they may not see is not there.</summary>
        public IQueryable<OfficialAccount> AccountsOf(Person actor, string permission)
        {
            // An extension property cannot stand inside a query's expression, a local can.
            var (memberships, roles) = (db.Memberships, Permissions.MemberRolesWith(permission));
            // From the person's few memberships, not from all accounts of the platform.
            return db.OfficialAccounts.Where(account => memberships.Where(member => member.UserId == actor.UserId && roles.Contains(member.Role)).Select(member => member.AccountId).Contains(account.Id));
        }

        /// <summary>Where an account's administrators read their mail.</summary>
        public IQueryable<string> AdministratorMails(long accountId)
        {
            var members = db.Memberships.Where(member => member.AccountId == accountId && member.Role == MemberRole.Administrator).Select(member => member.UserId);
            return db.Users.Where(user => user.Email != null && members.Contains(user.Id)).Select(user => user.Email!);
        }

        /// <summary>The account with that AppID, if the actor holds the permission on it.</summary>
        public Task<OfficialAccount?> AccountOf(Person actor, string appId, string permission, CancellationToken cancel = default) =>
            db.AccountsOf(actor, permission).SingleOrDefaultAsync(account => account.AppId == appId, cancel);
    }
}
