using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Tickets at the door of a chain's cinemas: looked at, and let in once.</summary>
public sealed class DoorOperations(IDbContextFactory<PortalDb> dbs, CounterTries tries, TimeProvider clock)
{
    /// <summary>The digits of a ticket's code, however they were typed or scanned; null when there are not as many as there should be.</summary>
    public static string? CodeIn(string? typed)
    {
        if (typed is null || typed.Length > 4 * TicketOrder.TicketCodeLength)
            return null;
        var code = string.Concat(IdText.Normalise(typed).Where(c => c is not (' ' or '-')));
        return code.Length == TicketOrder.TicketCodeLength && code.All(char.IsAsciiDigit) ? code : null;
    }

    /// <summary>May the actor stand at the doors of this account's cinemas?</summary>
    public async Task<bool> MayStand(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not null;
    }

    /// <summary>Looks at a ticket; null when there is no such account for the actor.</summary>
    public async Task<DoorTicket?> Look(Person actor, string appId, string? typed, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
            return null;
        return tries.MayTry(actor.UserId) ? (await Find(db, account, typed, cancel)).Ticket : Nothing(DoorOutcome.TooMany);
    }

    /// <summary>Lets the people of a ticket in; null when there is no such account for the actor. Of two who scan it at once one lets in.</summary>
    public async Task<DoorTicket?> LetIn(Person actor, string appId, string? typed, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.CardsRedeem, cancel) is not { } account)
                return (default(DoorTicket), false);
            var (ticket, id) = await Find(db, account, typed, cancel);
            if (ticket.Outcome != DoorOutcome.Good)
                return (ticket, false);
            DateTime? now = clock.UtcNow;
            if (await db.TicketOrders.Where(row => row.Id == id && row.State == TicketState.Paid && row.UsedAt == null).ExecuteUpdateAsync(row => row.SetProperty(order => order.UsedAt, now), cancel) == 0)
                return ((await Find(db, account, typed, cancel)).Ticket, false);
            db.Record(new AuditFact(now.Value, actor.UserId, "cinema.let-in", $"ticket …{CodeIn(typed)![^4..]}", account.AppId));
            await db.SaveChangesAsync(cancel);
            return (ticket with { UsedAt = now }, true);
        }, cancel);
    }

    private static DoorTicket Nothing(DoorOutcome outcome) => new(outcome, new("", ""), "", "", default, new("", ""), 0, null);

    private async Task<(DoorTicket Ticket, long Id)> Find(PortalDb db, OfficialAccount account, string? typed, CancellationToken cancel)
    {
        var (code, now) = (CodeIn(typed), clock.UtcNow);
        var found = code is null ? null : await (from order in db.TicketOrders.AsNoTracking().Where(row => row.TicketCode == code)
                                                 join screening in db.Screenings on order.ScreeningId equals screening.Id
                                                 join film in db.Films on screening.FilmId equals film.Id
                                                 join hall in db.Halls on screening.HallId equals hall.Id
                                                 join cinema in db.Cinemas on screening.CinemaId equals cinema.Id
                                                 where screening.AccountId == account.Id
                                                 select new { order, screening, film, hall, cinema }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return (Nothing(DoorOutcome.Missing), 0);
        var (ticket, show) = (found.order, found.screening);
        var outcome = show.CancelledAt is not null ? DoorOutcome.Cancelled
            : ticket.State != TicketState.Paid ? DoorOutcome.Returned
            : ticket.UsedAt is not null ? DoorOutcome.Used
            : show.IsDoorOpen(now) ? DoorOutcome.Good
            : now < show.StartsAt ? DoorOutcome.TooEarly : DoorOutcome.Over;
        return (new(outcome, new(found.film.TitleEn, found.film.TitleZh), found.cinema.Name, found.hall.Name, show.StartsAt, Seat.NamesOf(ticket.Places), ticket.SeatCount, ticket.UsedAt), ticket.Id);
    }
}
