using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Cinema;

public sealed class ChainOperationsTests : IAsyncLifetime
{
    private CinemaRig rig = default!;

    public async Task InitializeAsync() => rig = await CinemaRig.Open();

    public Task DisposeAsync()
    {
        rig.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_day_is_what_the_clock_in_Shanghai_calls_one()
    {
        var tomorrow = rig.Today.AddDays(1);
        var (late, early) = (await rig.Shown("云端快递", tomorrow.AddDays(1), "23:55", "40"), await rig.Shown("云端快递", tomorrow.AddDays(3), "00:05", "40"));

        (await Codes(tomorrow.AddDays(1))).Should().Equal(rig.Morning, late);
        (await Codes(tomorrow.AddDays(2))).Should().BeEmpty();
        (await Codes(tomorrow.AddDays(3))).Should().Equal(early);
        rig.Wallet.Db.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 15, 59, 59, TimeSpan.Zero));
        rig.Programme.Today.Should().Be(new DateOnly(2026, 11, 22));
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Programme.Today.Should().Be(new DateOnly(2026, 11, 23));

        async Task<IEnumerable<string>> Codes(DateOnly day) => (await rig.Day(day)).Select(row => row.Code);
    }

    [Theory]
    [InlineData("2026-11-30", "2026-11-30")]
    [InlineData("2026-12-05", "2026-12-05")]
    [InlineData("2026-12-06", "2026-11-29")]
    [InlineData("2026-11-28", "2026-11-29")]
    [InlineData("2026-02-30", "2026-11-29")]
    [InlineData("odd", "2026-11-29")]
    [InlineData(null, "2026-11-29")]
    public void The_strip_of_days_crosses_the_end_of_a_month(string? typed, string day) =>
        CinemaAddress.DayOf(typed, new DateOnly(2026, 11, 29)).Should().Be(DateOnly.ParseExact(day, "yyyy-MM-dd"));

    [Fact]
    public async Task A_hall_shows_one_film_at_a_time_and_is_cleaned_between()
    {
        var tomorrow = rig.Today.AddDays(1);

        (await Try("20:00")).Should().Contain(ChainFields.Time);
        (await Try("21:37")).Should().Contain(ChainFields.Time);
        (await Try("17:40")).Should().Contain(ChainFields.Time);
        (await Try("17:22")).Should().BeEmpty("it is over at 19:20, ten minutes before the next");

        async Task<IEnumerable<string>> Try(string time) => (await Add(time, "40", tomorrow)).Problems.Select(problem => problem.Field);
    }

    [Theory]
    [InlineData("25:00", "40", ChainFields.Time)]
    [InlineData("", "40", ChainFields.Time)]
    [InlineData("12:00", "0.99", ChainFields.Price)]
    [InlineData("12:00", "1000.01", ChainFields.Price)]
    [InlineData("12:00", "forty", ChainFields.Price)]
    public async Task What_is_wrong_with_a_screening_is_said_at_its_field(string time, string price, string field) =>
        (await Add(time, price, rig.Today.AddDays(1))).Problems.Select(problem => problem.Field).Should().Equal(field);

    [Fact]
    public async Task Nothing_is_planned_for_the_past_or_far_ahead()
    {
        (await Add("11:59", "40", rig.Today)).Problems.Should().ContainSingle();
        (await Add("12:00", "40", rig.Today.AddDays(61))).Problems.Should().ContainSingle();
        (await Add("12:01", "40", rig.Today)).Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_day_is_planned_as_a_week_before_and_once()
    {
        var tomorrow = rig.Today.AddDays(1);

        (await rig.Repeat(tomorrow.AddDays(7))).Should().Be(3);
        (await rig.Repeat(tomorrow.AddDays(7))).Should().Be(0);

        var rows = (await rig.Day(tomorrow.AddDays(7)));
        rows.Select(row => row.StartsAt).Should().Equal((await rig.Day(tomorrow)).Select(row => row.StartsAt.AddDays(7)));
        rows.Should().OnlyContain(row => row.Sold == 0 && row.Held == 0);
    }

    [Fact]
    public async Task A_day_is_not_planned_again_further_ahead_than_anything_may_be()
    {
        (await rig.Repeat(rig.Today.AddDays(Screening.DaysAhead + 1))).Should().Be(0);
        (await rig.Repeat(rig.Today.AddDays(Screening.DaysAhead - 1))).Should().Be(1, "the latest day before it shows one film");
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromDays(2));
        (await rig.Repeat(rig.Today.AddDays(-1))).Should().Be(0, "it is over");
    }

    [Fact]
    public async Task Each_cinema_is_planned_and_seen_by_itself_and_nothing_is_left_out()
    {
        var (tomorrow, own) = (rig.Today.AddDays(1), (await rig.View()).Cinemas.Single().Code);
        await Furnish(rig.Chain.Id, cinemas: Programme.CinemasPerPage, perCinema: 30, tomorrow);
        var view = await rig.View();
        var other = view.Cinemas.Single(cinema => cinema.Name == "新店 00").Code;

        (await rig.Chains.Day(rig.Owner, rig.Chain.AppId, other, tomorrow))!.Should().HaveCount(30);
        (await rig.Chains.Day(rig.Owner, rig.Chain.AppId, own, tomorrow))!.Should().HaveCount(3);
        (await rig.Chains.Repeat(rig.Owner, rig.Chain.AppId, other, tomorrow.AddDays(7))).Should().Be(30);
        (await rig.Chains.Day(rig.Owner, rig.Chain.AppId, own, tomorrow.AddDays(7)))!.Should().BeEmpty();

        var shown = (await rig.Programme.Films("澜江", tomorrow)).Rows.Single(row => row.Film.Title.Zh == "长夜灯塔");
        (shown.Count, shown.Next.Count).Should().Be((2 + (30 * Programme.CinemasPerPage), 4));
        var first = await rig.Programme.Cinemas(shown.Film.Code, "澜江", tomorrow);
        var second = await rig.Programme.Cinemas(shown.Film.Code, "澜江", tomorrow, first.Next);
        first.Rows.Should().HaveCount(Programme.CinemasPerPage);
        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Sum(row => row.Times.Count).Should().Be(shown.Count);
    }

    [Fact]
    public async Task Whoever_has_chosen_no_day_sees_the_first_on_which_something_begins()
    {
        var tomorrow = rig.Today.AddDays(1);

        (await rig.Programme.UsualDay("澜江")).Should().Be(tomorrow);

        await rig.Before(rig.Evening, TimeSpan.FromHours(1));
        (await rig.Programme.UsualDay("澜江")).Should().Be(tomorrow);
        await rig.Before(rig.Late, TimeSpan.FromHours(-1));
        (await rig.Programme.UsualDay("澜江")).Should().Be(tomorrow.AddDays(1));
    }

    [Fact]
    public async Task Films_come_a_page_at_a_time_the_most_often_shown_first()
    {
        var tomorrow = rig.Today.AddDays(1);
        await using (var db = rig.Wallet.Db.CreateDbContext())
        {
            var hall = await db.Halls.SingleAsync();
            var films = Enumerable.Range(0, Programme.FilmsPerPage + 3).Select(n => new Film { AccountId = rig.Chain.Id, TitleZh = $"短片 {n:00}", TitleEn = $"Short {n:00}", Minutes = 5, Genre = FilmGenre.Drama }).ToList();
            db.AddRange(films);
            await db.SaveChangesAsync();
            db.AddRange(films.Select((film, n) => Shown(hall, film.Id, ChinaTime.At(tomorrow, new TimeOnly(0, 0)).AddMinutes(15 * n), 5)));
            await db.SaveChangesAsync();
        }

        var first = await rig.Programme.Films("澜江", tomorrow);
        var second = await rig.Programme.Films("澜江", tomorrow, CinemaAddress.PlaceOf($"{first.Next!.Count}-{first.Next.FilmId}"));

        first.Rows.Should().HaveCount(Programme.FilmsPerPage);
        first.Rows[0].Count.Should().Be(2);
        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Select(row => row.Film.Code).Should().OnlyHaveUniqueItems().And.HaveCount(Programme.FilmsPerPage + 5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-2-3")]
    [InlineData("-1-2")]
    [InlineData("99999999999999999999-1")]
    public void A_place_that_is_none_is_the_beginning(string? typed) => CinemaAddress.PlaceOf(typed).Should().BeNull();

    [Fact]
    public async Task Nobody_looks_up_tickets_until_one_is_found()
    {
        for (var n = 0; n < CounterTries.PerMinute; n++)
            (await rig.Doors.Look(rig.Owner, rig.Chain.AppId, "000000000000"))!.Outcome.Should().Be(DoorOutcome.Missing);

        (await rig.Doors.Look(rig.Owner, rig.Chain.AppId, "000000000000"))!.Outcome.Should().Be(DoorOutcome.TooMany);
    }

    [Fact]
    public async Task The_demo_never_runs_dry()
    {
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromDays(40));

        await rig.Chains.RepeatAll();
        await rig.Chains.RepeatAll();

        for (var day = 1; day < Programme.Days; day++)
            (await rig.Day(rig.Today.AddDays(day))).Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_is_sold_and_held_is_counted_and_other_prices_stand_beside_each_other()
    {
        var anna = await rig.Viewer();
        await rig.Bought(anna, rig.Evening, 101, 102);
        await rig.Held(anna, rig.Evening, 103);

        (await rig.Day(rig.Today.AddDays(1))).Single(row => row.Code == rig.Evening).Should().BeEquivalentTo(new { Sold = 2, Held = 1, Total = 16, Fen = 4000L, MayCancel = true });
        var shown = (await rig.Programme.Films("澜江", rig.Today.AddDays(1))).Rows.Single(row => row.Film.Title.Zh == "长夜灯塔");
        (shown.Count, shown.FromFen).Should().Be((2, 4000L));
        (shown.FirstAt, shown.LastAt).Should().Be((await rig.At(rig.Evening), await rig.At(rig.Late)));
        shown.Next.Select(show => show.Code).Should().Equal(rig.Evening, rig.Late);
        var times = (await rig.Programme.Cinemas(shown.Film.Code, "澜江", rig.Today.AddDays(1))).Rows.Single().Times;
        times.Select(time => (time.Fen, time.Free)).Should().Equal((4000, 13), (5000, 16));
    }

    [Fact]
    public async Task Another_brand_neither_sees_nor_changes_anything()
    {
        var other = await rig.Wallet.Db.PersonNamed("Other");
        var own = await rig.Wallet.Db.AccountOf(other, "另一家", verified: true);

        (await rig.Chains.Find(other, rig.Chain.AppId)).Should().BeNull();
        var cinema = (await rig.View()).Cinemas[0].Code;
        (await rig.Chains.Day(other, rig.Chain.AppId, cinema, rig.Today)).Should().BeNull();
        (await rig.Chains.Day(other, own.AppId, cinema, rig.Today)).Should().BeNull("it is another chain's cinema");
        (await rig.Chains.AddCinema(other, rig.Chain.AppId, new("影院", "城市", "地址"))).Found.Should().BeFalse();
        (await rig.Chains.Cancel(other, own.AppId, rig.Evening)).Found.Should().BeFalse();
        (await rig.Chains.Repeat(other, rig.Chain.AppId, cinema, rig.Today)).Should().BeNull();
        (await rig.Chains.Repeat(other, own.AppId, cinema, rig.Today)).Should().BeNull();
        (await rig.Chains.AddHall(other, own.AppId, new((await rig.View()).Cinemas[0].Code, "影厅", "##"))).Found.Should().BeFalse();
        var view = await rig.View();
        (await rig.Chains.AddScreening(other, own.AppId, new(view.Films[0].Code, view.Cinemas[0].Halls[0].Code, rig.Today.AddDays(2), "12:00", "40", ScreeningLanguage.Mandarin, ScreeningFormat.Flat)))
            .Problems.Select(problem => problem.Field).Should().Equal(ChainFields.Film, ChainFields.Hall);
    }

    [Fact]
    public async Task A_ticket_lets_in_once_from_an_hour_before_the_start_until_the_end()
    {
        var anna = await rig.Viewer();
        var code = (await rig.Tickets.Find(anna, await rig.Bought(anna, rig.Evening, 101, 102)))!.TicketCode!;
        (await LetIn(code)).Should().Be(DoorOutcome.TooEarly);
        await rig.Before(rig.Evening, Screening.DoorOpens);

        (await rig.Doors.Look(rig.Owner, rig.Chain.AppId, $" {code[..4]} {code[4..]}"))!.Should().BeEquivalentTo(new { Outcome = DoorOutcome.Good, SeatCount = 2, UsedAt = (DateTime?)null });
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LetIn(code))));

        all.Count(outcome => outcome == DoorOutcome.Good).Should().Be(1);
        all.Count(outcome => outcome == DoorOutcome.Used).Should().Be(5);
        (await LetIn("000000000000")).Should().Be(DoorOutcome.Missing);
        (await LetIn("odd")).Should().Be(DoorOutcome.Missing);
    }

    [Fact]
    public async Task What_was_given_back_changed_or_called_off_lets_nobody_in()
    {
        var anna = await rig.Viewer();
        var (back, off, late) = (await Bought(rig.Late), await Bought(rig.Evening), await Bought(rig.Morning));
        await rig.Tickets.Refund(anna, back.Order);
        await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening);

        (await LetIn(back.Code)).Should().Be(DoorOutcome.Returned);
        (await LetIn(off.Code)).Should().Be(DoorOutcome.Cancelled);
        await rig.Before(rig.Morning, -TimeSpan.FromMinutes(118));
        (await LetIn(late.Code)).Should().Be(DoorOutcome.Over);

        async Task<(string Order, string Code)> Bought(string screening)
        {
            var order = await rig.Bought(anna, screening, 101);
            return (order, (await rig.Tickets.Find(anna, order))!.TicketCode!);
        }
    }

    [Fact]
    public async Task Staff_of_the_shop_stand_at_the_door_and_nobody_else_does()
    {
        var anna = await rig.Viewer();
        var code = (await rig.Tickets.Find(anna, await rig.Bought(anna, rig.Evening, 101)))!.TicketCode!;
        await rig.Before(rig.Evening, Screening.DoorOpens);
        var (staff, stranger) = (await rig.Wallet.Db.PersonNamed("Staff"), await rig.Wallet.Db.PersonNamed("Stranger"));
        var own = await rig.Wallet.Db.AccountOf(stranger, "另一家", verified: true);
        await using (var db = rig.Wallet.Db.CreateDbContext())
        {
            db.Add(new Membership { AccountId = rig.Chain.Id, UserId = staff.UserId, Role = MemberRole.ShopStaff, Since = rig.Now });
            await db.SaveChangesAsync();
        }

        (await rig.Doors.Look(stranger, rig.Chain.AppId, code)).Should().BeNull();
        (await rig.Doors.LetIn(stranger, rig.Chain.AppId, code)).Should().BeNull();
        (await rig.Doors.LetIn(stranger, own.AppId, code))!.Outcome.Should().Be(DoorOutcome.Missing, "it is another chain's");
        (await rig.Chains.Find(staff, rig.Chain.AppId)).Should().BeNull();
        (await rig.Doors.LetIn(staff, rig.Chain.AppId, code))!.Outcome.Should().Be(DoorOutcome.Good);
    }

    private async Task<DoorOutcome> LetIn(string code) => (await rig.Doors.LetIn(rig.Owner, rig.Chain.AppId, code))!.Outcome;

    private async Task<ChainResult> Add(string time, string price, DateOnly day)
    {
        var view = await rig.View();
        return await rig.Chains.AddScreening(rig.Owner, rig.Chain.AppId, new(view.Films.Single(film => film.Title.Zh == "长夜灯塔").Code, view.Cinemas[0].Halls[0].Code, day, time, price, ScreeningLanguage.Mandarin, ScreeningFormat.Flat));
    }

    // Straight into the database: so much is not typed.
    private async Task Furnish(long chain, int cinemas, int perCinema, DateOnly day)
    {
        await using var db = rig.Wallet.Db.CreateDbContext();
        var film = await db.Films.Where(row => row.TitleZh == "长夜灯塔").Select(row => row.Id).SingleAsync();
        for (var n = 0; n < cinemas; n++)
        {
            var cinema = new Cinema { AccountId = chain, Name = $"新店 {n:00}", City = "澜江", Address = "江畔路 2 号" };
            db.Add(cinema);
            await db.SaveChangesAsync();
            for (var hall = 0; hall < 2; hall++)
            {
                var made = new Hall { CinemaId = cinema.Id, Name = $"{hall}", Plan = "##", SeatCount = 2 };
                db.Add(made);
                await db.SaveChangesAsync();
                db.AddRange(Enumerable.Range(0, perCinema / 2).Select(show => Shown(made, film, ChinaTime.At(day, new TimeOnly(8, 0)).AddMinutes(30 * show), 20)));
            }

            await db.SaveChangesAsync();
        }
    }

    private Screening Shown(Hall hall, long film, DateTime starts, int minutes) => new()
    {
        AccountId = rig.Chain.Id,
        CinemaId = hall.CinemaId,
        HallId = hall.Id,
        FilmId = film,
        StartsAt = starts,
        EndsAt = starts.AddMinutes(minutes),
        Fen = 4000,
        Language = ScreeningLanguage.Mandarin,
        Format = ScreeningFormat.Flat,
    };
}
