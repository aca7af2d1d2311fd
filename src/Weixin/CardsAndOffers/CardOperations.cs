using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A card in its brand's list.</summary>
public sealed record CardRow(long Id, string Code, CardKind Kind, CardColor Color, string Title, CardState State, int Quantity, int Taken, int Used, DateTime ChangedAt);

/// <summary>A part of the list.</summary>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">Where the next part begins; null at the end.</param>
public sealed record CardList(IReadOnlyList<CardRow> Rows, long? Next);

/// <summary>A card as its brand works on it.</summary>
/// <param name="Code">Its public id.</param>
/// <param name="Terms">What is written on it.</param>
/// <param name="Stores">Codes of the shops that are named with it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">To be handed back with a change.</param>
/// <param name="ChangedAt">UTC.</param>
/// <param name="ReasonEn">Why it was refused, or nothing.</param>
/// <param name="ReasonZh">The same in Chinese.</param>
/// <param name="Quantity">Taken and left together; 0 before it is approved.</param>
/// <param name="Taken">Taken.</param>
public sealed record CardSheet(
    string Code, CardTerms Terms, IReadOnlyList<string> Stores, CardState State, Guid Version, DateTime ChangedAt, string ReasonEn, string ReasonZh, int Quantity, int Taken);

/// <summary>The account that a card is made for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AvatarCode">Its picture: the card's logo.</param>
/// <param name="IsVerified">May it hand cards in and issue them?</param>
/// <param name="Stores">Its shops.</param>
public sealed record CardDesk(string Name, string? AvatarCode, bool IsVerified, IReadOnlyList<StoreRow> Stores);

/// <summary>What a change came to.</summary>
public enum CardOutcome
{
    /// <summary>Done.</summary>
    Done = 1,

    /// <summary>Something is missing or wrong: see the faults.</summary>
    Invalid,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Conflict,

    /// <summary>There is no such card for the actor.</summary>
    Missing,

    /// <summary>It does not stand where this can be done (40078).</summary>
    NotNow,

    /// <summary>The account is not verified (45030).</summary>
    NotVerified,

    /// <summary>The account keeps too many drafts.</summary>
    TooMany,

    /// <summary>The stock would fall below what is taken, or rise above what there may be (40122).</summary>
    BadStock,

    /// <summary>The time at which it can be taken has not come.</summary>
    NotStarted,

    /// <summary>Its time is over.</summary>
    Over,

    /// <summary>All shops at which it is good are closed.</summary>
    NoStore,
}

/// <summary>What a change came to, with what explains it.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sheet">The card as it stands now, when it was changed.</param>
/// <param name="Faults">What stands against it.</param>
public sealed record CardResult(CardOutcome Outcome, CardSheet? Sheet = null, IReadOnlyList<CardFault>? Faults = null);

