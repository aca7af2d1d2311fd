using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.Review;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Tests;

/// <summary>Takes an account of the Weixin portal through its verification: handed in, sent back, corrected, approved.</summary>
internal sealed class Verifying(TestDb dbs, string canary)
{
    private readonly VerificationOperations brand = new(dbs, dbs.Documents, dbs.Vault, dbs.Limits, TimeProvider.System);
    private readonly ReviewOperations desk = new(dbs, dbs.Documents, dbs.Vault, new VerificationMails(dbs.Outbox, new PortalSettings()), dbs.Limits, TimeProvider.System);

    public async Task<(string Case, string Document)> Verified(Person owner, string appId, Person reviewer)
    {
        var data = new SubjectData($"{canary} Limited", "91990000FACT1NAL8E", $"{canary} Li", $"{canary} Wang", "+8613123456789");
        await brand.Start(owner, appId);
        await brand.Upload(owner, appId, $"{canary} licence.jpg", SampleLicence.Draw("样本", data.CreditCode, "样本"));
        await HandIn(data);
        await using var db = dbs.CreateDbContext();
        var accounts = db.OfficialAccounts;
        var code = await db.VerificationCases.Where(row => accounts.Any(account => account.Id == row.AccountId && account.AppId == appId)).Select(row => row.Code).SingleAsync();

        var opened = (await desk.Open(reviewer, code))!;
        Finding[] wrong = [new(CaseField.ContactName, "data.incomplete", $"{canary}: give the whole name.", $"{canary}：请填写全名。")];
        Done((await desk.RequestCorrection(reviewer, code, opened.Version, wrong, $"{canary} note")).Outcome == ReviewOutcome.Done);
        await HandIn(data with { ContactName = $"{canary} Wang Wu" });
        Done((await desk.Approve(reviewer, code, (await desk.Open(reviewer, code))!.Version, $"{canary} is fine")).Outcome == ReviewOutcome.Done);
        return (code, opened.Documents[0].Code);

        async Task HandIn(SubjectData subject)
        {
            var result = await brand.Submit(owner, appId, subject, (await brand.Find(owner, appId))!.Version);
            Done(result.Outcome == BrandOutcome.Done, string.Join(", ", result.Problems.Select(problem => $"{problem.Field}: {problem.Message.En}")));
        }
    }

    private static void Done(bool done, string why = "")
    {
        if (!done)
            throw new InvalidOperationException($"The verification broke off. {why}");
    }
}
