using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>What is shown where and when, for whoever wants to go. The days are those of China's clock.</summary>
public sealed class Programme(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Days that can be chosen, today the first.</summary>
    public const int Days = 7;

    private const int Most = 500;
    private const int NextTimes = 4;
    private const int MostCities = 200;

    /// <summary>Today.</summary>
    public DateOnly Today => ChinaTime.DayOf(clock.UtcNow);

    /// <summary>Cities with a cinema.</summary>
    public async Task<IReadOnlyList<string>> Cities(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (chains, cinemas) = (db.SellingChains, db.Cinemas);
        return await cinemas.Where(row => chains.Any(chain => chain.Id == row.AccountId)).GroupBy(row => row.City)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).Take(MostCities).ToListAsync(cancel);
    }

    /// <summary>The films of a day in a city, those that are shown most often first.</summary>
    public async Task<IReadOnlyList<FilmOfDay>> Films(string city, DateOnly day, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var rows = await Shows(db, city, day, null, cancel);
        return [.. rows.GroupBy(row => row.Film.Code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => new FilmOfDay(
            group.First().Film, group.Min(row => row.Time.Fen), group.Count(), [.. group.Take(NextTimes).Select(row => (row.Time, row.Cinema))]))];
    }

    /// <summary>A film of a chain that sells; null when there is none.</summary>
    public async Task<FilmView?> Film(string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var chains = db.SellingChains;
        return (await db.Films.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && chains.Any(chain => chain.Id == row.AccountId), cancel))?.View();
    }

    /// <summary>Where and when a film is shown on a day in a city.</summary>
    public async Task<IReadOnlyList<CinemaOfDay>> Cinemas(string film, string city, DateOnly day, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var rows = await Shows(db, city, day, film, cancel);
        return [.. rows.GroupBy(row => (row.Cinema, row.Address)).OrderBy(group => group.Key.Cinema, StringComparer.Ordinal)
            .Select(group => new CinemaOfDay(group.Key.Cinema, group.Key.Address, [.. group.Select(row => row.Time)]))];
    }

    /// <summary>A screening with its seats, as they are at this moment; null when there is none.</summary>
    public async Task<ScreeningView?> Screening(long me, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var chains = db.SellingChains;
        var found = await (from screening in db.Screenings.AsNoTracking().Where(row => row.Code == code && chains.Any(chain => chain.Id == row.AccountId))
                           join film in db.Films on screening.FilmId equals film.Id
                           join hall in db.Halls on screening.HallId equals hall.Id
                           join cinema in db.Cinemas on screening.CinemaId equals cinema.Id
                           select new { screening, film, hall, cinema }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var (now, id) = (clock.UtcNow, found.screening.Id);
        var claims = await (from claim in db.SeatClaims.Where(row => row.ScreeningId == id && (row.HeldUntil == null || row.HeldUntil > now))
                            join order in db.TicketOrders on claim.OrderId equals order.Id
                            select new { claim.Place, Mine = order.SubscriberId == me }).ToListAsync(cancel);
        return new(found.film.View(), found.screening.Time(found.hall, claims.Count), found.cinema.City, found.cinema.Name, found.cinema.Address, HallPlan.Of(found.hall.Plan),
            claims.Where(claim => !claim.Mine).Select(claim => claim.Place).ToHashSet(), claims.Where(claim => claim.Mine).Select(claim => claim.Place).ToHashSet(),
            found.screening.IsOnSale(now), found.screening.CancelledAt is not null);
    }

    /// <summary>The seats of a screening that are taken, whoever has them; null when there is no such screening.</summary>
    public async Task<IReadOnlyList<int>?> Taken(string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, chains) = (clock.UtcNow, db.SellingChains);
        var id = await db.Screenings.Where(row => row.Code == code && chains.Any(chain => chain.Id == row.AccountId)).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel);
        return id is null ? null : await db.SeatClaims.Where(row => row.ScreeningId == id && (row.HeldUntil == null || row.HeldUntil > now))
            .OrderBy(row => row.Place).Select(row => row.Place).ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<Show>> Shows(PortalDb db, string city, DateOnly day, string? film, CancellationToken cancel)
    {
        var (now, chains) = (clock.UtcNow, db.SellingChains);
        var onSale = now - Weixin.Cinema.Screening.SaleAfterStart;
        var (begin, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var claims = db.SeatClaims.Where(row => row.HeldUntil == null || row.HeldUntil > now);
        var rows = await (from cinema in db.Cinemas.AsNoTracking().Where(row => row.City == city && chains.Any(chain => chain.Id == row.AccountId))
                          join screening in db.Screenings.Where(row => row.StartsAt >= begin && row.StartsAt < end && row.StartsAt > onSale && row.CancelledAt == null) on cinema.Id equals screening.CinemaId
                          join shown in db.Films on screening.FilmId equals shown.Id
                          join hall in db.Halls on screening.HallId equals hall.Id
                          where film == null || shown.Code == film
                          orderby screening.StartsAt, screening.Id
                          select new { screening, shown, hall, cinema.Name, cinema.Address, Claimed = claims.Count(claim => claim.ScreeningId == screening.Id) }).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(row => new Show(row.shown.View(), row.screening.Time(row.hall, row.Claimed), row.Name, row.Address))];
    }

    private sealed record Show(FilmView Film, ShowTime Time, string Cinema, string Address);
}

/// <summary>What the readers make of rows.</summary>
internal static class CinemaViews
{
    public static FilmView View(this Film film) => new(film.Code, new(film.TitleEn, film.TitleZh), film.Minutes, film.Genre, film.Rating, film.Hue);

    public static ShowTime Time(this Screening screening, Hall hall, int claimed) =>
        new(screening.Code, screening.StartsAt, screening.EndsAt, screening.Fen, screening.Language, screening.Format, hall.Name, hall.SeatCount - claimed);
}
