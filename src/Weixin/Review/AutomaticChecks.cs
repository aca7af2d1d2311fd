using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

/// <summary>What a machine can check, so that the reviewer's eyes are free for the document.</summary>
internal static class AutomaticChecks
{
    public static async Task<IReadOnlyList<AutomaticCheck>> Run(PortalDb db, VerificationCase verification, SubjectData data, CancellationToken cancel) =>
    [
        CreditCode(data),
        await SameCode(db, verification, cancel),
        await SameFile(db, verification, cancel),
    ];

    private static AutomaticCheck CreditCode(SubjectData data)
    {
        var code = UnifiedSocialCreditCode.Read(data.CreditCode);
        return code.IsValid
            ? new(CaseField.CreditCode, CheckResult.Passed, new("Structure and check character are right.", "结构与校验位正确。"))
            : new(CaseField.CreditCode, CheckResult.Failed, code.Reason);
    }

    private static async Task<AutomaticCheck> SameCode(PortalDb db, VerificationCase verification, CancellationToken cancel)
    {
        var cases = db.VerificationCases;
        var accounts = db.OfficialAccounts;
        var names = await accounts.Where(account => account.Id != verification.AccountId && cases.Any(other => other.AccountId == account.Id
                && other.CreditCode == verification.CreditCode && other.State != CaseState.Draft && other.State != CaseState.Withdrawn))
            .OrderBy(account => account.Id).Select(account => account.Name).Take(3).ToListAsync(cancel);
        return names.Count == 0
            ? new(CaseField.CreditCode, CheckResult.Passed, new("No other account has applied with this code.", "没有其他账号使用该代码申请。"))
            : new(CaseField.CreditCode, CheckResult.Failed, new($"Other accounts applied with this code: {string.Join(", ", names)}.", $"其他账号也使用了该代码：{string.Join("、", names)}。"));
    }

    private static async Task<AutomaticCheck> SameFile(PortalDb db, VerificationCase verification, CancellationToken cancel)
    {
        if (verification.Documents.LastOrDefault(document => document.SupersededAt is null) is not { } licence)
            return new(CaseField.BusinessLicence, CheckResult.NotPossible, new("No licence was uploaded.", "未上传营业执照。"));
        var (documents, cases) = (db.CaseDocuments, db.VerificationCases);
        var elsewhere = await documents.AnyAsync(other => other.Sha256 == licence.Sha256
            && cases.Any(its => its.Id == other.CaseId && its.AccountId != verification.AccountId), cancel);
        return elsewhere
            ? new(CaseField.BusinessLicence, CheckResult.Failed, new("Another account uploaded the very same file.", "其他账号上传过完全相同的文件。"))
            : new(CaseField.BusinessLicence, CheckResult.Passed, new("The file was not seen in another account.", "该文件未在其他账号中出现过。"));
    }
}