/// <summary>Cards for their brand: writing them, handing them in, issuing and stopping them.</summary>
public sealed class CardOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Rows in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>Lists an account's cards, the newest first. Null when there is no such account for the actor.</summary>
    public async Task<CardList?> List(Person actor, string appId, CardState? state = null, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
            return null;
        var (cards, stocks, days) = (db.Cards, db.CardStocks, db.CardDays);
        var page = cards.Where(row => row.AccountId == account.Id && (state == null ? row.State != CardState.Deleted : row.State == state) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(PageSize + 1);
        var rows = await (from row in page
                          join held in stocks on row.Id equals held.CardId into held
                          from stock in held.DefaultIfEmpty()
                          orderby row.Id descending
                          select new CardRow(row.Id, row.Code, row.Terms.Kind, row.Terms.Color, row.Terms.Title, row.State,
                              stock == null ? row.Terms.Quantity : stock.Quantity, stock == null ? 0 : stock.Taken, days.Where(day => day.CardId == row.Id).Sum(day => day.Used), row.ChangedAt))
            .ToListAsync(cancel);
        return rows.Count > PageSize ? new(rows[..PageSize], rows[PageSize - 1].Id) : new(rows, null);
    }

    /// <summary>The account for the editor. Null when the actor may not make cards there.</summary>
    public async Task<CardDesk?> Desk(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
            return null;
        return new(account.Name, account.AvatarCode, account.Standing == AccountStanding.Verified, await StoreOperations.Of(db, account.Id, cancel));
    }

    /// <summary>A card; null when missing or not the actor's.</summary>
    public async Task<CardSheet?> Find(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Load(db, actor, appId, code, cancel) is { } card ? await Sheet(db, card, cancel) : null;
    }

    /// <summary>Keeps what was written, complete or not.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="appId">For which account.</param>
    /// <param name="code">The card; null for a new one.</param>
    /// <param name="version">The version that was changed.</param>
    /// <param name="terms">All fields.</param>
    /// <param name="stores">Codes of the shops; of others than the account's own nothing is kept.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CardResult> Save(Person actor, string appId, string? code, Guid? version, CardTerms terms, IReadOnlyList<string> stores, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(stores);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        terms = terms.Tidied();
        // With its shops, or not at all.
        return await Saved(() => db.InTransaction<CardResult>(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
                return (new(CardOutcome.Missing), false);
            if (terms.Unstorable().ToList() is { Count: > 0 } faults)
                return (new(CardOutcome.Invalid, Faults: faults), false);
            var (card, refused) = code is null ? await Begun(db, account, cancel) : await Opened(db, account, code, version, cancel);
            if (card is null)
                return (new(refused), false);
            card.Write(terms, clock.UtcNow);
            await db.SaveChangesAsync(cancel);
            await Name(db, card, account.Id, terms.UseAllStores ? [] : stores, cancel);
            return (new(CardOutcome.Done, await Sheet(db, card, cancel)), true);
        }, cancel));
    }

    /// <summary>Throws a card away that nobody has seen yet but its brand.</summary>
    public async Task<bool> Discard(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, appId, code, cancel) is not { IsOpen: true } card)
            return false;
        db.Remove(card);
        return (await Saved(async () =>
        {
            await db.SaveChangesAsync(cancel);
            return new(CardOutcome.Done);
        })).Outcome == CardOutcome.Done;
    }

    /// <summary>Hands a card in for review.</summary>
    public Task<CardResult> Submit(Person actor, string appId, string code, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, code, version, "card.submitted", async (db, account, card) =>
        {
            if (account.Standing != AccountStanding.Verified)
                return new(CardOutcome.NotVerified);
            var stores = await OpenStores(db, card, cancel);
            if (card.IsOpen && card.Terms.Unready(clock.UtcNow, stores).ToList() is { Count: > 0 } faults)
                return new(CardOutcome.Invalid, Faults: faults);
            return Of(card.Submit(clock.UtcNow));
        }, cancel);

    /// <summary>Takes a card back from the queue.</summary>
    public Task<CardResult> TakeBack(Person actor, string appId, string code, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, code, version, "card.taken-back", (_, _, card) => Task.FromResult(Of(card.TakeBack(clock.UtcNow))), cancel);

    /// <summary>Issues a card: from now on it can be taken.</summary>
    public Task<CardResult> Dispatch(Person actor, string appId, string code, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, code, version, "card.issued", async (db, account, card) =>
        {
            if (account.Standing != AccountStanding.Verified)
                return new(CardOutcome.NotVerified);
            if (card.Terms.EndsAt <= clock.UtcNow)
                return new(CardOutcome.Invalid, Faults: [new(CardField.Period, CardProblem.Over)]);
            // Its shops may have been closed while it was looked at.
            if (!card.Terms.UseAllStores && await OpenStores(db, card, cancel) == 0)
                return new(CardOutcome.NoStore);
            return Of(card.Dispatch(clock.UtcNow) && await Open(db, card, true, cancel));
        }, cancel);

    /// <summary>Nobody takes it until it is resumed; what was taken stays good.</summary>
    public Task<CardResult> Stop(Person actor, string appId, string code, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, code, version, "card.stopped", async (db, _, card) => Of(card.Stop(clock.UtcNow) && await Open(db, card, false, cancel)), cancel);

    /// <summary>Nobody takes it any more; what was taken stays good.</summary>
    public Task<CardResult> Delete(Person actor, string appId, string code, Guid version, CancellationToken cancel = default) =>
        Change(actor, appId, code, version, "card.deleted", async (db, _, card) => Of(card.Delete(clock.UtcNow) && await Open(db, card, false, cancel)), cancel);

    /// <summary>Adds to the stock, or takes from it: never below what is taken, never above what there may be.</summary>
    public async Task<CardResult> ModifyStock(Person actor, string appId, string code, int by, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<CardResult>(async () =>
        {
            if (await Load(db, actor, appId, code, cancel) is not { } card)
                return (new(CardOutcome.Missing), false);
            if (card.State is not (CardState.Verified or CardState.Dispatched or CardState.Stopped))
                return (new(CardOutcome.NotNow), false);
            var most = CardTerms.QuantityMax;
            if (by == 0 || Math.Abs((long)by) > most || await db.CardStocks.Where(row => row.CardId == card.Id && row.Quantity + by >= row.Taken && row.Quantity + by >= 0 && row.Quantity + by <= most)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.Quantity, it => it.Quantity + by), cancel) == 0)
                return (new(CardOutcome.BadStock), false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "card.stock-changed", card.Code, appId, $"{(by > 0 ? "+" : "")}{by}"));
            await db.SaveChangesAsync(cancel);
            return (new(CardOutcome.Done, await Sheet(db, card, cancel)), true);
        }, cancel);
    }

    /// <summary>Withdraws one issued copy with a reason that its owner reads (<c>code/unavailable</c>).</summary>
    public async Task<CardResult> Withdraw(Person actor, string appId, string code, string copy, string reason, CancellationToken cancel = default)
    {
        reason = string.Join(' ', (reason ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (reason.Length is 0 or > CardCode.ReasonMax || !VisibleText.IsQuiet(reason))
            return new(CardOutcome.Invalid);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<CardResult>(async () =>
        {
            if (!CardCode.IsCode(copy) || await Load(db, actor, appId, code, cancel) is not { } card)
                return (new(CardOutcome.Missing), false);
            if (await db.CardCodes.AsNoTracking().SingleOrDefaultAsync(row => row.CardId == card.Id && row.Code == copy, cancel) is not { } issued)
                return (new(CardOutcome.Missing), false);
            if (await db.CardCodes.Where(row => row.Id == issued.Id && row.Code == copy && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout || row.State == CodeState.Gifting))
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Unavailable).SetProperty(it => it.Reason, reason), cancel) == 0)
                return (new(CardOutcome.NotNow), false);
            await db.CardGifts.Where(row => row.CodeId == issued.Id && row.State == GiftState.Waiting).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, GiftState.Returned), cancel);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "card.code-withdrawn", card.Code, appId, $"…{copy[^4..]}"));
            await db.SaveChangesAsync(cancel);
            return (new(CardOutcome.Done, await Sheet(db, card, cancel)), true);
        }, cancel);
    }

    /// <summary>What became of a card day by day, the oldest first. Null when missing or not the actor's.</summary>
    public async Task<IReadOnlyList<CardDay>?> Days(Person actor, string appId, string code, int days, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, appId, code, cancel) is not { } card)
            return null;
        var first = ChinaTime.DayOf(clock.UtcNow).AddDays(1 - days);
        var from = ChinaTime.StartOf(first);
        var rows = await db.CardDays.AsNoTracking().Where(row => row.CardId == card.Id && row.Day >= from).ToDictionaryAsync(row => row.Day, cancel);
        return [.. Enumerable.Range(0, days).Select(day => ChinaTime.StartOf(first.AddDays(day))).Select(day => rows.GetValueOrDefault(day) ?? new CardDay { CardId = card.Id, Day = day })];
    }

    private async Task<CardResult> Change(
        Person actor, string appId, string code, Guid version, string action, Func<PortalDb, OfficialAccount, Card, Task<CardResult>> change, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Saved(() => db.InTransaction<CardResult>(async () =>
        {
            if (await Load(db, actor, appId, code, cancel) is not { } card)
                return (new(CardOutcome.Missing), false);
            if (card.Version != version)
                return (new(CardOutcome.Conflict), false);
            var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == card.AccountId, cancel);
            if (await change(db, account, card) is { Outcome: not CardOutcome.Done } refused)
                return (refused, false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, action, card.Code, appId));
            await db.SaveChangesAsync(cancel);
            return (new(CardOutcome.Done, await Sheet(db, card, cancel)), true);
        }, cancel));
    }

    private async Task<(Card? Card, CardOutcome Refused)> Begun(PortalDb db, OfficialAccount account, CancellationToken cancel)
    {
        if (await db.Cards.CountAsync(row => row.AccountId == account.Id && (row.State == CardState.Draft || row.State == CardState.VerifyFailed), cancel) >= Card.DraftsMax)
            return (null, CardOutcome.TooMany);
        var card = new Card { AccountId = account.Id, CreatedAt = clock.UtcNow };
        db.Add(card);
        return (card, CardOutcome.Done);
    }

    private static async Task<(Card? Card, CardOutcome Refused)> Opened(PortalDb db, OfficialAccount account, string code, Guid? version, CancellationToken cancel) =>
        await db.Cards.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code, cancel) switch
        {
            null => (null, CardOutcome.Missing),
            { IsOpen: false } => (null, CardOutcome.NotNow),
            var card when card.Version != version => (null, CardOutcome.Conflict),
            var card => (card, CardOutcome.Done),
        };

    private static Task<int> OpenStores(PortalDb db, Card card, CancellationToken cancel)
    {
        var stores = db.Stores;
        return db.CardStores.CountAsync(row => row.CardId == card.Id && stores.Any(store => store.Id == row.StoreId && store.ClosedAt == null), cancel);
    }

    // The stock follows the state in the same transaction: a claim asks the stock alone.
    private static async Task<bool> Open(PortalDb db, Card card, bool open, CancellationToken cancel)
    {
        await db.CardStocks.Where(row => row.CardId == card.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.Open, open), cancel);
        return true;
    }

    private static async Task Name(PortalDb db, Card card, long accountId, IReadOnlyList<string> stores, CancellationToken cancel)
    {
        var asked = stores.Distinct().Take(Store.Most).ToList();
        var ids = await db.Stores.Where(row => row.AccountId == accountId && row.ClosedAt == null && asked.Contains(row.Code)).Select(row => row.Id).ToListAsync(cancel);
        var named = await db.CardStores.Where(row => row.CardId == card.Id).ToListAsync(cancel);
        db.RemoveRange(named.Where(row => !ids.Contains(row.StoreId)));
        db.AddRange(ids.Except(named.Select(row => row.StoreId)).Select(id => new CardStore { CardId = card.Id, StoreId = id }));
        await db.SaveChangesAsync(cancel);
    }

    internal static async Task<CardSheet> Sheet(PortalDb db, Card card, CancellationToken cancel)
    {
        var (named, shops) = (db.CardStores.Where(row => row.CardId == card.Id), db.Stores);
        var stores = await shops.Where(row => named.Select(it => it.StoreId).Contains(row.Id)).OrderBy(row => row.Id).Select(row => row.Code).ToListAsync(cancel);
        var stock = await db.CardStocks.AsNoTracking().SingleOrDefaultAsync(row => row.CardId == card.Id, cancel);
        return new(card.Code, card.Terms, stores, card.State, card.Version, card.ChangedAt, card.ReasonEn, card.ReasonZh, stock?.Quantity ?? 0, stock?.Taken ?? 0);
    }

    private static Task<Card?> Load(PortalDb db, Person actor, string appId, string code, CancellationToken cancel) =>
        Card.IsCode(code) ? db.CardOf(actor, appId, code, Permissions.CardsManage, cancel) : Task.FromResult<Card?>(null);

    private static CardResult Of(bool done) => new(done ? CardOutcome.Done : CardOutcome.NotNow);

    private static async Task<CardResult> Saved(Func<Task<CardResult>> save)
    {
        try
        {
            return await save();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(CardOutcome.Conflict);
        }
    }
}
