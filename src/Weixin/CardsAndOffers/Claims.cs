using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>How taking a copy ended.</summary>
public enum ClaimOutcome
{
    /// <summary>Taken, now or by the same form before.</summary>
    Taken = 1,

    /// <summary>There is no such card for this person.</summary>
    Missing,

    /// <summary>None is left (45031).</summary>
    SoldOut,

    /// <summary>The person has taken as many as they may (45033).</summary>
    OverLimit,

    /// <summary>It cannot be taken yet.</summary>
    NotStarted,

    /// <summary>Its time is over, or its brand has deleted it: nobody takes it any more.</summary>
    Ended,

    /// <summary>Its brand has stopped it, or the platform the brand (40078, 45030).</summary>
    Stopped,
}

/// <summary>What taking a copy came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">The copy's digits, when it was taken.</param>
public readonly record struct ClaimResult(ClaimOutcome Outcome, string? Code = null);

/// <summary>
/// The one place at which copies are taken: by subscribers, by hand, by campaigns. Nobody needs to follow the account. Exact under load:
/// the guard stands in the statement that counts, and the cap is a unique key.
/// </summary>
public sealed class Claims
{
    // What is known of a card is asked for this often at most while thousands want it; the writing statements hold what must be exact.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly IDbContextFactory<PortalDb> dbs;
    private readonly StockReminder reminder;
    private readonly TimeProvider clock;
    private readonly ClaimLane? lane;
    private readonly IMemoryCache? cache;

    /// <summary>Each claim in a transaction of its own.</summary>
    public Claims(IDbContextFactory<PortalDb> dbs, StockReminder reminder, TimeProvider clock) => (this.dbs, this.reminder, this.clock) = (dbs, reminder, clock);

    /// <summary>Claims that come together are written together.</summary>
    public Claims(IDbContextFactory<PortalDb> dbs, StockReminder reminder, TimeProvider clock, ClaimLane lane, IMemoryCache cache)
        : this(dbs, reminder, clock) => (this.lane, this.cache) = (lane, cache);

