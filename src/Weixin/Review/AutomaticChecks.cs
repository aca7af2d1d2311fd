using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a machine can check, so that the reviewer's eyes are free for the document.</summary>
internal static class AutomaticChecks
{
    // Enough to look them up; a list of hundreds would say no more.
    private const int NamesMax = 3;

    public static async Task<IReadOnlyList<AutomaticCheck>> Run(PortalDb db, VerificationCase verification, SubjectData data, CancellationToken cancel) =>
    [
        .. await Registered(db, verification, data, cancel),
        CreditCode(data),
        await SameCode(db, verification, cancel),
        await SameFile(db, verification, cancel),
    ];

    // The organisation of an account is fixed when it is registered: an application in another name is a question to ask.
    private static async Task<IEnumerable<AutomaticCheck>> Registered(PortalDb db, VerificationCase verification, SubjectData data, CancellationToken cancel)
    {
        if (await db.AccountSubjects.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == verification.AccountId, cancel) is not { } subject) return [];
        return [Same(CaseField.LegalName, subject.LegalName), Same(CaseField.CreditCode, subject.RegistrationNumber)];

        AutomaticCheck Same(CaseField field, string registered) => data[field] == registered
            ? new(field, CheckResult.Passed, new("The same as at registration.", "与注册信息一致。"))
            : new(field, CheckResult.Failed, new($"Registered as {registered}.", $"注册时填写的是“{registered}”。"));
    }

    private static AutomaticCheck CreditCode(SubjectData data)
    {
        var code = UnifiedSocialCreditCode.Read(data.CreditCode);
        return code.IsValid
            ? new(CaseField.CreditCode, CheckResult.Passed, new("Structure and check character are right.", "结构与校验位正确。"))
            : new(CaseField.CreditCode, CheckResult.Failed, code.Reason);
    }

    private static async Task<AutomaticCheck> SameCode(PortalDb db, VerificationCase verification, CancellationToken cancel)
    {
        var (accounts, cases, sisters) = (db.OfficialAccounts, db.VerificationCases, Sisters(db, verification));
        var others = await accounts.Where(account => account.Id != verification.AccountId && cases.Where(other => other.CreditCode == verification.CreditCode && other.State != CaseState.Draft
                && other.State != CaseState.Withdrawn).Select(other => other.AccountId).Contains(account.Id))
            .Select(account => new { account.Id, account.Name, Sister = sisters.Contains(account.Id) })
            .OrderBy(account => account.Sister).ThenBy(account => account.Id).Take(NamesMax).ToListAsync(cancel);
        var strangers = others.Where(other => !other.Sister).Select(other => other.Name).ToList();
        if (strangers.Count > 0)
            return new(CaseField.CreditCode, CheckResult.Failed, new($"Other accounts applied with this code: {string.Join(", ", strangers)}.", $"其他公众号也使用了该代码：{string.Join("、", strangers)}。"));
        var own = others.ConvertAll(other => other.Name);
        return own.Count > 0
            ? new(CaseField.CreditCode, CheckResult.Noted, new($"Also used by accounts of the same organisation: {string.Join(", ", own)}.", $"同一主体的公众号也使用该代码：{string.Join("、", own)}。"))
            : new(CaseField.CreditCode, CheckResult.Passed, new("No other account has applied with this code.", "没有其他公众号使用该代码申请。"));
    }

    private static async Task<AutomaticCheck> SameFile(PortalDb db, VerificationCase verification, CancellationToken cancel)
    {
        if (verification.Documents.LastOrDefault(document => document.SupersededAt is null) is not { } licence)
            return new(CaseField.BusinessLicence, CheckResult.NotPossible, new("No licence was uploaded.", "未上传营业执照。"));
        var (documents, sisters) = (db.CaseDocuments, Sisters(db, verification));
        var elsewhere = await db.VerificationCases.Where(other => other.AccountId != verification.AccountId && documents.Where(document => document.Sha256 == licence.Sha256).Select(document => document.CaseId).Contains(other.Id))
            .Select(other => sisters.Contains(other.AccountId)).Distinct().ToListAsync(cancel);
        return elsewhere switch
        {
            [] => new(CaseField.BusinessLicence, CheckResult.Passed, new("No other account has uploaded this file.", "该文件未在其他公众号中出现过。")),
            [true] => new(CaseField.BusinessLicence, CheckResult.Noted, new("The same file as in another account of this organisation.", "与同一主体的其他公众号使用了相同文件。")),
            _ => new(CaseField.BusinessLicence, CheckResult.Failed, new("Another organisation’s account uploaded the very same file.", "其他主体的公众号上传过完全相同的文件。")),
        };
    }

    // An organisation may have several accounts; what they share is no riddle.
    private static IQueryable<long> Sisters(PortalDb db, VerificationCase verification)
    {
        var subjects = db.AccountSubjects;
        return from own in subjects.Where(row => row.AccountId == verification.AccountId)
               join other in subjects on new { own.Country, own.RegistrationNumber } equals new { other.Country, other.RegistrationNumber }
               select other.AccountId;
    }
}
