using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Weixin.Cinema;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>The demo's cinema chain: five cinemas in three invented cities, eight invented films, and a week of screenings.</summary>
internal sealed class WeixinDemoCinema(DemoWorld world, DemoBrand brand)
{
    private const string Small = "..######..\n.########.\n.########.\n##########\n##########\n..==..==..";
    private const string Middle = "..########..\n.####..####.\n#####..#####\n#####..#####\n............\n#####..#####\n#####..#####\n==.==..==.==";
    private const string Vip = "==..==..==\n..........\n==..==..==\n..........\n==..==..==";

    private static readonly IReadOnlyList<(string Name, string City, string Address)> Cinemas =
    [
        ("星河影城江畔店", "澜江", "江畔路 18 号 4 层"), ("星河影城老城店", "澜江", "钟楼街 6 号"), ("星河影城大学城店", "澜江", "求知大道 201 号"),
        ("星河影城海湾店", "临海", "观潮路 77 号 3 层"), ("星河影城云栖店", "云栖", "竹影巷 9 号"),
    ];

    private static readonly IReadOnlyList<(string Zh, string En, int Minutes, FilmGenre Genre, int? Rating, int Hue)> Films =
    [
        ("长夜灯塔", "The Lighthouse Keepers", 118, FilmGenre.Drama, 86, 205), ("云端快递", "Sky Parcel", 96, FilmGenre.Animation, 91, 28), ("深海回声", "Echo Below", 132, FilmGenre.SciFi, 83, 188),
        ("谁动了蒸笼", "Who Moved the Steamer", 104, FilmGenre.Comedy, 79, 8), ("第七把钥匙", "The Seventh Key", 121, FilmGenre.Mystery, 88, 268), ("槐花落时", "When Locusts Bloom", 109, FilmGenre.Romance, 81, 330),
        ("雪线以上", "Above the Snow Line", 114, FilmGenre.Adventure, 85, 220), ("一座茶山的四季", "Four Seasons of a Tea Hill", 88, FilmGenre.Documentary, null, 140),
    ];

    // Before the chain was verified: nobody sees a screening until it is.
    public void Plan(DemoTimeline timeline) => timeline.Add(world.Clock.Now.AddDays(-(brand.RegisteredDaysAgo - 1)), Build);

    // Straight into the tables: a week of it through the forms would take longer than all the rest of the world.
    private async Task Build()
    {
        var account = world.AccountOf(brand).Id;
        await using var db = await world.Dbs.CreateDbContextAsync();
        var films = Films.Select(film => new Film { AccountId = account, TitleZh = film.Zh, TitleEn = film.En, Minutes = film.Minutes, Genre = film.Genre, Rating = film.Rating, Hue = film.Hue }).ToList();
        var cinemas = Cinemas.Select(cinema => new Cinema.Cinema { AccountId = account, Name = cinema.Name, City = cinema.City, Address = cinema.Address }).ToList();
        db.AddRange(films);
        db.AddRange(cinemas);
        await db.SaveChangesAsync();
        var halls = cinemas.SelectMany((cinema, place) => new[] { ("1号厅", Middle), ("2号厅", Small), ("贵宾厅", Vip) }.Take(place < 3 ? 3 : 2)
            .Select(hall => new Hall { CinemaId = cinema.Id, Name = hall.Item1, Plan = hall.Item2, SeatCount = HallPlan.Of(hall.Item2).SeatCount })).ToList();
        db.AddRange(halls);
        await db.SaveChangesAsync();

        var today = ZonedTime.ToLocal(world.Clock.Now, brand.TimeZone).Date;
        foreach (var day in Enumerable.Range(0, Programme.Days))
            db.AddRange(halls.SelectMany((hall, number) => Day(hall, number, films, account, today.AddDays(day), day)));
        await db.SaveChangesAsync();
    }

    private IEnumerable<Screening> Day(Hall hall, int number, List<Film> films, long account, DateTime date, int day) => new TimeOnly[] { new(10, 10), new(13, 30), new(16, 40), new(19, 50) }.Select((time, slot) =>
    {
        var film = films[((number * 3) + (slot * 5) + day + films.Count) % films.Count];
        var starts = ZonedTime.ToUtc(date + time.ToTimeSpan(), brand.TimeZone);
        return new Screening
        {
            AccountId = account,
            CinemaId = hall.CinemaId,
            HallId = hall.Id,
            FilmId = film.Id,
            StartsAt = starts,
            EndsAt = starts.AddMinutes(film.Minutes),
            Fen = (slot switch { 0 => 2990, 3 => 4590, _ => 4290 }) + (hall.Plan == Vip ? 4000 : 0),
            Language = film.Genre is FilmGenre.SciFi or FilmGenre.Adventure ? ScreeningLanguage.English : ScreeningLanguage.Mandarin,
            Format = hall.Plan == Middle && film.Genre == FilmGenre.SciFi ? ScreeningFormat.Giant : film.Genre == FilmGenre.Animation ? ScreeningFormat.Deep : ScreeningFormat.Flat,
        };
    });
}
