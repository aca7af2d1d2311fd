using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>
/// Seats, from the first touch to the money that goes back. A seat changes hands by one guarded write on its own row; money moves in the
/// same transaction as the seats or not at all.
/// </summary>
public sealed class TicketOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentPassword passwords, Spending spending, PlatformLimits limits, TimeProvider clock, ILogger<TicketOperations> log)
{
    /// <summary>Who leaves for good has no ticket for what is still to come: its price could not be given back.</summary>
    public static Leaving Leaving => new(
        (_, _, _, _) => Task.CompletedTask,
        Hindrance: async (db, me, now, cancel) =>
        {
            var screenings = db.Screenings;
            return await db.TicketOrders.AnyAsync(row => row.SubscriberId == me
                    && (row.State == TicketState.Held || (row.State == TicketState.Paid && screenings.Any(one => one.Id == row.ScreeningId && one.EndsAt > now))), cancel)
                ? new("You have film tickets for a screening that is not over. Use them or give them back first.", "你有尚未放映的电影票，请先使用或退票。")
                : null;
        });

    /// <summary>Orders of a page.</summary>
    public const int PageSize = 20;

    private static readonly Bilingual Over = new("Tickets for this screening are not sold any more.", "该场次已停止售票。");
    private static readonly Bilingual TooLate = new("The time is up and the seats are free again. Nothing was paid; choose once more.", "锁座已超时，座位已释放，未产生扣款，请重新选座。");
    private static readonly Bilingual NoReturn = new(
        $"Tickets go back and are changed up to {Minutes(Screening.DoorOpens)} minutes before the start.", $"开场前 {Minutes(Screening.DoorOpens)} 分钟内不可退票或改签。");
    private static readonly Bilingual NoChange = new(
        "A ticket is changed once, for as many seats of the same film in the same chain.", "每张票仅可改签一次，且须为同一影片、同一院线、相同张数。");

    /// <summary>Holds seats for ten minutes. Of two who ask for the same seat one gets it; the other is told which are gone.</summary>
    public async Task<HoldResult> Hold(long me, SeatWish wish, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (!Ids.IsCode(wish.Screening))
            return HoldResult.No(Over);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move(db, async () => await Held(db, me, wish, cancel) is var result && result.Code is not null ? (result, true) : (result, false), cancel);
    }

