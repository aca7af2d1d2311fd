using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>
/// Tells an account's administrators how their case goes. In both languages at once: which one a reader prefers is known to their
/// browser only. No reason and no data of the case travels by mail; they stand on the page, behind the sign-in.
/// </summary>
public sealed class VerificationMails(Outbox outbox, PortalSettings settings)
{
    /// <summary>Something is to be put right.</summary>
    public Task CorrectionRequested(PortalDb db, OfficialAccount account, DateTime by, CancellationToken cancel) => Send(db, account,
        new("Verification: a correction is needed", "微信认证：请补充材料"),
        new($"Something in the verification of \"{account.Name}\" has to be put right by {Day(by)}.", $"“{account.Name}”的认证申请需要修改，请在 {Day(by)} 前完成。"), cancel);

    /// <summary>Approved.</summary>
    public Task Approved(PortalDb db, OfficialAccount account, DateTime until, CancellationToken cancel) => Send(db, account,
        new("Verification: approved", "微信认证：审核通过"),
        new($"\"{account.Name}\" is verified until {Day(until)}. It carries the badge and is found by search.", $"“{account.Name}”已通过认证，有效期至 {Day(until)}，现已展示认证标识并可被搜索到。"), cancel);

    /// <summary>Refused.</summary>
    public Task Refused(PortalDb db, OfficialAccount account, CancellationToken cancel) => Send(db, account,
        new("Verification: not approved", "微信认证：审核未通过"),
        new($"The verification of \"{account.Name}\" was not approved. The reason stands on its page.", $"“{account.Name}”的认证申请未通过审核，原因请在认证页面查看。"), cancel);

    private async Task Send(PortalDb db, OfficialAccount account, Bilingual subject, Bilingual text, CancellationToken cancel)
    {
        var page = $"{settings.PublicAddress}/a/{account.AppId}/verification";
        foreach (var address in await db.AdministratorMails(account.Id).ToListAsync(cancel))
            outbox.Mail(db, address, $"{subject.Zh} / {subject.En}", $"{text.Zh}\n{page}\n\n{text.En}\n{page}\n");
    }

    private static string Day(DateTime utc) => utc.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