    /// <summary>Takes one copy for a person.</summary>
    /// <param name="subscriberId">Who takes.</param>
    /// <param name="card">The card's public id.</param>
    /// <param name="key">The form's key: the same again is the same copy.</param>
    /// <param name="source">By which way.</param>
    /// <param name="scene">The scene of the QR code, or the campaign, if there was one.</param>
    /// <param name="stands">Whether it is still wanted, held until the commit: asked in the transaction that takes; null when it always is.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ClaimResult> Take(long subscriberId, string card, Guid key, ClaimSource source, string? scene = null, Func<PortalDb, Task<bool>>? stands = null, CancellationToken cancel = default)
    {
        if (!Card.IsCode(card))
            return new(ClaimOutcome.Missing);
        if (lane is not null)
            return await TakeTogether(subscriberId, card, key, source, scene, stands, cancel);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        if (await Offer(db, subscriberId, card, cancel) is not { } offer)
            return new(ClaimOutcome.Missing);
        if (await Before(db, subscriberId, key, cancel) is { } before)
            return Again(before, offer.CardId, subscriberId);
        if (offer.StateAt(now) is var state and not ClaimOutcome.Taken)
            return await Refused(offer, state, now, cancel);

        var (from, until) = CardTime.SpanOf(offer.Terms, now);
        var code = CardCode.NewCode();
        var result = await db.InTransaction<ClaimResult>(async () =>
        {
            // First, so that all who take this card stand in a line here: what is counted after it cannot change before the commit.
            if (await db.CardStocks.Where(row => row.CardId == offer.CardId && row.Open && row.Taken < row.Quantity)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.Taken, it => it.Taken + 1), cancel) == 0)
                return (new(await db.CardStocks.AnyAsync(row => row.CardId == offer.CardId && row.Open, cancel) ? ClaimOutcome.SoldOut : ClaimOutcome.Stopped), false);
            if (await Before(db, subscriberId, key, cancel) is { } same)
                return (Again(same, offer.CardId, subscriberId), false);
            var last = await db.CardCodes.Where(row => row.CardId == offer.CardId && row.TakerId == subscriberId).MaxAsync(row => (int?)row.Number, cancel) ?? 0;
            if (last >= offer.Terms.GetLimit)
                return (new(ClaimOutcome.OverLimit), false);
            if (stands is not null && !await stands(db))
                return (new(ClaimOutcome.Missing), false);
            db.Add(new CardCode
            {
                CardId = offer.CardId,
                Code = code,
                TakerId = subscriberId,
                OwnerId = subscriberId,
                Number = last + 1,
                FormKey = key,
                Source = source,
                Scene = scene,
                TakenAt = now,
                ValidFrom = from,
                ValidUntil = until,
            });
            await db.SaveChangesAsync(cancel);
            await db.CountCard(offer.CardId, now, taken: 1, cancel: cancel);
            return (new(ClaimOutcome.Taken, code), true);
        }, cancel);
        await reminder.After(offer.CardId, offer.Stock, now, cancel);
        return result;
    }

    private async Task<ClaimResult> TakeTogether(long subscriberId, string card, Guid key, ClaimSource source, string? scene, Func<PortalDb, Task<bool>>? stands, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        if (!cache!.TryGetValue((typeof(Claims), card), out Facts? offer))
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            // Of the card alone: whom the account has blocked is looked at with each claim.
            offer = await Offer(db, 0, card, cancel);
            if (offer is not null)
                cache!.Set((typeof(Claims), card), offer, Fresh);
        }

        if (offer is null)
            return new(ClaimOutcome.Missing);
        if (offer.StateAt(now) is var state and not ClaimOutcome.Taken)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            if (await Before(db, subscriberId, key, cancel) is { } before)
                return Again(before, offer.CardId, subscriberId);
            return await Offer(db, subscriberId, card, cancel) is null ? new(ClaimOutcome.Missing) : await Refused(offer, state, now, cancel);
        }

        var (from, until) = CardTime.SpanOf(offer.Terms, now);
        var result = await lane!.Take(new(subscriberId, offer.CardId, offer.AccountId, offer.Terms.GetLimit, key, source, scene, from, until, stands));
        await reminder.After(offer.CardId, offer.Stock, now, cancel);
        return result;
    }

    /// <summary>What would stand against taking a copy now; <see cref="ClaimOutcome.Taken"/> when nothing does. A look, no promise.</summary>
    internal static async Task<ClaimOutcome> Look(PortalDb db, long subscriberId, string card, DateTime now, CancellationToken cancel)
    {
        if (await Offer(db, subscriberId, card, cancel) is not { } offer)
            return ClaimOutcome.Missing;
        if (offer.StateAt(now) is var state and not ClaimOutcome.Taken)
            return state;
        var mine = await db.CardCodes.CountAsync(row => row.CardId == offer.CardId && row.TakerId == subscriberId, cancel);
        return mine >= offer.Terms.GetLimit ? ClaimOutcome.OverLimit : ClaimOutcome.Taken;
    }

    // Whom the account has blocked receives nothing of it, by no way.
    private static async Task<Facts?> Offer(PortalDb db, long subscriberId, string card, CancellationToken cancel)
    {
        var (cards, accounts, stocks, followings) = (db.Cards, db.OfficialAccounts, db.CardStocks, db.Followings);
        return await (from row in cards.AsNoTracking()
                      join account in accounts on row.AccountId equals account.Id
                      join stock in stocks.AsNoTracking() on row.Id equals stock.CardId
                      where row.Code == card && !followings.Any(it => it.AccountId == account.Id && it.SubscriberId == subscriberId && it.Blocked)
                      select new Facts(row.Id, row.AccountId, row.State, row.Terms, account.Standing, stock)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>What a form took before, whoever has it now; null when it took nothing.</summary>
    internal static Task<ClaimedBefore?> Before(PortalDb db, long subscriberId, Guid key, CancellationToken cancel) =>
        db.CardCodes.AsNoTracking().Where(row => row.TakerId == subscriberId && row.FormKey == key).Select(row => new ClaimedBefore(row.CardId, row.Code, row.OwnerId)).SingleOrDefaultAsync(cancel);

    /// <summary>The answer to a form that comes again. A copy that was given on has other digits now, and they are its owner's.</summary>
    internal static ClaimResult Again(ClaimedBefore before, long cardId, long subscriberId) =>
        before.CardId != cardId ? new(ClaimOutcome.Missing) : new(ClaimOutcome.Taken, before.OwnerId == subscriberId ? before.Code : null);

    private async Task<ClaimResult> Refused(Facts offer, ClaimOutcome outcome, DateTime now, CancellationToken cancel)
    {
        if (outcome == ClaimOutcome.SoldOut)
            await reminder.After(offer.CardId, offer.Stock, now, cancel);
        return new(outcome);
    }

    /// <summary>A copy that a form took.</summary>
    internal sealed record ClaimedBefore(long CardId, string Code, long OwnerId);

    private sealed record Facts(long CardId, long AccountId, CardState State, CardTerms Terms, AccountStanding Standing, CardStock Stock)
    {
        public ClaimOutcome StateAt(DateTime now) => this switch
        {
            { State: CardState.Stopped } => ClaimOutcome.Stopped,
            { State: CardState.Deleted } => ClaimOutcome.Ended,
            { State: not CardState.Dispatched } => ClaimOutcome.Missing,
            // Offers are a right of the verified; what was taken before is not touched by its end.
            { Standing: not AccountStanding.Verified } => ClaimOutcome.Stopped,
            _ when Terms.EndsAt <= now => ClaimOutcome.Ended,
            _ when Terms.TakeFrom > now => ClaimOutcome.NotStarted,
            { Stock.Left: 0 } => ClaimOutcome.SoldOut,
            _ => ClaimOutcome.Taken,
        };
    }
}
