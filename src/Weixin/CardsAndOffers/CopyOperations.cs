using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A card as those see it who may take it.</summary>
/// <param name="Code">Its public id.</param>
/// <param name="Terms">What is written on it.</param>
/// <param name="AppId">The account's.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="Stores">Where it can be used, when not everywhere.</param>
/// <param name="Left">How many are left.</param>
/// <param name="Claim">What stands against taking one; <see cref="ClaimOutcome.Taken"/> when nothing does.</param>
/// <param name="Mine">The newest copy that the reader has taken and still has; null for none.</param>
public sealed record CardOffer(string Code, CardTerms Terms, string AppId, string? AvatarCode, IReadOnlyList<StoreRow> Stores, int Left, ClaimOutcome Claim, string? Mine);

/// <summary>A copy as its owner sees it.</summary>
/// <param name="Id">Position in the list.</param>
/// <param name="Code">Its digits.</param>
/// <param name="Terms">What is written on the card.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="State">Where it stands at this moment.</param>
/// <param name="ValidFrom">UTC.</param>
/// <param name="ValidUntil">UTC; null for ever.</param>
/// <param name="EndsSoon">Is its end near?</param>
/// <param name="Member">What stands on it, when it is an activated membership.</param>
public sealed record CopyRow(long Id, string Code, CardTerms Terms, string? AvatarCode, CodeState State, DateTime ValidFrom, DateTime? ValidUntil, bool EndsSoon, MemberFace? Member = null);

/// <summary>A part of the owner's list.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Next">Where the next part begins; null at the end.</param>
public sealed record CopyList(IReadOnlyList<CopyRow> Rows, long? Next);

/// <summary>One copy, whole.</summary>
/// <param name="Row">The copy.</param>
/// <param name="CardCode">The card's public id.</param>
/// <param name="AppId">The account's.</param>
/// <param name="Stores">Where it can be used, when not everywhere.</param>
/// <param name="ConsumedAt">UTC of its use.</param>
/// <param name="StoreName">The shop at which.</param>
/// <param name="Reason">Why it was withdrawn.</param>
/// <param name="GiftCode">The link under which it waits for a friend.</param>
/// <param name="GiftUntil">UTC until which it does.</param>
/// <param name="AccountStopped">The account is suspended: nothing of it is redeemed until that ends.</param>
public sealed record CopyView(
    CopyRow Row, string CardCode, string AppId, IReadOnlyList<StoreRow> Stores, DateTime? ConsumedAt, string? StoreName, string? Reason, string? GiftCode, DateTime? GiftUntil, bool AccountStopped);

/// <summary>Which copies of a subscriber.</summary>
public enum CopyFilter
{
    /// <summary>Can be used, now or later, or wait for a friend.</summary>
    Usable = 1,

    /// <summary>Used.</summary>
    Used,

    /// <summary>Ran out, or withdrawn.</summary>
    Over,
}

