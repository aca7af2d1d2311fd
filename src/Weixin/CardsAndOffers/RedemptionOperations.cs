using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Why a copy is not redeemed.</summary>
public enum RedeemRefusal
{
    /// <summary>No such code (40056): also another brand's, and one that came to a friend under other digits.</summary>
    Unknown = 1,

    /// <summary>Was used (40099).</summary>
    Used,

    /// <summary>Its time has not begun.</summary>
    NotYet,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Not good at this shop.</summary>
    WrongStore,

    /// <summary>Not good on such a day.</summary>
    WrongDay,

    /// <summary>Not good at this hour.</summary>
    WrongHour,

    /// <summary>Withdrawn by the brand.</summary>
    Withdrawn,

    /// <summary>On its way to a friend (40127).</summary>
    BeingGiven,

    /// <summary>Thrown away by its owner (40127).</summary>
    Deleted,

    /// <summary>Its owner has used as many of this card as they may.</summary>
    UseLimit,

    /// <summary>The platform has stopped the account: nothing of it is redeemed until it is back.</summary>
    AccountStopped,

    /// <summary>Asked too often.</summary>
    TooMany,

    /// <summary>A membership: it is shown, and never used up.</summary>
    Membership,
}

/// <summary>A copy at the counter.</summary>
/// <param name="Code">Its digits.</param>
/// <param name="Terms">What it is worth.</param>
/// <param name="Owner">The owner's nickname, masked.</param>
/// <param name="ValidUntil">UTC; null for ever.</param>
/// <param name="ConsumedAt">UTC of its use.</param>
/// <param name="StoreName">The shop at which it was used.</param>
/// <param name="Reason">Why it was withdrawn.</param>
/// <param name="Stores">Where it is good, when not everywhere.</param>
/// <param name="ValidFrom">UTC.</param>
public sealed record RedeemFacts(
    string Code, CardTerms Terms, string Owner, DateTime? ValidUntil, DateTime? ConsumedAt, string? StoreName, string? Reason, IReadOnlyList<string> Stores, DateTime ValidFrom);

/// <summary>What the counter is told.</summary>
/// <param name="Refusal">Why not; null when it can be redeemed, or was.</param>
/// <param name="Facts">The copy; null when it is unknown, or a membership.</param>
/// <param name="Member">Whose membership it is; null when it is none.</param>
public sealed record RedeemResult(RedeemRefusal? Refusal, RedeemFacts? Facts, MemberAtCounter? Member = null);

/// <summary>One of the actor's redemptions of today.</summary>
/// <param name="Code">The copy's digits.</param>
/// <param name="Title">What it was.</param>
/// <param name="StoreName">The shop.</param>
/// <param name="At">UTC.</param>
/// <param name="MayUndo">Can be taken back still.</param>
public sealed record RedeemedRow(string Code, string Title, string? StoreName, DateTime At, bool MayUndo);

/// <summary>The counter: whose it is, and where it may stand.</summary>
/// <param name="AccountName">Whose counter.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="Stores">The shops to choose from.</param>
public sealed record Counter(string AccountName, string? AvatarCode, IReadOnlyList<StoreRow> Stores);

/// <summary>Redeeming at the counter: looks first, then uses a copy exactly once.</summary>
public sealed class RedemptionOperations(IDbContextFactory<PortalDb> dbs, CounterTries tries, TimeProvider clock, IEnumerable<MemberLookup>? members = null)
{
    /// <summary>Most rows of today's list.</summary>
    public const int Shown = 50;

    /// <summary>Does an account in this standing redeem? Whatever its badge: what was promised is kept, unless the platform has stopped it.</summary>
    public static bool Redeems(AccountStanding standing) => standing is AccountStanding.Activated or AccountStanding.Verified or AccountStanding.VerificationExpired;

    /// <summary>The counter; null when the actor does not work there.</summary>
    public async Task<Counter?> Counter(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is { } account ? new(account.Name, account.AvatarCode, await StoreOperations.Of(db, account.Id, cancel)) : null;
    }

