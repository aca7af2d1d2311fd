using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Verification;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>What a chain does with its cinemas, films and screenings.</summary>
public sealed class ChainOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private static readonly Bilingual Unchosen = new("Choose one.", "请选择。");

    /// <summary>What the chain has; null when there is no such account for the actor.</summary>
    public async Task<ChainView?> Find(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
            return null;
        var cinemas = await db.Cinemas.AsNoTracking().Where(row => row.AccountId == account.Id).OrderBy(row => row.City).ThenBy(row => row.Name).Take(Cinema.PerChainMax).ToListAsync(cancel);
        var of = db.Cinemas.Where(row => row.AccountId == account.Id).Select(row => row.Id);
        var halls = (await db.Halls.AsNoTracking().Where(row => of.Contains(row.CinemaId)).OrderBy(row => row.Id).ToListAsync(cancel)).ToLookup(row => row.CinemaId);
        var films = await db.Films.AsNoTracking().Where(row => row.AccountId == account.Id).OrderByDescending(row => row.Id).Take(Film.PerChainMax).ToListAsync(cancel);
        return new([.. cinemas.Select(row => new CinemaRow(row.Code, row.Name, row.City, row.Address, [.. halls[row.Id].Select(hall => new HallRow(hall.Code, hall.Name, hall.SeatCount))]))],
            [.. films.Select(film => film.View())], account.Standing == AccountStanding.Verified);
    }

    /// <summary>The screenings of a day in one of its cinemas, with what is sold; null when there is no such account for the actor, or no such cinema of it.</summary>
    public async Task<IReadOnlyList<ScreeningRow>?> Day(Person actor, string appId, string cinema, DateOnly day, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account || await CinemaOf(db, account.Id, cinema, cancel) is not { } house)
            return null;
        var (now, begin, end) = (clock.UtcNow, ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
        var (claims, orders) = (db.SeatClaims, db.TicketOrders);
        var rows = await (from screening in db.Screenings.AsNoTracking().Where(row => row.CinemaId == house && row.StartsAt >= begin && row.StartsAt < end)
                          join film in db.Films on screening.FilmId equals film.Id
                          join hall in db.Halls on screening.HallId equals hall.Id
                          orderby screening.StartsAt, screening.Id
                          select new
                          {
                              screening,
                              film.TitleEn,
                              film.TitleZh,
                              Hall = hall.Name,
                              hall.SeatCount,
                              Sold = claims.Count(claim => claim.ScreeningId == screening.Id && claim.HeldUntil == null),
                              Held = claims.Count(claim => claim.ScreeningId == screening.Id && claim.HeldUntil > now),
                              Owed = orders.Count(order => order.ScreeningId == screening.Id && order.State == TicketState.Paid),
                          }).ToListAsync(cancel);
        return [.. rows.Select(row => new ScreeningRow(row.screening.Code, new(row.TitleEn, row.TitleZh), row.Hall, row.screening.StartsAt, row.screening.EndsAt, row.screening.Fen,
            row.Sold, row.Held, row.SeatCount, row.screening.CancelledAt is not null, row.screening.CancelledAt is null ? 0 : row.Owed, row.screening.CancelledAt is null && now < row.screening.EndsAt))];
    }

    /// <summary>Opens a cinema.</summary>
    public Task<ChainResult> AddCinema(Person actor, string appId, CinemaForm form, CancellationToken cancel = default) => Add(actor, appId, async (db, account) =>
    {
        var fields = new Reading();
        var (name, city, address) = (fields.Line(ChainFields.Name, form.Name, Cinema.NameMax), fields.Line(ChainFields.City, form.City, Cinema.CityMax), fields.Line(ChainFields.Address, form.Address, Cinema.AddressMax));
        if (fields.Problems.Count > 0)
            return ChainResult.No(fields.Problems);
        if (await db.Cinemas.AnyAsync(row => row.AccountId == account.Id && row.Name == name, cancel))
            return ChainResult.No(ChainFields.Name, new("There is a cinema of this name.", "已有同名影院。"));
        if (await db.Cinemas.CountAsync(row => row.AccountId == account.Id, cancel) >= Cinema.PerChainMax)
            return ChainResult.No(ChainFields.Name, new($"{Cinema.PerChainMax} cinemas, the most there may be.", $"影院数量已达上限 {Cinema.PerChainMax} 家。"));
        db.Add(new Cinema { AccountId = account.Id, Name = name, City = city, Address = address });
        return ChainResult.Done;
    }, cancel);

    /// <summary>Adds a hall to a cinema.</summary>
    public Task<ChainResult> AddHall(Person actor, string appId, HallForm form, CancellationToken cancel = default) => Add(actor, appId, async (db, account) =>
    {
        var fields = new Reading();
        var name = fields.Line(ChainFields.Name, form.Name, Hall.NameMax);
        var (plan, wrong) = HallPlan.Read(form.Plan);
        if (plan is null)
            fields.Problems.Add(new(ChainFields.Plan, wrong));
        if (fields.Problems.Count > 0)
            return ChainResult.No(fields.Problems);
        if (await db.Cinemas.AsNoTracking().SingleOrDefaultAsync(row => row.Code == form.Cinema && row.AccountId == account.Id, cancel) is not { } cinema)
            return ChainResult.Missing;
        if (await db.Halls.AnyAsync(row => row.CinemaId == cinema.Id && row.Name == name, cancel))
            return ChainResult.No(ChainFields.Name, new("There is a hall of this name.", "该影院已有同名影厅。"));
        if (await db.Halls.CountAsync(row => row.CinemaId == cinema.Id, cancel) >= Hall.PerCinemaMax)
            return ChainResult.No(ChainFields.Name, new($"{Hall.PerCinemaMax} halls, the most there may be.", $"影厅数量已达上限 {Hall.PerCinemaMax} 个。"));
        db.Add(new Hall { CinemaId = cinema.Id, Name = name, Plan = plan!.Text, SeatCount = plan.SeatCount });
        return ChainResult.Done;
    }, cancel);

    /// <summary>Adds a film.</summary>
    public Task<ChainResult> AddFilm(Person actor, string appId, FilmForm form, CancellationToken cancel = default) => Add(actor, appId, async (db, account) =>
    {
        var fields = new Reading();
        var (zh, en) = (fields.Line(ChainFields.TitleZh, form.TitleZh, Film.TitleMax), fields.Line(ChainFields.TitleEn, form.TitleEn, Film.TitleMax));
        if (!int.TryParse(form.Minutes?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < Film.MinutesMin or > Film.MinutesMax)
            fields.Problems.Add(new(ChainFields.Minutes, new($"{Film.MinutesMin} to {Film.MinutesMax} minutes.", $"请输入 {Film.MinutesMin} 至 {Film.MinutesMax} 之间的分钟数。")));
        if (fields.Problems.Count > 0)
            return ChainResult.No(fields.Problems);
        if (await db.Films.AnyAsync(row => row.AccountId == account.Id && row.TitleZh == zh, cancel))
            return ChainResult.No(ChainFields.TitleZh, new("There is a film of this title.", "已有同名影片。"));
        var count = await db.Films.CountAsync(row => row.AccountId == account.Id, cancel);
        if (count >= Film.PerChainMax)
            return ChainResult.No(ChainFields.TitleZh, new($"{Film.PerChainMax} films, the most there may be.", $"影片数量已达上限 {Film.PerChainMax} 部。"));
        // Round the colour wheel in steps that do not meet again soon.
        db.Add(new Film { AccountId = account.Id, TitleZh = zh, TitleEn = en, Minutes = minutes, Genre = form.Genre, Hue = count * 47 % 360 });
        return ChainResult.Done;
    }, cancel);

    /// <summary>Plans a screening.</summary>
    public Task<ChainResult> AddScreening(Person actor, string appId, ScreeningForm form, CancellationToken cancel = default) => Add(actor, appId, async (db, account) =>
    {
        var (now, fields) = (clock.UtcNow, new Reading());
        var cinemas = db.Cinemas.Where(row => row.AccountId == account.Id).Select(row => row.Id);
        var film = await db.Films.AsNoTracking().SingleOrDefaultAsync(row => row.Code == form.Film && row.AccountId == account.Id, cancel);
        var hall = await db.Halls.AsNoTracking().SingleOrDefaultAsync(row => row.Code == form.Hall && cinemas.Contains(row.CinemaId), cancel);
        if (film is null)
            fields.Problems.Add(new(ChainFields.Film, Unchosen));
        if (hall is null)
            fields.Problems.Add(new(ChainFields.Hall, Unchosen));
        DateTime? starts = TimeOnly.TryParseExact(form.Time?.Trim().Replace('：', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? ChinaTime.At(form.Day, time) : null;
        if (starts is null)
            fields.Problems.Add(new(ChainFields.Time, new("Hours and minutes, such as 19:30.", "请输入时和分，例如 19:30。")));
        else if (!Screening.MayBePlanned(starts.Value, now))
            fields.Problems.Add(new(ChainFields.Time, new($"In the future, at most {Screening.DaysAhead} days ahead.", $"须晚于当前时间，且在 {Screening.DaysAhead} 天以内。")));
        var (fen, price) = Money.Read(form.Price, Screening.FenMax);
        if (fen is null)
            fields.Problems.Add(new(ChainFields.Price, price));
        else if (fen < Screening.FenMin)
            fields.Problems.Add(new(ChainFields.Price, new($"At least {Money.Yuan(Screening.FenMin)}.", $"票价至少为 {Money.Yuan(Screening.FenMin)}。")));
        if (fields.Problems.Count > 0)
            return ChainResult.No(fields.Problems);
        var screening = Planned(film!, hall!, account.Id, starts!.Value, fen!.Value, form.Language, form.Format);
        if (await IsBusy(db, screening, cancel))
            return ChainResult.No(ChainFields.Time, new($"The hall shows something else then; between two films it is cleaned for {(int)Screening.Cleaning.TotalMinutes} minutes.", $"该影厅此时段已有排片；两场之间需预留 {(int)Screening.Cleaning.TotalMinutes} 分钟清场。"));
        db.Add(screening);
        return ChainResult.Done;
    }, cancel);

    /// <summary>Calls a screening off. Everybody's money goes back, by the round that comes next.</summary>
    public Task<ChainResult> Cancel(Person actor, string appId, string code, CancellationToken cancel = default) => Add(actor, appId, async (db, account) =>
    {
        if (await db.Screenings.SingleOrDefaultAsync(row => row.Code == code && row.AccountId == account.Id, cancel) is not { } screening)
            return ChainResult.Missing;
        if (screening.Cancel(clock.UtcNow))
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "cinema.screening-cancelled", code, account.AppId));
        return ChainResult.Done;
    }, cancel);

    /// <summary>
    /// Plans a cinema's day as the same day a week before was, or as its latest day was on which anything is shown. What would meet something
    /// else in its hall is left out, and what is further ahead than one may plan.
    /// </summary>
    /// <returns>How many screenings were added; null when there is no such account for the actor, or no such cinema of it.</returns>
    public async Task<int?> Repeat(Person actor, string appId, string cinema, DateOnly day, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is { } account && await CinemaOf(db, account.Id, cinema, cancel) is { } house
            ? await Repeat(db, account.Id, house, day, cancel)
            : null;
    }

    /// <summary>Plans the coming days of every cinema that has shown something and has nothing planned for them.</summary>
    public async Task RepeatAll(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var today = ChinaTime.DayOf(clock.UtcNow);
        foreach (var cinema in await db.Cinemas.OrderBy(row => row.Id).Select(row => new { row.Id, row.AccountId }).ToListAsync(cancel))
        {
            for (var day = today; day < today.AddDays(Programme.Days); day = day.AddDays(1))
            {
                var (begin, end) = (ChinaTime.StartOf(day), ChinaTime.StartOf(day.AddDays(1)));
                if (!await db.Screenings.AnyAsync(row => row.CinemaId == cinema.Id && row.StartsAt >= begin && row.StartsAt < end, cancel))
                    await Repeat(db, cinema.AccountId, cinema.Id, day, cancel);
            }
        }
    }

    private Task<int> Repeat(PortalDb db, long account, long cinema, DateOnly day, CancellationToken cancel) => db.InTransaction(IsolationLevel.Serializable, async () =>
    {
        var (now, begin) = (clock.UtcNow, ChinaTime.StartOf(day));
        if (begin > now.AddDays(Screening.DaysAhead))
            return (0, false);
        var shown = db.Screenings.AsNoTracking().Where(row => row.CinemaId == cinema && row.CancelledAt == null);
        var weekAgo = ChinaTime.StartOf(day.AddDays(-7));
        if (!await shown.AnyAsync(row => row.StartsAt >= weekAgo && row.StartsAt < weekAgo.AddDays(1), cancel))
        {
            if (await shown.Where(row => row.StartsAt < begin).MaxAsync(row => (DateTime?)row.StartsAt, cancel) is not { } latest)
                return (0, false);
            weekAgo = ChinaTime.StartOf(ChinaTime.DayOf(latest));
        }

        // Bounded by the cinema's halls, each of which shows one film at a time.
        var until = weekAgo.AddDays(1);
        var (model, count) = (await shown.Where(row => row.StartsAt >= weekAgo && row.StartsAt < until).OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(cancel), 0);
        foreach (var one in model)
        {
            var starts = begin + (one.StartsAt - weekAgo);
            var again = new Screening
            {
                AccountId = account,
                CinemaId = one.CinemaId,
                HallId = one.HallId,
                FilmId = one.FilmId,
                StartsAt = starts,
                EndsAt = starts + (one.EndsAt - one.StartsAt),
                Fen = one.Fen,
                Language = one.Language,
                Format = one.Format,
            };
            if (!Screening.MayBePlanned(starts, now) || await IsBusy(db, again, cancel))
                continue;
            db.Add(again);
            count++;
        }

        await db.SaveChangesAsync(cancel);
        return (count, true);
    }, cancel);

    private static Task<long?> CinemaOf(PortalDb db, long account, string code, CancellationToken cancel) =>
        db.Cinemas.Where(row => row.Code == code && row.AccountId == account).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel);

    private static Screening Planned(Film film, Hall hall, long account, DateTime starts, long fen, ScreeningLanguage language, ScreeningFormat format) => new()
    {
        AccountId = account,
        CinemaId = hall.CinemaId,
        HallId = hall.Id,
        FilmId = film.Id,
        StartsAt = starts,
        EndsAt = starts.AddMinutes(film.Minutes),
        Fen = fen,
        Language = language,
        Format = format,
    };

    private static Task<bool> IsBusy(PortalDb db, Screening screening, CancellationToken cancel)
    {
        var (begin, end) = (screening.StartsAt - Screening.Cleaning, screening.EndsAt + Screening.Cleaning);
        return db.Screenings.AnyAsync(row => row.HallId == screening.HallId && row.CancelledAt == null && row.StartsAt < end && row.EndsAt > begin, cancel);
    }

    // Serializable: what is added is decided by what is not there yet.
    private async Task<ChainResult> Add(Person actor, string appId, Func<PortalDb, OfficialAccount, Task<ChainResult>> change, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
                return (ChainResult.Missing, false);
            var result = await change(db, account);
            if (result.IsDone)
                await db.SaveChangesAsync(cancel);
            return (result, result.IsDone);
        }, cancel);
    }

    private sealed class Reading
    {
        public List<ChainProblem> Problems { get; } = [];

        public string Line(string field, string? typed, int max)
        {
            var text = typed?.Length > 4 * max ? typed : string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Bilingual? problem = text.Length == 0 || !VisibleText.IsSeen(text) ? new("Fill this in.", "请填写此项。")
                : text.Length > max ? new($"At most {max} characters.", $"最多 {max} 个字符。")
                : !VisibleText.IsQuiet(text) ? new("There are characters in it that cannot be seen.", "包含无法显示的字符。") : null;
            if (problem is { } wrong)
                Problems.Add(new(field, wrong));
            return text;
        }
    }
}
