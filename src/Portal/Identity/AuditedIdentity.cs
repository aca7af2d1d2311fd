using Microsoft.AspNetCore.Identity;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Ties what Identity's managers save to its entry in the audit log.</summary>
internal static class AuditedIdentity
{
    extension(PortalDb db)
    {
        /// <summary>Does it and records it, both or neither. Identity saves in the same context, so its change lies inside the transaction.</summary>
        public async Task<IdentityResult> Audited(AuditFact fact, Func<Task<IdentityResult>> change)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var result = await change();
            if (!result.Succeeded)
                return result;
            db.Record(fact);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return result;
        }
    }
}
