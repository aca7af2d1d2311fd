using Microsoft.AspNetCore.Identity;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Ties what Identity's managers save to its entry in the audit log.</summary>
internal static class AuditedIdentity
{
    extension(PortalDb db)
    {
        /// <summary>Does it and records it, both or neither. Identity saves in the same context, so its change lies inside the transaction.</summary>
        /// <param name="fact">What is being done.</param>
        /// <param name="change">Does it.</param>
        /// <param name="told">Writes to the person about it; only when it succeeded.</param>
        public async Task<IdentityResult> Audited(AuditFact fact, Func<Task<IdentityResult>> change, Action? told = null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var result = await change();
            if (!result.Succeeded)
                return result;
            told?.Invoke();
            db.Record(fact);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return result;
        }
    }
}
