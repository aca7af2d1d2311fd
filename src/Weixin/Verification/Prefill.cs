using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>What a new application begins with: nobody types again what the account's registration, or an application before, has said.</summary>
internal static class Prefill
{
    public static async Task<SubjectData> Of(PortalDb db, Vault vault, Person actor, OfficialAccount account, VerificationCase? before, CancellationToken cancel)
    {
        var data = before is null ? SubjectData.Empty : SubjectData.Of(before, vault);
        if (await db.AccountSubjects.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, cancel) is not { } subject) return data;
        data = data with { LegalName = subject.LegalName, CreditCode = subject.RegistrationNumber };
        // The administrator's name and number are opened for the administrator alone.
        if (data.ContactPhone.Length == 0 && await db.Memberships.AnyAsync(
                member => member.AccountId == account.Id && member.UserId == actor.UserId && member.Role == MemberRole.Administrator, cancel))
        {
            data = data with
            {
                ContactName = vault.Unprotect(AccountSubject.Purposes.Name, subject.AdministratorName),
                ContactPhone = vault.Unprotect(AccountSubject.Purposes.Phone, subject.Phone),
            };
        }

        // What a registration may hold and a case may not is typed anew, rather than cut.
        return SubjectData.Fields.Aggregate(data, (fitting, field) => fitting[field].Length <= SubjectData.MaxOf(field) ? fitting : fitting.With(field, ""));
    }
}
