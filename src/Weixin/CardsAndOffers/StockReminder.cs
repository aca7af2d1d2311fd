using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Warns a brand when a large stock runs low (<c>card_sku_remind</c>): at a claim, and then at most every twelve hours.</summary>
public sealed class StockReminder(IDbContextFactory<PortalDb> dbs, CardMails mails)
{
    /// <summary>Looks after a claim whether it is time.</summary>
    /// <param name="cardId">The card.</param>
    /// <param name="before">Its stock as the claim found it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task After(long cardId, CardStock before, DateTime now, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(before);
        // What the claim read is enough to know that it is not time; whether it is, is asked again below.
        if (before.Initial < CardStock.LargeFrom || before.Left > CardStock.Low + 1 || before.RemindedAt > now - CardStock.RemindEvery)
            return;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.InTransaction(async () =>
        {
            var due = now - CardStock.RemindEvery;
            if (await db.CardStocks.Where(row => row.CardId == cardId && row.Quantity - row.Taken <= CardStock.Low && (row.RemindedAt == null || row.RemindedAt <= due))
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.RemindedAt, now), cancel) == 0)
                return (false, false);
            var card = await db.Cards.AsNoTracking().SingleAsync(row => row.Id == cardId, cancel);
            var left = await db.CardStocks.Where(row => row.CardId == cardId).Select(row => row.Quantity - row.Taken).SingleAsync(cancel);
            await mails.StockLow(db, await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == card.AccountId, cancel), card, left, cancel);
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }
}
