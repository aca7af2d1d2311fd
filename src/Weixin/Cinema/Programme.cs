using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>What is shown where and when, for whoever wants to go. The days are those of China's clock.</summary>
public sealed class Programme(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Days that can be chosen, today the first.</summary>
    public const int Days = 7;

    /// <summary>Films of a page.</summary>
    public const int FilmsPerPage = 40;

    /// <summary>Cinemas of a page.</summary>
    public const int CinemasPerPage = 20;

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

    /// <summary>The day that is shown to whoever has chosen none: today, or late in the evening, when nothing more begins, tomorrow.</summary>
    public async Task<DateOnly> UsualDay(string city, CancellationToken cancel = default)
    {
        var today = Today;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Shown(db, city, today).AnyAsync(cancel) ? today : today.AddDays(1);
    }

    /// <summary>The films of a day in a city, those that are shown most often first.</summary>
    /// <param name="city">The city.</param>
    /// <param name="day">The day.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<FilmPageOf> Films(string city, DateOnly day, FilmPlace? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (shown, films, cinemas) = (Shown(db, city, day), db.Films.AsNoTracking(), db.Cinemas);
        var sums = shown.GroupBy(row => row.FilmId).Select(group => new
        {
            FilmId = group.Key,
            Count = group.Count(),
            Fen = group.Min(row => row.Fen),
            First = group.Min(row => row.StartsAt),
            Last = group.Max(row => row.StartsAt),
        });
        if (after is { Count: var count, FilmId: var film })
            sums = sums.Where(row => row.Count < count || (row.Count == count && row.FilmId > film));
        var rows = await sums.OrderByDescending(row => row.Count).ThenBy(row => row.FilmId).Take(FilmsPerPage + 1).ToListAsync(cancel);
        var more = rows.Count > FilmsPerPage;
        rows = [.. rows.Take(FilmsPerPage)];
        var ids = rows.Select(row => row.FilmId).ToList();
        var views = await films.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var next = (await (from one in films.Where(row => ids.Contains(row.Id))
                           from screening in shown.Where(row => row.FilmId == one.Id).OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(NextTimes)
                           join cinema in cinemas on screening.CinemaId equals cinema.Id
                           select new { one.Id, Next = new NextShow(screening.Code, screening.StartsAt, cinema.Name) }).ToListAsync(cancel)).ToLookup(row => row.Id, row => row.Next);
        return new([.. rows.Select(row => new FilmOfDay(views[row.FilmId].View(), row.Fen, row.Count, row.First, row.Last, [.. next[row.FilmId].OrderBy(show => show.StartsAt)]))],
            more ? new(rows[^1].Count, rows[^1].FilmId) : null);
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
    /// <param name="film">The film.</param>
    /// <param name="city">The city.</param>
    /// <param name="day">The day.</param>
    /// <param name="after">The name of the cinema after which the page begins; null for the first page. A film is one chain's, whose cinemas have names of their own.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CinemaPageOf> Cinemas(string film, string city, DateOnly day, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, films) = (clock.UtcNow, db.Films);
        var shown = Shown(db, city, day).Where(row => films.Any(one => one.Id == row.FilmId && one.Code == film));
        var found = db.Cinemas.AsNoTracking().Where(row => shown.Select(screening => screening.CinemaId).Contains(row.Id));
        if (after is not null)
            found = found.Where(row => row.Name.CompareTo(after) > 0);
        var houses = await found.OrderBy(row => row.Name).Take(CinemasPerPage + 1).ToListAsync(cancel);
        var page = houses.Take(CinemasPerPage).ToList();
        var (ids, halls, claims) = (page.Select(row => row.Id).ToList(), db.Halls, db.SeatClaims.Where(row => row.HeldUntil == null || row.HeldUntil > now));
        var times = (await (from screening in shown.Where(row => ids.Contains(row.CinemaId))
                            join hall in halls on screening.HallId equals hall.Id
                            orderby screening.StartsAt, screening.Id
                            select new { screening, hall, Claimed = claims.Count(claim => claim.ScreeningId == screening.Id) }).AsNoTracking().ToListAsync(cancel))
            .ToLookup(row => row.screening.CinemaId, row => row.screening.Time(row.hall, row.Claimed));
        return new([.. page.Select(row => new CinemaOfDay(row.Name, row.Address, [.. times[row.Id]]))], houses.Count > page.Count ? page[^1].Name : null);
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

    // What can still be bought.
    private IQueryable<Screening> Shown(PortalDb db, string city, DateOnly day)
    {
        var (now, chains) = (clock.UtcNow, db.SellingChains);
        var onSale = now - Weixin.Cinema.Screening.SaleAfterStart;
        var (begin, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        return from cinema in db.Cinemas.Where(row => row.City == city && chains.Any(chain => chain.Id == row.AccountId))
               join screening in db.Screenings on cinema.Id equals screening.CinemaId
               where screening.StartsAt >= begin && screening.StartsAt < end && screening.StartsAt > onSale && screening.EndsAt > now
                   && screening.CancelledAt == null && screening.SettledAt == null
               select screening;
    }
}

/// <summary>What the readers make of rows.</summary>
internal static class CinemaViews
{
    public static FilmView View(this Film film) => new(film.Code, new(film.TitleEn, film.TitleZh), film.Minutes, film.Genre, film.Rating, film.Hue);

    public static ShowTime Time(this Screening screening, Hall hall, int claimed) =>
        new(screening.Code, screening.StartsAt, screening.EndsAt, screening.Fen, screening.Language, screening.Format, hall.Name, hall.SeatCount - claimed);
}
