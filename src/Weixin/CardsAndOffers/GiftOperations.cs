using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A gift as whoever has its link sees it.</summary>
/// <param name="Code">For its link.</param>
/// <param name="Terms">What is written on the card.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="From">What the giver calls themselves.</param>
/// <param name="IsMine">Whether the reader gives it.</param>
/// <param name="Copy">The copy's digits, for the giver while it waits, and for the friend who took it.</param>
/// <param name="State">How far it is.</param>
/// <param name="ExpiresAt">UTC until which it waits.</param>
/// <param name="ValidUntil">UTC until which the copy is valid; null for ever.</param>
public sealed record GiftView(string Code, CardTerms Terms, string? AvatarCode, string From, bool IsMine, string? Copy, GiftState State, DateTime ExpiresAt, DateTime? ValidUntil);

/// <summary>How an act on a gift ended.</summary>
public enum GiftOutcome
{
    /// <summary>Done, now or before.</summary>
    Done = 1,

    /// <summary>There is no such copy or gift for the reader.</summary>
    Missing,

    /// <summary>Somebody else took it, it came back, or it cannot be given on.</summary>
    NotNow,
}

/// <summary>
/// Copies given to friends on the same side: whoever opens the link first has it. The copy comes to them with other digits, so that the
/// giver's screen is worth nothing afterwards.
/// </summary>
public sealed class GiftOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int Together = 200;

    /// <summary>Gives a copy on: it waits under a link. The same copy given twice has one link.</summary>
    public async Task<(GiftOutcome Outcome, string? Gift)> Give(long me, string code, CancellationToken cancel = default)
    {
        if (!CardCode.IsCode(code))
            return (GiftOutcome.Missing, null);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<(GiftOutcome, string?)>(async () =>
        {
            var (now, cards) = (clock.UtcNow, db.Cards);
            if (await db.CardCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.OwnerId == me && row.State != CodeState.Delete, cancel) is not { } copy)
                return ((GiftOutcome.Missing, null), false);
            if (await db.CardGifts.Where(row => row.CodeId == copy.Id && row.State == GiftState.Waiting && row.ExpiresAt > now).Select(row => row.Code).SingleOrDefaultAsync(cancel) is { } waiting)
                return ((GiftOutcome.Done, waiting), false);
            var dayAgo = now.AddDays(-1);
            if (await db.CardGifts.CountAsync(row => row.FromId == me && row.GivenAt > dayAgo, cancel) >= CardGift.PerDay)
                return ((GiftOutcome.NotNow, null), false);
            if (await db.CardCodes
                    .Where(row => row.Id == copy.Id && row.OwnerId == me && row.Code == code && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout)
                        && (row.ValidUntil == null || row.ValidUntil > now) && cards.Any(card => card.Id == row.CardId && card.Terms.CanGiveFriend))
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Gifting), cancel) == 0)
                return ((GiftOutcome.NotNow, null), false);
            // A gift does not wait longer than there is something to give.
            var until = now + CardGift.Lifetime;
            var gift = new CardGift { CodeId = copy.Id, FromId = me, GivenAt = now, ExpiresAt = copy.ValidUntil < until ? copy.ValidUntil.Value : until };
            db.Add(gift);
            await db.SaveChangesAsync(cancel);
            return ((GiftOutcome.Done, gift.Code), true);
        }, cancel);
    }

    /// <summary>A gift by its link; null when there is none for this person.</summary>
    public async Task<GiftView?> Find(long me, string gift, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(gift))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (cards, accounts, people, followings, codes) = (db.Cards.AsNoTracking(), db.OfficialAccounts, db.Subscribers, db.Followings, db.CardCodes);
        var row = await (from it in db.CardGifts.AsNoTracking()
                         join copy in codes on it.CodeId equals copy.Id
                         join card in cards on copy.CardId equals card.Id
                         join account in accounts on card.AccountId equals account.Id
                         join giver in people on it.FromId equals giver.Id
                         where it.Code == gift && !followings.Any(f => f.AccountId == account.Id && f.SubscriberId == me && f.Blocked)
                         select new { Gift = it, copy.Code, copy.OwnerId, copy.ValidUntil, card.Terms, account.AvatarCode, giver.Nickname }).SingleOrDefaultAsync(cancel);
        // Who has it is told to the two of them; to everybody else it is a link that leads nowhere any more.
        if (row is null || (row.Gift.State != GiftState.Waiting && row.Gift.FromId != me && row.Gift.ToId != me))
            return null;
        var state = row.Gift.State == GiftState.Waiting && row.Gift.ExpiresAt <= clock.UtcNow ? GiftState.Returned : row.Gift.State;
        var mine = row.Gift.FromId == me;
        return new(row.Gift.Code, row.Terms, row.AvatarCode, row.Nickname, mine, row.OwnerId == me && (mine ? state != GiftState.Taken : state == GiftState.Taken) ? row.Code : null, state, row.Gift.ExpiresAt, row.ValidUntil);
    }

    /// <summary>A friend takes it.</summary>
    public async Task<GiftOutcome> Accept(long me, string gift, CancellationToken cancel = default)
    {
        if (await Find(me, gift, cancel) is not { } seen)
            return GiftOutcome.Missing;
        if (seen.State == GiftState.Taken && !seen.IsMine)
            return GiftOutcome.Done;
        if (seen.IsMine)
            return GiftOutcome.NotNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<GiftOutcome>(async () =>
        {
            var (now, fresh) = (clock.UtcNow, CardCode.NewCode());
            if (await db.CardGifts.Where(row => row.Code == gift && row.State == GiftState.Waiting && row.ExpiresAt > now)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, GiftState.Taken).SetProperty(it => it.ToId, me), cancel) == 0)
                return (GiftOutcome.NotNow, false);
            var given = await db.CardGifts.AsNoTracking().SingleAsync(row => row.Code == gift, cancel);
            if (await db.CardCodes.Where(row => row.Id == given.CodeId && row.State == CodeState.Gifting && row.OwnerId == given.FromId)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Normal).SetProperty(it => it.OwnerId, me).SetProperty(it => it.GivenById, given.FromId)
                        .SetProperty(it => it.Code, fresh).SetProperty(it => it.RemindedAt, (DateTime?)null), cancel) == 0)
                return (GiftOutcome.NotNow, false);
            var card = await db.CardCodes.Where(row => row.Id == given.CodeId).Select(row => row.CardId).SingleAsync(cancel);
            await db.CountCard(card, now, given: 1, cancel: cancel);
            return (GiftOutcome.Done, true);
        }, cancel);
    }

    /// <summary>The giver takes it back before a friend has it.</summary>
    public async Task<GiftOutcome> TakeBack(long me, string gift, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(gift))
            return GiftOutcome.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.CardGifts.AsNoTracking().SingleOrDefaultAsync(row => row.Code == gift && row.FromId == me, cancel) is not { } given)
            return GiftOutcome.Missing;
        if (given.State == GiftState.Returned)
            return GiftOutcome.Done;
        return await Return(given.Id, given.CodeId, CodeState.Normal, cancel) ? GiftOutcome.Done : GiftOutcome.NotNow;
    }

    /// <summary>Gives back what no friend took in time.</summary>
    public async Task ReturnOver(CancellationToken cancel = default)
    {
        var (now, last) = (clock.UtcNow, 0L);
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            var over = await db.CardGifts.Where(row => row.State == GiftState.Waiting && row.ExpiresAt <= now && row.Id > last)
                .OrderBy(row => row.Id).Take(Together).Select(row => new { row.Id, row.CodeId }).ToListAsync(cancel);
            foreach (var gift in over)
                await Return(gift.Id, gift.CodeId, CodeState.GiftTimeout, cancel);
            if (over.Count == 0)
                return;
            last = over[^1].Id;
        }
    }

    private async Task<bool> Return(long giftId, long codeId, CodeState state, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<bool>(async () =>
        {
            if (await db.CardGifts.Where(row => row.Id == giftId && row.State == GiftState.Waiting).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, GiftState.Returned), cancel) == 0)
                return (false, false);
            await db.CardCodes.Where(row => row.Id == codeId && row.State == CodeState.Gifting).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, state), cancel);
            return (true, true);
        }, cancel);
    }
}