/// <summary>What subscribers have of cards: the offers, and their own copies. What is not theirs is not there.</summary>
public sealed class CopyOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock, IEnumerable<MemberLookup>? members = null)
{
    /// <summary>Who leaves for good throws all copies away; what was used stays in the brand's numbers.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) => await db.CardCodes
            .Where(row => row.OwnerId == me && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout || row.State == CodeState.Gifting || row.State == CodeState.Expire || row.State == CodeState.Unavailable))
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Delete), cancel),
        new("Your coupons and tickets, used or not: what is not used by then is lost.", "卡券：未使用的将全部失效。"),
        new("That a coupon was used, for the brand that gave it: without your name.", "卡券的核销记录：由商家保留，不含你的姓名。"));

    /// <summary>Rows in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>Opens an offer, and counts that it was seen. Null when there is none for this person.</summary>
    public async Task<CardOffer?> Offer(long me, string card, CancellationToken cancel = default)
    {
        if (!Card.IsCode(card))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        if (await Claims.Look(db, me, card, now, cancel) is var claim && claim == ClaimOutcome.Missing)
            return null;
        var (accounts, stocks) = (db.OfficialAccounts, db.CardStocks);
        var found = await (from row in db.Cards.AsNoTracking()
                           join account in accounts on row.AccountId equals account.Id
                           join stock in stocks on row.Id equals stock.CardId
                           where row.Code == card
                           select new { row.Id, row.Terms, row.AccountId, account.AppId, account.AvatarCode, Left = stock.Quantity - stock.Taken }).SingleAsync(cancel);
        await db.CountCard(found.Id, now, seen: 1, cancel: cancel);
        var mine = await db.CardCodes.Where(row => row.CardId == found.Id && row.OwnerId == me && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout))
            .OrderByDescending(row => row.Id).Select(row => row.Code).FirstOrDefaultAsync(cancel);
        return new(card, found.Terms, found.AppId, found.AvatarCode, await StoresOf(db, found.Id, cancel), found.Left, claim, mine);
    }

    /// <summary>The reader's copies, the newest first.</summary>
    public async Task<CopyList> List(long me, CopyFilter filter, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, mine) = (clock.UtcNow, db.CardCodes.AsNoTracking().Where(row => row.OwnerId == me && (before == null || row.Id < before)));
        mine = filter switch
        {
            CopyFilter.Used => mine.Where(row => row.State == CodeState.Consumed),
            CopyFilter.Over => mine.Where(row => row.State == CodeState.Expire || row.State == CodeState.Unavailable
                || ((row.State == CodeState.Normal || row.State == CodeState.GiftTimeout || row.State == CodeState.Gifting) && row.ValidUntil <= now)),
            _ => mine.Where(row => (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout || row.State == CodeState.Gifting) && (row.ValidUntil == null || row.ValidUntil > now)),
        };
        var rows = await Rows(db, mine.OrderByDescending(row => row.Id).Take(PageSize + 1), now, cancel);
        return rows.Count > PageSize ? new(rows[..PageSize], rows[PageSize - 1].Id) : new(rows, null);
    }

    /// <summary>One of the reader's copies; null for every other.</summary>
    public async Task<CopyView?> Find(long me, string code, CancellationToken cancel = default)
    {
        if (!CardCode.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        if (await db.CardCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.OwnerId == me && row.State != CodeState.Delete, cancel) is not { } copy)
            return null;
        var row = (await Rows(db, db.CardCodes.AsNoTracking().Where(it => it.Id == copy.Id), now, cancel)).Single();
        var (cards, accounts) = (db.Cards, db.OfficialAccounts);
        var place = await (from card in cards
                           join account in accounts on card.AccountId equals account.Id
                           where card.Id == copy.CardId
                           select new { card.Code, account.AppId, account.Standing }).SingleAsync(cancel);
        var store = copy.StoreId is { } id ? await db.Stores.Where(it => it.Id == id).Select(it => it.Name).SingleAsync(cancel) : null;
        var gift = row.State == CodeState.Gifting
            ? await db.CardGifts.AsNoTracking().Where(it => it.CodeId == copy.Id && it.State == GiftState.Waiting && it.ExpiresAt > now).Select(it => new { it.Code, it.ExpiresAt }).SingleOrDefaultAsync(cancel)
            : null;
        return new(row, place.Code, place.AppId, await StoresOf(db, copy.CardId, cancel), copy.ConsumedAt, store, copy.Reason, gift?.Code, gift?.ExpiresAt,
            !RedemptionOperations.Redeems(place.Standing));
    }

    /// <summary>Throws an own copy away that is not used and not on its way; a membership is left otherwise. False when there is none.</summary>
    public async Task<bool> Delete(long me, string code, CancellationToken cancel = default)
    {
        if (!CardCode.IsCode(code))
            return false;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var members = db.Cards.Where(card => card.Terms.Kind == CardKind.MemberCard);
        return await db.CardCodes
            .Where(row => row.Code == code && row.OwnerId == me && !members.Any(card => card.Id == row.CardId)
                && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout || row.State == CodeState.Expire || row.State == CodeState.Unavailable))
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Delete), cancel) > 0;
    }

    /// <summary>How many of the reader's copies end soon and were not looked at since: the badge.</summary>
    public async Task<int> EndingSoon(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Ending(db, me).CountAsync(cancel);
    }

    /// <summary>The reader has seen them: reminded once.</summary>
    public async Task Seen(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        if (await Ending(db, me).AnyAsync(cancel))
            await Ending(db, me).ExecuteUpdateAsync(row => row.SetProperty(it => it.RemindedAt, now), cancel);
    }

    private IQueryable<CardCode> Ending(PortalDb db, long me)
    {
        var (now, soon) = (clock.UtcNow, clock.UtcNow + CardCode.RemindBefore);
        return db.CardCodes.Where(row => row.OwnerId == me && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout)
            && row.ValidUntil > now && row.ValidUntil <= soon && row.RemindedAt == null);
    }

    private async Task<List<CopyRow>> Rows(PortalDb db, IQueryable<CardCode> copies, DateTime now, CancellationToken cancel)
    {
        var (cards, accounts) = (db.Cards.AsNoTracking(), db.OfficialAccounts);
        var rows = await (from copy in copies
                          join card in cards on copy.CardId equals card.Id
                          join account in accounts on card.AccountId equals account.Id
                          select new { copy.Id, copy.Code, card.Terms, account.AvatarCode, copy.State, copy.ValidFrom, copy.ValidUntil }).ToListAsync(cancel);
        var (memberships, faces) = (rows.Where(row => row.Terms.IsMember).Select(row => row.Id).ToList(), new Dictionary<long, MemberFace>());
        foreach (var lookup in memberships.Count == 0 ? [] : members ?? [])
        {
            foreach (var (id, face) in await lookup.Faces(db, memberships, cancel))
                faces[id] = face;
        }

        return [.. rows.OrderByDescending(row => row.Id).Select(row => new CopyRow(row.Id, row.Code, row.Terms, row.AvatarCode, CardCode.StateAt(row.State, row.ValidUntil, now), row.ValidFrom, row.ValidUntil,
            row.State is CodeState.Normal or CodeState.GiftTimeout && row.ValidUntil > now && row.ValidUntil <= now + CardCode.RemindBefore, faces.GetValueOrDefault(row.Id)))];
    }

    internal static async Task<IReadOnlyList<StoreRow>> StoresOf(PortalDb db, long cardId, CancellationToken cancel)
    {
        var named = db.CardStores.Where(row => row.CardId == cardId);
        return await db.Stores.Where(row => row.ClosedAt == null && named.Select(it => it.StoreId).Contains(row.Id)).OrderBy(row => row.Id).Take(Store.Most)
            .Select(row => new StoreRow(row.Code, row.Name, row.Address, row.Phone)).ToListAsync(cancel);
    }
}