    /// <summary>Looks whether a copy can be used here and now. Null when the actor does not work there.</summary>
    public async Task<RedeemResult?> Check(Person actor, string appId, string code, string? store, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
            return null;
        if (!tries.MayTry(actor.UserId))
            return new(RedeemRefusal.TooMany, null);
        var looked = (await Look(db, account, code, store, cancel)).Result;
        if (looked.Refusal is not (RedeemRefusal.Unknown or RedeemRefusal.Membership) || !CardCode.IsCode(code))
            return looked;
        foreach (var lookup in members ?? [])
        {
            if (await lookup.Find(db, account.Id, code, cancel) is { } member)
                return new(RedeemRefusal.Membership, null, member);
        }

        return looked;
    }

    /// <summary>Uses a copy, once. The same person asking again right after gets the same answer: the counter's line may have broken.</summary>
    public async Task<RedeemResult?> Consume(Person actor, string appId, string code, string? store, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<RedeemResult?>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
                return (null, false);
            var now = clock.UtcNow;
            var (looked, copy, storeId) = await Look(db, account, code, store, cancel);
            if (copy is null)
                return (looked, false);
            if (looked.Refusal == RedeemRefusal.Used && copy.ConsumedById == actor.UserId && copy.StoreId == storeId && copy.ConsumedAt > now - CardCode.UndoWithin)
                return (looked with { Refusal = null }, false);
            // How many somebody has used is counted in a line: two counters at once would both find room for the last.
            if (looked is { Refusal: null, Facts.Terms.UseLimit: not null })
            {
                await db.CardStocks.Where(row => row.CardId == copy.CardId).ExecuteUpdateAsync(row => row.SetProperty(it => it.Open, it => it.Open), cancel);
                (looked, _, _) = await Look(db, account, code, store, cancel);
            }

            if (looked.Refusal is not null)
                return (looked, false);
            if (await db.CardCodes.Where(row => row.Id == copy.Id && row.Code == copy.Code && row.OwnerId == copy.OwnerId && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout))
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Consumed).SetProperty(it => it.ConsumedAt, now).SetProperty(it => it.ConsumedById, actor.UserId)
                        .SetProperty(it => it.StoreId, storeId), cancel) == 0)
                return ((await Look(db, account, code, store, cancel)).Result, false);
            await db.CountCard(copy.CardId, now, used: 1, cancel: cancel);
            db.Record(new AuditFact(now, actor.UserId, "card.consumed", $"…{copy.Code[^4..]}", appId));
            await db.SaveChangesAsync(cancel);
            return ((await Look(db, account, code, store, cancel)).Result with { Refusal = null }, true);
        }, cancel);
    }

    /// <summary>Takes a use back: within a minute, by the same person, at the same shop. False when there is none to take back.</summary>
    public async Task<bool> Undo(Person actor, string appId, string code, string? store, CancellationToken cancel = default)
    {
        if (!CardCode.IsCode(code))
            return false;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<bool>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
                return (false, false);
            var (now, cards) = (clock.UtcNow, db.Cards);
            var since = now - CardCode.UndoWithin;
            var storeId = await IdOf(db, account.Id, store, cancel);
            if (await db.CardCodes.AsNoTracking().Where(row => row.Code == code && cards.Any(card => card.Id == row.CardId && card.AccountId == account.Id))
                    .Select(row => new { row.Id, row.CardId, row.ConsumedAt }).SingleOrDefaultAsync(cancel) is not { ConsumedAt: { } used } copy)
                return (false, false);
            if (await db.CardCodes.Where(row => row.Id == copy.Id && row.State == CodeState.Consumed && row.ConsumedById == actor.UserId && row.ConsumedAt > since && row.StoreId == storeId)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Normal).SetProperty(it => it.ConsumedAt, (DateTime?)null)
                        .SetProperty(it => it.ConsumedById, (string?)null).SetProperty(it => it.StoreId, (long?)null), cancel) == 0)
                return (false, false);
            await db.CountCard(copy.CardId, used, used: -1, cancel: cancel);
            db.Record(new AuditFact(now, actor.UserId, "card.consume-undone", $"…{code[^4..]}", appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    /// <summary>What the actor has redeemed there today, the newest first. Null when the actor does not work there.</summary>
    public async Task<IReadOnlyList<RedeemedRow>?> Today(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
            return null;
        var now = clock.UtcNow;
        var (today, since) = (ChinaTime.StartOf(ChinaTime.DayOf(now)), now - CardCode.UndoWithin);
        var (cards, stores) = (db.Cards, db.Stores);
        return await (from copy in db.CardCodes
                      join card in cards on copy.CardId equals card.Id
                      join shop in stores on copy.StoreId equals shop.Id into shops
                      from store in shops.DefaultIfEmpty()
                      where copy.ConsumedById == actor.UserId && copy.ConsumedAt >= today && card.AccountId == account.Id
                      orderby copy.ConsumedAt descending, copy.Id descending
                      select new RedeemedRow(copy.Code, card.Terms.Title, store.Name, copy.ConsumedAt!.Value, copy.ConsumedAt > since)).Take(Shown).ToListAsync(cancel);
    }

    private async Task<(RedeemResult Result, CardCode? Copy, long? StoreId)> Look(PortalDb db, OfficialAccount account, string code, string? store, CancellationToken cancel)
    {
        var (now, cards) = (clock.UtcNow, db.Cards);
        if (!CardCode.IsCode(code)
            || await db.CardCodes.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && cards.Any(card => card.Id == row.CardId && card.AccountId == account.Id), cancel) is not { } copy)
            return (new(RedeemRefusal.Unknown, null), null, null);
        var terms = await cards.AsNoTracking().Where(row => row.Id == copy.CardId).Select(row => row.Terms).SingleAsync(cancel);
        var good = terms.UseAllStores ? [] : await CopyOperations.StoresOf(db, copy.CardId, cancel);
        var storeId = await IdOf(db, account.Id, store, cancel);
        var owner = await db.Subscribers.Where(row => row.Id == copy.OwnerId).Select(row => row.Nickname).SingleAsync(cancel);
        var shop = copy.StoreId is { } used ? await db.Stores.Where(row => row.Id == used).Select(row => row.Name).SingleAsync(cancel) : null;
        var facts = new RedeemFacts(copy.Code, terms, Masked(owner), copy.ValidUntil, copy.ConsumedAt, shop, copy.Reason, [.. good.Select(row => row.Name)], copy.ValidFrom);
        RedeemRefusal? refusal = CardCode.StateAt(copy.State, copy.ValidUntil, now) switch
        {
            _ when terms.IsMember => RedeemRefusal.Membership,
            CodeState.Consumed => RedeemRefusal.Used,
            CodeState.Expire => RedeemRefusal.Expired,
            CodeState.Gifting => RedeemRefusal.BeingGiven,
            CodeState.Delete => RedeemRefusal.Deleted,
            CodeState.Unavailable => RedeemRefusal.Withdrawn,
            _ when !Redeems(account.Standing) => RedeemRefusal.AccountStopped,
            _ when copy.ValidFrom > now => RedeemRefusal.NotYet,
            // The shop was closed while its counter was open.
            _ when store is not null && storeId is null => RedeemRefusal.WrongStore,
            _ when !terms.UseAllStores && good.All(row => row.Code != store) => RedeemRefusal.WrongStore,
            _ when !CardTime.IsDayOf(terms.Days, now) => RedeemRefusal.WrongDay,
            _ when !CardTime.IsHourOf(terms.FromMinute, terms.UntilMinute, now) => RedeemRefusal.WrongHour,
            _ when terms.UseLimit is { } most && await db.CardCodes.CountAsync(row => row.CardId == copy.CardId && row.OwnerId == copy.OwnerId && row.State == CodeState.Consumed, cancel) >= most => RedeemRefusal.UseLimit,
            _ => null,
        };
        return (new(refusal, facts), copy, storeId);
    }

    private static async Task<long?> IdOf(PortalDb db, long accountId, string? store, CancellationToken cancel) =>
        store is null ? null : await db.Stores.Where(row => row.AccountId == accountId && row.Code == store && row.ClosedAt == null).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel);

    // Enough to ask whether it is theirs, not enough to know who they are.
    private static string Masked(string nickname)
    {
        var letters = System.Globalization.StringInfo.GetTextElementEnumerator(nickname);
        return letters.MoveNext() ? $"{letters.GetTextElement()}***" : "***";
    }
}