    /// <summary>Pays an order with the wallet. Seats whose time is up are not paid: no money moves without them.</summary>
    public async Task<TicketResult> Pay(long me, string code, string? password, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!Ids.IsCode(code) || await db.TicketOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.SubscriberId == me, cancel) is not { } seen)
            return TicketResult.Missing;
        if (seen.State == TicketState.Paid)
            return TicketResult.Done;
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return TicketResult.No(WalletProblems.NoWallet);
        if (seen.State != TicketState.Held || seen.HeldUntil <= clock.UtcNow)
            return TicketResult.Because(TooLate);
        // Last: an order that cannot be paid costs no try.
        if (await passwords.Check(db, me, password, cancel) is { } wrong)
            return TicketResult.No(wrong);
        return await books.Move(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            var result = await Paid(db, await db.TicketOrders.SingleAsync(row => row.Id == seen.Id, cancel), cancel);
            return (result, result.Outcome == TicketOutcome.Done);
        }, cancel);
    }

    /// <summary>Lets held seats go.</summary>
    public Task<TicketResult> Release(long me, string code, CancellationToken cancel = default) => Change(me, code, async (db, order) =>
    {
        if (order.State == TicketState.Released)
            return TicketResult.Done;
        if (!order.Release(clock.UtcNow))
            return TicketResult.Because(new("It is paid already; give the ticket back instead.", "订单已支付，如需取消请办理退票。"));
        await Free(db, order, cancel);
        return TicketResult.Done;
    }, cancel);

    /// <summary>Gives a ticket back: the whole price returns to the wallet, and the seats are free.</summary>
    public Task<TicketResult> Refund(long me, string code, CancellationToken cancel = default) => Change(me, code, async (db, order) =>
    {
        if (order.State == TicketState.Refunded)
            return TicketResult.Done;
        var screening = await db.Screenings.AsNoTracking().SingleAsync(row => row.Id == order.ScreeningId, cancel);
        // What was called off goes back at any time: the round would do it anyway.
        if (order.State != TicketState.Paid || (screening.CancelledAt is null && (order.UsedAt is not null || !screening.MayReturn(clock.UtcNow))))
            return TicketResult.Because(NoReturn);
        return await Back(db, order, cancel);
    }, cancel);

    /// <summary>An order of the reader's; null for every other.</summary>
    public async Task<TicketView?> Find(long me, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return (await Views(db, db.TicketOrders.Where(row => row.Code == code && row.SubscriberId == me), cancel)).SingleOrDefault();
    }

    /// <summary>The reader's orders, the latest first. What was let go is no ticket, and is not among them.</summary>
    /// <param name="me">The reader.</param>
    /// <param name="before">Where the page begins; null for the latest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<TicketPageOf> Mine(long me, long? before, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        var ids = await db.TicketOrders.Where(row => row.SubscriberId == me && (before == null || row.Id < before)
                && row.State != TicketState.Released && row.State != TicketState.Changed && (row.State != TicketState.Held || row.HeldUntil > now))
            .OrderByDescending(row => row.Id).Select(row => row.Id).Take(PageSize + 1).ToListAsync(cancel);
        var shown = ids.Take(PageSize).ToList();
        return new(await Views(db, db.TicketOrders.Where(row => shown.Contains(row.Id)), cancel), ids.Count > PageSize ? shown[^1] : null);
    }

    /// <summary>Lets go what nobody paid in time. The seats are anybody's already; this writes it down.</summary>
    public Task ReleaseOver(CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        return Each(db => db.TicketOrders.Where(row => row.State == TicketState.Held && row.HeldUntil <= now), async (db, order) =>
        {
            if (order.Release(clock.UtcNow))
                await Free(db, order, cancel);
            return TicketResult.Done;
        }, cancel);
    }

    /// <summary>Gives everybody their money back whose screening was called off, and lets go what was held.</summary>
    public Task ReturnCancelled(CancellationToken cancel = default) => dbs.Each(
        db => db.Screenings.Where(row => row.CancelledAt != null && row.SettledAt == null), row => row.Id, async screening =>
        {
            await Each(db => Owed(db, screening.Id), async (db, order) =>
            {
                if (order.State == TicketState.Paid)
                    return await Back(db, order, cancel);
                if (order.Release(clock.UtcNow))
                    await Free(db, order, cancel);
                return TicketResult.Done;
            }, cancel);
            await Settle(screening.Id, cancel);
        }, (screening, error) => log.LogError(error, "Screening {Screening} could not be settled", screening.Code), cancel);

    private static IQueryable<TicketOrder> Owed(PortalDb db, long screening) =>
        db.TicketOrders.Where(row => row.ScreeningId == screening && (row.State == TicketState.Paid || row.State == TicketState.Held));

    // Only when nobody waits for anything any more: one that could not be ended is tried again in the next round.
    private async Task Settle(long screening, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (owed, now) = (Owed(db, screening), (DateTime?)clock.UtcNow);
        await db.Screenings.Where(row => row.Id == screening && !owed.Any()).ExecuteUpdateAsync(row => row.SetProperty(one => one.SettledAt, now), cancel);
    }

    private async Task<HoldResult> Held(PortalDb db, long me, SeatWish wish, CancellationToken cancel)
    {
        var (now, chains) = (clock.UtcNow, db.SellingChains);
        var screening = await db.Screenings.AsNoTracking().SingleOrDefaultAsync(row => row.Code == wish.Screening && chains.Any(chain => chain.Id == row.AccountId), cancel);
        var plan = screening is null ? null : HallPlan.Of(await db.Halls.Where(row => row.Id == screening.HallId).Select(row => row.Plan).SingleAsync(cancel));
        var places = plan is null ? [] : Whole(plan, wish.Places);
        if (await db.TicketOrders.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me && row.FormKey == wish.Key, cancel) is { } before)
            return before.ScreeningId == screening?.Id && before.Places.SequenceEqual(places) ? HoldResult.Of(before.Code) : HoldResult.No(WalletProblems.Used.Reason);
        if (screening is null || !screening.IsOnSale(now))
            return HoldResult.No(Over);
        if (places.Count == 0)
            return HoldResult.No(new("Choose a seat.", "请选择座位。"));
        if (places.Count > TicketOrder.SeatsMax)
            return HoldResult.No(new($"At most {TicketOrder.SeatsMax} seats at once.", $"每单最多可选 {TicketOrder.SeatsMax} 个座位。"));

        var replaced = wish.Replaces is null ? null : await db.TicketOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Code == wish.Replaces && row.SubscriberId == me, cancel);
        if (wish.Replaces is not null && await WhyNot(db, replaced, screening, places.Count, now, cancel) is { } why)
            return HoldResult.No(why);
        if (await db.TicketOrders.SingleOrDefaultAsync(row => row.OpenFor == me, cancel) is { } open)
        {
            if (!(open.HeldUntil <= now) && await db.Screenings.AnyAsync(row => row.Id == open.ScreeningId && row.CancelledAt == null, cancel))
                return new(null, new("You hold other seats at the moment. Pay for them or let them go first.", "您有未支付的锁座订单，请先支付或取消。"), [], open.Code);
            open.Release(now);
            await Free(db, open, cancel);
        }

        var dayAgo = now.AddDays(-1);
        if (await db.TicketOrders.CountAsync(row => row.SubscriberId == me && row.State == TicketState.Released && row.MadeAt > dayAgo, cancel) >= limits.SeatHoldsPerDay)
        {
            return HoldResult.No(new($"You have let seats go {limits.SeatHoldsPerDay} times in 24 hours. Try again tomorrow.", $"24 小时内未支付的锁座已达 {limits.SeatHoldsPerDay} 次，请明天再试。"));
        }

        var order = TicketOrder.Hold(me, wish.Key, screening, places, replaced, now);
        db.Add(order);
        await db.SaveChangesAsync(cancel);
        var taken = await Claim(db, order, places, now, cancel);
        return taken.Count == 0 ? HoldResult.Of(order.Code) : new(null, new("Somebody was faster. The seats that are gone are marked; choose others.", "部分座位刚被他人选走，已为您标出，请重新选择。"), taken);
    }

    // A row that is there and whose time is up is taken over by the very write that looks at its time; a seat without a row gets one, and the
    // unique index refuses the second. Either way it is decided here, and not by what was seen on a map.
    private static async Task<IReadOnlyList<int>> Claim(PortalDb db, TicketOrder order, IReadOnlyList<int> places, DateTime now, CancellationToken cancel)
    {
        var rows = db.SeatClaims.Where(row => row.ScreeningId == order.ScreeningId && places.Contains(row.Place));
        var (id, until) = (order.Id, (DateTime?)order.HeldUntil);
        await rows.Where(row => row.HeldUntil != null && row.HeldUntil <= now)
            .ExecuteUpdateAsync(row => row.SetProperty(claim => claim.OrderId, id).SetProperty(claim => claim.HeldUntil, until), cancel);
        var owners = await rows.Select(row => new { row.Place, row.OrderId }).ToListAsync(cancel);
        if (owners.Any(owner => owner.OrderId != id))
            return [.. owners.Where(owner => owner.OrderId != id).Select(owner => owner.Place).Order()];
        db.AddRange(places.Except(owners.Select(owner => owner.Place)).Select(place => new SeatClaim { ScreeningId = order.ScreeningId, Place = place, OrderId = id, HeldUntil = until }));
        await db.SaveChangesAsync(cancel);
        return [];
    }

    private async Task<TicketResult> Paid(PortalDb db, TicketOrder order, CancellationToken cancel)
    {
        var (now, chains) = (clock.UtcNow, db.SellingChains);
        if (order.State == TicketState.Paid)
            return TicketResult.Done;
        var screening = await db.Screenings.AsNoTracking().SingleAsync(row => row.Id == order.ScreeningId, cancel);
        if (!screening.IsOnSale(now) || !await chains.AnyAsync(row => row.Id == screening.AccountId, cancel))
            return TicketResult.Because(Over);
        var replaced = order.ReplacesId is { } former ? await db.TicketOrders.SingleAsync(row => row.Id == former, cancel) : null;
        if (order.ReplacesId is not null && await WhyNot(db, replaced, screening, order.SeatCount, now, cancel) is { } why)
            return TicketResult.Because(why);
        var mine = db.SeatClaims.Where(row => row.ScreeningId == order.ScreeningId && row.OrderId == order.Id && row.HeldUntil > now);
        if (await mine.ExecuteUpdateAsync(row => row.SetProperty(claim => claim.HeldUntil, (DateTime?)null), cancel) != order.SeatCount)
            return TicketResult.Because(TooLate);
        var due = order.Fen - (replaced?.Fen ?? 0);
        if (!order.Pay(Math.Max(0, due), now))
            return TicketResult.Because(TooLate);
        if (replaced is not null)
        {
            replaced.Change(now);
            await Free(db, replaced, cancel);
        }

        if (await Take(db, order, replaced, due, cancel) is { } problem)
            return TicketResult.No(problem);
        await db.SaveChangesAsync(cancel);
        return TicketResult.Done;
    }

    // Everything that was paid for the seats: for these, and for those that they took the place of.
    private async Task<TicketResult> Back(PortalDb db, TicketOrder order, CancellationToken cancel)
    {
        order.Refund(clock.UtcNow);
        await Free(db, order, cancel);
        var former = order.ReplacesId is { } id ? await db.TicketOrders.SingleAsync(row => row.Id == id, cancel) : null;
        foreach (var paid in new[] { order, former }.OfType<TicketOrder>().Where(one => one.PaidFen > 0))
            await Give(db, order, paid, cancel);
        await db.SaveChangesAsync(cancel);
        return TicketResult.Done;
    }

    private async Task<Bilingual?> WhyNot(PortalDb db, TicketOrder? former, Screening screening, int seats, DateTime now, CancellationToken cancel)
    {
        if (former is not { State: TicketState.Paid, UsedAt: null, ReplacesId: null } || former.SeatCount != seats || former.ScreeningId == screening.Id)
            return NoChange;
        var shown = await db.Screenings.AsNoTracking().SingleAsync(row => row.Id == former.ScreeningId, cancel);
        if (shown.FilmId != screening.FilmId || shown.AccountId != screening.AccountId)
            return NoChange;
        return shown.MayReturn(now) ? null : NoReturn;
    }

    // The two places where money moves: to the screening's account, and back from there; the chain's it becomes only afterwards. The order's
    // state lets each happen once. What was paid for a ticket that is changed moves with it, to the screening that the seats are for.
    private async Task<WalletProblem?> Take(PortalDb db, TicketOrder order, TicketOrder? replaced, long due, CancellationToken cancel)
    {
        var wallet = LedgerParty.Wallet(order.SubscriberId);
        if (due > 0 && await spending.Beyond(db, order.SubscriberId, due, cancel) is { } tooMuch)
            return tooMuch;
        List<Movement> movements = [new(LedgerParty.Tickets(order.ScreeningId), order.Fen)];
        if (replaced is not null)
            movements.Add(new(LedgerParty.Tickets(replaced.ScreeningId), -replaced.Fen));
        if (due != 0)
            movements.Add(new(wallet, -due));
        if (due < 0)
            replaced!.GiveBack(-due);
        // What comes back comes under the number of what was paid: it is an allowance of that year alone.
        var posting = due < 0
            ? new Posting($"change:{order.Code}", EntryKind.TicketRefund, replaced!.Code, movements)
            : new Posting($"ticket:{order.Code}", EntryKind.Ticket, order.Code, movements);
        return await Posted(db, posting, cancel) ? null : WalletProblems.Beyond(await Books.Balance(db, wallet, cancel));
    }

    // Each under the number of what was paid, as above.
    private async Task Give(PortalDb db, TicketOrder order, TicketOrder paid, CancellationToken cancel)
    {
        var fen = paid.PaidFen;
        paid.GiveBack(fen);
        if (!await Posted(db, Posting.Of($"back:{order.Code}:{paid.Code}", EntryKind.TicketRefund, paid.Code, LedgerParty.Tickets(order.ScreeningId), LedgerParty.Wallet(paid.SubscriberId), fen), cancel))
            throw new InvalidOperationException($"What was paid for order {paid.Code} of seats is not with its screening.");
    }

    private async Task<bool> Posted(PortalDb db, Posting posting, CancellationToken cancel) => await books.Post(db, posting, cancel) switch
    {
        PostOutcome.Posted => true,
        PostOutcome.NotEnough => false,
        _ => throw new InvalidOperationException($"{posting.Key} was posted before."),
    };

    // The order first: whoever else ended it meanwhile wins, and then nothing of this stays.
    private static async Task Free(PortalDb db, TicketOrder order, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var (screening, id) = (order.ScreeningId, order.Id);
        await db.SeatClaims.Where(row => row.ScreeningId == screening && row.OrderId == id).ExecuteDeleteAsync(cancel);
    }

    private async Task<TicketResult> Change(long me, string code, Func<PortalDb, TicketOrder, Task<TicketResult>> change, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return TicketResult.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move(db, async () =>
        {
            var result = await db.TicketOrders.SingleOrDefaultAsync(row => row.Code == code && row.SubscriberId == me, cancel) is { } order ? await change(db, order) : TicketResult.Missing;
            return (result, result.Outcome == TicketOutcome.Done);
        }, cancel);
    }

    // Each in a transaction of its own: one that cannot be ended holds up no other.
    private Task Each(Func<PortalDb, IQueryable<TicketOrder>> which, Func<PortalDb, TicketOrder, Task<TicketResult>> end, CancellationToken cancel) =>
        dbs.Each(which, row => row.Id, async seen =>
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            await books.Move(db, async () =>
            {
                var ended = await which(db).SingleOrDefaultAsync(row => row.Id == seen.Id, cancel) is { } order ? await end(db, order) : TicketResult.Done;
                return (ended, ended.Outcome == TicketOutcome.Done);
            }, cancel);
        }, (order, error) => log.LogError(error, "Order {Order} of seats could not be ended", order.Code), cancel);

    private async Task<IReadOnlyList<TicketView>> Views(PortalDb db, IQueryable<TicketOrder> orders, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        var rows = await (from order in orders.AsNoTracking()
                          join screening in db.Screenings on order.ScreeningId equals screening.Id
                          join film in db.Films on screening.FilmId equals film.Id
                          join hall in db.Halls on screening.HallId equals hall.Id
                          join cinema in db.Cinemas on screening.CinemaId equals cinema.Id
                          join one in db.TicketOrders on order.ReplacesId equals one.Id into ones
                          from former in ones.DefaultIfEmpty()
                          select new { order, screening, film, hall, cinema, FormerCode = former == null ? null : former.Code, FormerFen = former == null ? 0 : former.Fen }).ToListAsync(cancel);
        return [.. rows.OrderByDescending(row => row.order.Id).Select(row =>
        {
            var (order, screening) = (row.order, row.screening);
            var ticket = order is { State: TicketState.Paid, UsedAt: null } && screening.MayReturn(now);
            return new TicketView(
                order.Code, order.State == TicketState.Held && order.HeldUntil <= now ? TicketState.Released : order.State, row.film.View(), screening.Time(row.hall, 0),
                row.cinema.Name, $"{row.cinema.City} · {row.cinema.Address}", Seat.NamesOf(order.Places), order.SeatCount, order.Fen, order.Fen - row.FormerFen, order.HeldUntil, Math.Max(0, (int)Math.Ceiling((order.HeldUntil - now).TotalSeconds)),
                order.TicketCode, order.PaidAt, order.UsedAt, row.FormerCode, screening.CancelledAt is not null,
                ticket || (order.State == TicketState.Paid && screening.CancelledAt is not null), ticket && order.ReplacesId is null);
        })];
    }

    // Whoever chose one half of a couple seat has chosen both.
    private static IReadOnlyList<int> Whole(HallPlan plan, IReadOnlyList<int> places)
    {
        var seats = places.Take(2 * TicketOrder.SeatsMax).Distinct().Select(plan.Find).OfType<Seat>().ToList();
        return [.. seats.Select(seat => seat.Place).Concat(seats.Select(seat => seat.Partner).OfType<int>()).Distinct().Order()];
    }

    private static int Minutes(TimeSpan time) => (int)time.TotalMinutes;
}
