using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
            var (result, failure) = await db.Database.CreateExecutionStrategy().ExecuteAsync<(IdentityResult?, ExceptionDispatchInfo?)>(async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                try
                {
                    var done = await change();
                    if (!done.Succeeded)
                        return (done, null);
                    told?.Invoke();
                    db.Record(fact);
                    await db.SaveChangesAsync();
                    await transaction.CommitAsync();
                    return (done, null);
                }
                catch (Exception error)
                {
                    // Only the connection may be tried again. The managers remember in the user what they have changed, so that the same
                    // change would find another stamp than the database's: the person tries again instead.
                    return (null, ExceptionDispatchInfo.Capture(error));
                }
            });
            failure?.Throw();
            return result!;
        }
    }
}
