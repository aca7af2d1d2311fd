using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Tells an account's administrators what becomes of their cards, in both languages at once: which one a reader prefers is known to their browser only.</summary>
public sealed class CardMails(Outbox outbox, PortalSettings settings)
{
    /// <summary>Approved.</summary>
    public Task Approved(PortalDb db, OfficialAccount account, Card card, CancellationToken cancel) => Send(db, account, card,
        new("Card: approved", "卡券：审核通过"),
        new($"\"{card.Terms.Title}\" has passed the review and can be issued.", $"“{card.Terms.Title}”已通过审核，可以投放。"), cancel);

    /// <summary>Refused. The reason stands on the page, behind the sign-in.</summary>
    public Task Refused(PortalDb db, OfficialAccount account, Card card, CancellationToken cancel) => Send(db, account, card,
        new("Card: not approved", "卡券：审核未通过"),
        new($"\"{card.Terms.Title}\" has not passed the review. The reason stands on its page; it can be put right and handed in again.", $"“{card.Terms.Title}”未通过审核，原因请在卡券页面查看，修改后可重新提交。"), cancel);

    /// <summary>Few copies are left.</summary>
    public Task StockLow(PortalDb db, OfficialAccount account, Card card, int left, CancellationToken cancel) => Send(db, account, card,
        new("Card: stock runs low", "卡券：库存不足提醒"),
        new($"Of \"{card.Terms.Title}\" {left} copies are left.", $"“{card.Terms.Title}”的库存仅剩 {left} 张。"), cancel);

    /// <summary>Invites somebody to work at the shops.</summary>
    /// <param name="db">Where the outbox is.</param>
    /// <param name="account">Whose shops.</param>
    /// <param name="address">To whom.</param>
    /// <param name="secret">The link's secret.</param>
    /// <param name="days">How long the link is good.</param>
    public void Invited(PortalDb db, OfficialAccount account, string address, string secret, int days)
    {
        ArgumentNullException.ThrowIfNull(account);
        var link = $"{settings.PublicAddress}/shop-staff/{secret}";
        outbox.Mail(db, address, $"“{account.Name}”邀请你成为店员 / Shop staff of \"{account.Name}\"",
            $"“{account.Name}”邀请你成为门店店员，负责核销卡券与收款。请在 {days} 天内打开以下链接，使用此邮箱登录或注册后接受邀请：\n{link}\n\n"
            + $"\"{account.Name}\" invites you to work at the counter of its shops: redeem cards and take payments. Open this link within {days} days, sign in or sign up with this address, and accept:\n{link}\n");
    }

    private async Task Send(PortalDb db, OfficialAccount account, Card card, Bilingual subject, Bilingual text, CancellationToken cancel)
    {
        var page = $"{settings.PublicAddress}/a/{account.AppId}/cards/{card.Code}";
        foreach (var address in await db.AdministratorMails(account.Id).ToListAsync(cancel))
            outbox.Mail(db, address, $"{subject.Zh} / {subject.En}", $"{text.Zh}\n{page}\n\n{text.En}\n{page}\n");
    }
}
