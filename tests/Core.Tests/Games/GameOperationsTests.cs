using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Games;

/// <summary>A subscriber plays what their region's catalogue has, the server counts it, and it stands on their region's board.</summary>
public sealed class GameOperationsTests
{
    [Fact]
    public async Task A_region_sees_its_own_catalogue_or_else_the_one_for_all_others_and_nothing_of_another()
    {
        using var world = await GameWorld.Make();
        var (own, elsewhere) = (await world.Shown("clusters", "HK", "MO"), await world.Shown("doubling", CatalogueRegion.Elsewhere));
        var (here, there) = (await world.Person("HK"), await world.Person("GB"));

        (await world.Games.Catalogue(here)).Games.Select(game => game.Code).Should().Equal(own);
        (await world.Games.Catalogue(there)).Games.Select(game => game.Code).Should().Equal(elsewhere);
        foreach (var (person, foreign) in new[] { (here, elsewhere), (there, own), (here, Ids.Code()), (here, "nothing") })
        {
            (await world.Games.Find(person, foreign)).Should().BeNull();
            (await world.Games.Board(person, foreign)).Should().BeNull();
            (await world.Games.Start(person, foreign)).Outcome.Should().Be(StartOutcome.Missing);
        }
    }

    [Fact]
    public async Task A_game_is_shown_between_its_days_and_a_catalogue_of_ones_own_stays_ones_own_when_it_is_empty()
    {
        using var world = await GameWorld.Make();
        var (person, abroad) = (await world.Person("HK"), await world.Person("GB"));
        await world.Shown("doubling", CatalogueRegion.Elsewhere);
        // The clock stands on 22 November; nobody of Hong Kong has a draft to be shut in by.
        var draft = await world.Catalogue.Save(world.Root, null, default, world.Draft("clusters", "HK") with { From = "2026-11-23", Until = "2026-11-24" });
        (await world.Games.Catalogue(person)).Games.Should().ContainSingle(game => game.Game == "doubling", "a draft makes no catalogue");
        var sheet = (await world.Catalogue.Find(world.Root, draft.Code!))!;
        await world.Catalogue.Save(world.Root, sheet.Code, sheet.Version, sheet.Draft, EntryState.Shown);

        List<int> shown = [];
        for (var day = 22; day <= 25; day++)
        {
            shown.Add((await world.Games.Catalogue(person)).Games.Count);
            world.Db.Clock.Advance(TimeSpan.FromDays(1));
        }

        shown.Should().Equal(0, 1, 1, 0);
        (await world.Games.Catalogue(abroad)).Games.Should().ContainSingle();
        (await world.Catalogue.OwnCatalogues(world.Root)).Should().Equal("HK");
    }

    [Fact]
    public async Task The_server_counts_the_moves_and_the_best_stands_on_the_board()
    {
        using var world = await GameWorld.Make();
        var (code, person) = (await world.Shown("clusters", "HK"), await world.Person("HK", "Ah Ming"));
        var start = await world.Games.Start(person, code);
        var (moves, score) = GameWorld.Play("clusters", start.Seed, 30);

        (await world.Games.Finish(person, start.Run, moves)).Should().Be(new GameResult(FinishOutcome.Counted, score, score, 1));
        var worse = await world.Played(person, code, "clusters", 1, well: false);

        worse.Score.Should().BeLessThan(score);
        worse.Best.Should().Be(score);
        var board = (await world.Games.Board(person, code))!;
        board.Rows.Should().Equal(new BoardRow(1, "Ah Ming", score, true));
        board.Mine.Should().Be(board.Rows[0]);
        (await world.Games.Find(person, code))!.Best.Should().Be(score);
    }

    [Fact]
    public async Task Who_has_won_no_point_is_counted_and_stands_on_no_board()
    {
        using var world = await GameWorld.Make();
        var (code, person) = (await world.Shown("lamps", "HK"), await world.Person("HK"));

        (await world.Played(person, code, "lamps", 1)).Should().Be(new GameResult(FinishOutcome.Counted));
        (await world.Games.Board(person, code))!.Should().BeEquivalentTo(new { Rows = Array.Empty<BoardRow>(), Mine = (BoardRow?)null });
    }

    [Fact]
    public async Task Sent_again_it_is_answered_again_and_counted_once_whatever_is_sent()
    {
        using var world = await GameWorld.Make();
        var (code, person) = (await world.Shown("doubling", "HK"), await world.Person("HK"));
        var start = await world.Games.Start(person, code);
        var (few, many) = (GameWorld.Play("doubling", start.Seed, 5), GameWorld.Play("doubling", start.Seed, 60));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Games.Finish(person, start.Run, few.Moves))));
        var again = await world.Games.Finish(person, start.Run, many.Moves);

        answers.Append(again).Should().OnlyContain(answer => answer.Outcome == FinishOutcome.Counted && answer.Score == few.Score);
        many.Score.Should().BeGreaterThan(few.Score);
        (await world.Games.Find(person, code))!.Best.Should().Be(few.Score);
    }

    [Fact]
    public async Task Of_runs_that_end_at_once_the_best_stands()
    {
        using var world = await GameWorld.Make();
        var (code, person) = (await world.Shown("clusters", "HK"), await world.Person("HK"));
        List<(string Run, string Moves, int Score)> runs = [];
        for (var number = 1; number <= 6; number++)
        {
            var start = await world.Games.Start(person, code);
            var (moves, score) = GameWorld.Play("clusters", start.Seed, number * 3);
            runs.Add((start.Run, moves, score));
        }

        var answers = await Task.WhenAll(runs.Select(run => Task.Run(() => world.Games.Finish(person, run.Run, run.Moves))));

        answers.Should().OnlyContain(answer => answer.Outcome == FinishOutcome.Counted);
        answers.Select(answer => answer.Score).Should().Equal(runs.Select(run => run.Score));
        (await world.Games.Find(person, code))!.Best.Should().Be(runs.Max(run => run.Score));
    }

    [Fact]
    public async Task A_score_that_was_not_played_does_not_enter()
    {
        using var world = await GameWorld.Make();
        var (code, person, other) = (await world.Shown("doubling", "HK"), await world.Person("HK"), await world.Person("HK"));
        var start = await world.Games.Start(person, code);
        var moves = GameWorld.Play("doubling", start.Seed, 20).Moves;

        (await world.Games.Finish(other, start.Run, moves)).Outcome.Should().Be(FinishOutcome.Missing, "it is somebody else's");
        (await world.Games.Finish(person, Ids.Code(), moves)).Outcome.Should().Be(FinishOutcome.Missing);
        // Two the same way one after another, until one of them cannot be made; letters that are no move; nothing; a number.
        foreach (var wrong in new[] { new string('l', 50), moves + "x", "", "999999", new string('l', 30_000) })
            (await world.Games.Finish(person, start.Run, wrong)).Outcome.Should().Be(FinishOutcome.Impossible);
        (await world.Games.Board(person, code))!.Rows.Should().BeEmpty();
        (await world.Games.Finish(person, start.Run, moves)).Outcome.Should().Be(FinishOutcome.Counted, "the run itself is as good as before");
    }

    [Fact]
    public async Task A_run_counts_for_a_day_even_when_its_game_was_withdrawn_meanwhile()
    {
        using var world = await GameWorld.Make();
        var (code, person) = (await world.Shown("doubling", "HK"), await world.Person("HK"));
        var (first, second) = (await world.Games.Start(person, code), await world.Games.Start(person, code));
        var sheet = (await world.Catalogue.Find(world.Root, code))!;
        await world.Catalogue.Save(world.Root, code, sheet.Version, sheet.Draft, EntryState.Withdrawn);
        (await world.Games.Start(person, code)).Outcome.Should().Be(StartOutcome.Missing);

        (await world.Games.Finish(person, first.Run, GameWorld.Play("doubling", first.Seed, 9).Moves)).Outcome.Should().Be(FinishOutcome.Counted);
        world.Db.Clock.Advance(GameRun.Life + TimeSpan.FromSeconds(1));
        (await world.Games.Finish(person, second.Run, GameWorld.Play("doubling", second.Seed, 9).Moves)).Outcome.Should().Be(FinishOutcome.Expired);
        (await world.Games.Finish(person, first.Run, "")).Outcome.Should().Be(FinishOutcome.Counted, "it was counted in time");
    }

    [Fact]
    public async Task A_board_is_of_one_region_in_order_and_tells_everybody_their_own_place()
    {
        using var world = await GameWorld.Make();
        var code = await world.Shown("doubling", "HK", "SG");
        List<long> people = [];
        for (var number = 0; number < GameOperations.BoardMax + 5; number++)
            people.Add(await world.Person("HK", $"Guest {number}"));
        await using (var db = world.Db.CreateDbContext())
        {
            // Two of each score: of these whoever was first.
            db.AddRange(people.Select((person, number) => new GameScore { SubscriberId = person, Game = "doubling", Region = "HK", Score = 1000 - (number / 2), WonAt = world.Db.Clock.GetUtcNow().UtcDateTime.AddMinutes(number % 2 == 0 ? 1 : 0) }));
            await db.SaveChangesAsync();
        }

        var foreigner = await world.Person("SG", "From Singapore");
        await world.Played(foreigner, code, "doubling", 10);

        var board = (await world.Games.Board(people[^1], code))!;
        board.Rows.Should().HaveCount(GameOperations.BoardMax).And.NotContain(row => row.Nickname == "From Singapore");
        board.Rows.Select(row => row.Place).Should().Equal(Enumerable.Range(1, GameOperations.BoardMax));
        board.Rows.Take(4).Select(row => row.Nickname).Should().Equal("Guest 1", "Guest 0", "Guest 3", "Guest 2");
        board.Mine!.Place.Should().Be(people.Count);
        (await world.Games.Board(foreigner, code))!.Rows.Should().ContainSingle().Which.Nickname.Should().Be("From Singapore");
        await using (var db = world.Db.CreateDbContext())
        {
            foreach (var friend in new[] { people[3], foreigner })
                db.AddRange(new Friendship { OwnerId = people[10], FriendId = friend }, new Friendship { OwnerId = friend, FriendId = people[10] });
            await db.SaveChangesAsync();
        }

        var friends = (await world.Games.Board(people[10], code, friends: true))!;
        friends.Rows.Select(row => row.Nickname).Should().Equal(["Guest 3", "Guest 10", "From Singapore"], "friends stand beside each other wherever they play");
        friends.Mine!.Place.Should().Be(2);
        (await world.Games.Board(people[3], code, friends: true))!.Rows.Select(row => row.Nickname).Should().Equal("Guest 3", "Guest 10");
    }

    [Fact]
    public async Task A_day_allows_so_many_and_what_is_old_is_thrown_away()
    {
        using var world = await GameWorld.Make();
        world.Db.Limits.GameRunsPerDay = 3;
        var (code, person) = (await world.Shown("lamps", "HK"), await world.Person("HK"));
        (await world.Games.Start(person, code)).Outcome.Should().Be(StartOutcome.Started);
        for (var number = 0; number < 2; number++)
            (await world.Games.Start(person, code)).Outcome.Should().Be(StartOutcome.Started);
        (await world.Games.Start(person, code)).Outcome.Should().Be(StartOutcome.TooMany);
        (await world.Games.Start(await world.Person("HK"), code)).Outcome.Should().Be(StartOutcome.Started);

        world.Db.Clock.Advance(TimeSpan.FromHours(25));
        (await world.Games.Start(person, code)).Outcome.Should().Be(StartOutcome.Started);
        (await world.Games.Forget()).Should().Be(0);
        world.Db.Clock.Advance(GameRun.Kept - TimeSpan.FromHours(1));
        var best = await world.Played(await world.Person("HK"), await world.Shown("doubling", "HK"), "doubling", 20);
        (await world.Games.Forget()).Should().Be(4);
        await using var db = world.Db.CreateDbContext();
        (await db.GameRuns.CountAsync()).Should().Be(2);
        world.Db.Clock.Advance(GameRun.Kept + TimeSpan.FromHours(1));
        (await world.Games.Forget()).Should().Be(2);
        (await db.GameScores.Select(row => row.Score).SingleAsync()).Should().Be(best.Score, "the best stays");
    }

    [Fact]
    public async Task The_mainland_has_one_catalogue()
    {
        using var world = await GameWorld.Make(TestDb.Weixin());
        world.Catalogue.Regions.Should().Equal("CN");
        (await world.Catalogue.Save(world.Root, null, default, world.Draft("lamps", "HK"))).Problems.Should().ContainSingle(problem => problem.Field == EntryFields.Regions);
        (await world.Catalogue.Save(world.Root, null, default, world.Draft("lamps", CatalogueRegion.Elsewhere))).Problems.Should().ContainSingle(problem => problem.Field == EntryFields.Regions);
        var code = await world.Shown("lamps", "CN");

        (await world.Games.Catalogue(await world.Person("CN"))).Games.Select(game => game.Code).Should().Equal(code);
        using var abroad = await GameWorld.Make();
        abroad.Catalogue.Regions.Should().Contain(["HK", "TW", CatalogueRegion.Elsewhere]).And.NotContain("CN");
        (await abroad.Games.Find(await abroad.Person("HK"), code)).Should().BeNull();
    }
}
