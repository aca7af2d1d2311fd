using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Games;

/// <summary>A game as a subscriber's catalogue shows it.</summary>
/// <param name="Code">Stands in its address.</param>
/// <param name="Game">Which game, by <see cref="GameKind.Code"/>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Words">A line about it.</param>
/// <param name="Picture">Its picture in the media store.</param>
/// <param name="Best">The reader's best; null when they have none.</param>
public sealed record GameCard(string Code, string Game, Bilingual Title, Bilingual Words, string Picture, int? Best);

/// <summary>A region's catalogue.</summary>
/// <param name="Region">ISO 3166 code of the reader's region.</param>
/// <param name="Games">What is played there, in the staff's order.</param>
public sealed record GameList(string Region, IReadOnlyList<GameCard> Games);

/// <summary>One line of a board.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Nickname">Who: nothing else of them is shown.</param>
/// <param name="Score">Their best.</param>
/// <param name="IsMine">Whether it is the reader's.</param>
public sealed record BoardRow(int Place, string Nickname, int Score, bool IsMine);

/// <summary>A board.</summary>
/// <param name="Card">The game.</param>
/// <param name="Region">ISO 3166 code of the region whose people stand on it.</param>
/// <param name="Rows">The best of it.</param>
/// <param name="Mine">The reader's own line, wherever it stands; null when they have not played.</param>
public sealed record GameBoard(GameCard Card, string Region, IReadOnlyList<BoardRow> Rows, BoardRow? Mine);

/// <summary>How the wish for a new game ended.</summary>
public enum StartOutcome
{
    /// <summary>It may be played.</summary>
    Started = 1,

    /// <summary>This person has begun as many as a day allows.</summary>
    TooMany,

    /// <summary>There is no such game for this person.</summary>
    Missing,
}

/// <summary>A new game.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Run">Code of the run.</param>
/// <param name="Seed">From which the browser plays.</param>
public sealed record GameStart(StartOutcome Outcome, string Run = "", uint Seed = 0);

/// <summary>How the moves of a run were taken.</summary>
public enum FinishOutcome
{
    /// <summary>They count; sent again they are answered in the same way.</summary>
    Counted = 1,

    /// <summary>A move could not be made, or there are none, or more than a game has.</summary>
    Impossible,

    /// <summary>The run was begun too long ago.</summary>
    Expired,

    /// <summary>There is no such run of this person.</summary>
    Missing,
}

/// <summary>What a run came to.</summary>
/// <param name="Outcome">How its moves were taken.</param>
/// <param name="Score">Its points, as the rules count them.</param>
/// <param name="Best">This person's best by now; 0 while they have won no point.</param>
/// <param name="Place">Their place on the board of their region; 0 while they stand on none.</param>
public sealed record GameResult(FinishOutcome Outcome, int Score = 0, int Best = 0, int Place = 0);

/// <summary>
/// The game centre as a subscriber has it: the catalogue of their region and no other, games from a seed, and boards. A score is what the
/// rules make of a run's moves; whoever sends a number sends nothing.
/// </summary>
/// <param name="dbs">The portal's database.</param>
/// <param name="limits">How much may be played.</param>
/// <param name="clock">The time.</param>
/// <param name="dice">Where seeds come from; the runtime's secure ones when none is given.</param>
public sealed class GameOperations(IDbContextFactory<PortalDb> dbs, PlatformLimits limits, TimeProvider clock, Random? dice = null)
{
    /// <summary>Who leaves for good stands on no board.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) =>
        {
            await db.GameScores.Where(row => row.SubscriberId == me).ExecuteDeleteAsync(cancel);
            await db.GameRuns.Where(row => row.SubscriberId == me).ExecuteDeleteAsync(cancel);
        },
        new("Your games, and your places on the boards.", "游戏记录和排行榜名次。"));

    /// <summary>Games that a catalogue shows.</summary>
    public const int CatalogueMax = 100;

    /// <summary>Lines of a board.</summary>
    public const int BoardMax = 100;

    /// <summary>Places are counted so far; whoever stands behind is told this one.</summary>
    public const int PlaceMax = 10_000;

    // Deleted at once: what is locked for it stays little.
    private const int Together = 1000;

    /// <summary>What is played in the reader's region.</summary>
    public async Task<GameList> Catalogue(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var region = await RegionOf(db, me, cancel);
        var entries = await (await Offered(db, region, cancel)).OrderBy(row => row.Order).ThenBy(row => row.Id).Take(CatalogueMax).ToListAsync(cancel);
        var best = await db.GameScores.Where(row => row.SubscriberId == me).ToDictionaryAsync(row => row.Game, row => row.Score, cancel);
        return new(region, [.. entries.Select(row => CardOf(row, best.TryGetValue(row.Game, out var score) ? score : null))]);
    }

    /// <summary>One game of the reader's catalogue; null for one of another region, and for one that there is not.</summary>
    public async Task<GameCard?> Find(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Card(db, me, await RegionOf(db, me, cancel), code, cancel);
    }

    /// <summary>Begins a game.</summary>
    public async Task<GameStart> Start(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Card(db, me, await RegionOf(db, me, cancel), code, cancel) is not { } card)
            return new(StartOutcome.Missing);
        var (now, dayAgo) = (clock.UtcNow, clock.UtcNow.AddDays(-1));
        if (await db.GameRuns.Where(row => row.SubscriberId == me && row.StartedAt > dayAgo).OrderBy(row => row.StartedAt).Take(limits.GameRunsPerDay).CountAsync(cancel) == limits.GameRunsPerDay)
            return new(StartOutcome.TooMany);
        var run = new GameRun { SubscriberId = me, Game = card.Game, Seed = Seed(), StartedAt = now };
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return new(StartOutcome.Started, run.Code, (uint)run.Seed);
    }

    /// <summary>
    /// Takes a run's moves. It was begun when its game was open to this person, so it counts although the game was withdrawn meanwhile:
    /// what was played while the line was away is not lost.
    /// </summary>
    public async Task<GameResult> Finish(long me, string run, string moves, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Counted(me, run, moves, cancel);
            }
            catch (DbUpdateException) when (attempt == 1)
            {
                // Another run of the same person made their first line in this moment: it is there now, and is compared with.
            }
        }
    }

    /// <summary>The board of the reader's region; null for a game that is not played there.</summary>
    /// <param name="me">Who reads.</param>
    /// <param name="code">The game.</param>
    /// <param name="friends">Whether the reader's friends stand on it, wherever they play, and the reader, instead of the region.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<GameBoard?> Board(long me, string code, bool friends = false, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var region = await RegionOf(db, me, cancel);
        if (await Card(db, me, region, code, cancel) is not { } card)
            return null;
        // By their numbers: as a part of the question the database would walk through all scores of the game.
        List<long>? among = friends ? [me, .. await db.FriendsOf(me).ToListAsync(cancel)] : null;
        var people = db.Subscribers;
        var best = await Standing(db, card.Game, region, among).OrderByDescending(row => row.Score).ThenBy(row => row.WonAt).ThenBy(row => row.SubscriberId).Take(BoardMax)
            .Select(row => new { row.SubscriberId, row.Score, Nickname = people.Where(person => person.Id == row.SubscriberId).Select(person => person.Nickname).First() })
            .ToListAsync(cancel);
        List<BoardRow> rows = [.. best.Select((row, place) => new BoardRow(place + 1, row.Nickname, row.Score, row.SubscriberId == me))];
        return new(card, region, rows, rows.Find(row => row.IsMine) ?? await Mine(db, me, card.Game, region, among, cancel));
    }

    /// <summary>Throws runs away that were begun long ago. Best scores stay.</summary>
    /// <returns>How many; when there may be more, it is asked again.</returns>
    public async Task<int> Forget(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var before = clock.UtcNow - GameRun.Kept;
        var old = await db.GameRuns.Where(row => row.StartedAt < before).OrderBy(row => row.StartedAt).Take(Together).Select(row => row.Id).ToListAsync(cancel);
        return old.Count == 0 ? 0 : await db.GameRuns.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancel);
    }

    private async Task<GameResult> Counted(long me, string code, string moves, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.GameRuns.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.SubscriberId == me, cancel) is not { } run)
            return new(FinishOutcome.Missing);
        var (region, now) = (await RegionOf(db, me, cancel), clock.UtcNow);
        if (run.EndedAt is null)
        {
            if (now - run.StartedAt > GameRun.Life)
                return new(FinishOutcome.Expired);
            if (GameKind.Of(run.Game)?.Replay((uint)run.Seed, moves) is not { } score)
                return new(FinishOutcome.Impossible);
            await db.InTransaction(async () =>
            {
                // Whoever writes the run first counts it; the others read what it came to.
                var first = await db.GameRuns.Where(row => row.Id == run.Id && row.EndedAt == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, now).SetProperty(it => it.Score, score), cancel) == 1;
                if (first && score > 0)
                    await Keep(db, me, run.Game, region, score, now, cancel);
                return (first, first);
            }, cancel);
        }

        var points = await db.GameRuns.Where(row => row.Id == run.Id).Select(row => row.Score).SingleAsync(cancel);
        var mine = await Mine(db, me, run.Game, region, null, cancel);
        return new(FinishOutcome.Counted, points, mine?.Score ?? 0, mine?.Place ?? 0);
    }

    // Compared where it lies: of two runs that end at once the better one stands, whichever comes last.
    private static async Task Keep(PortalDb db, long me, string game, string region, int score, DateTime now, CancellationToken cancel)
    {
        var mine = db.GameScores.Where(row => row.SubscriberId == me && row.Game == game);
        if (await mine.Where(row => row.Score < score).ExecuteUpdateAsync(row => row.SetProperty(it => it.Score, score).SetProperty(it => it.WonAt, now), cancel) == 1 || await mine.AnyAsync(cancel))
            return;
        db.Add(new GameScore { SubscriberId = me, Game = game, Region = region, Score = score, WonAt = now });
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<BoardRow?> Mine(PortalDb db, long me, string game, string region, IReadOnlyCollection<long>? among, CancellationToken cancel)
    {
        if (await db.GameScores.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me && row.Game == game, cancel) is not { } mine)
            return null;
        var name = await db.Subscribers.Where(row => row.Id == me).Select(row => row.Nickname).SingleAsync(cancel);
        var better = await Standing(db, game, region, among)
            .Where(row => row.Score > mine.Score || (row.Score == mine.Score && (row.WonAt < mine.WonAt || (row.WonAt == mine.WonAt && row.SubscriberId < me))))
            .OrderByDescending(row => row.Score).Take(PlaceMax - 1).CountAsync(cancel);
        return new(better + 1, name, mine.Score, true);
    }

    private static IQueryable<GameScore> Standing(PortalDb db, string game, string region, IReadOnlyCollection<long>? among)
    {
        var scores = db.GameScores.AsNoTracking().Where(row => row.Game == game);
        return among is null ? scores.Where(row => row.Region == region) : scores.Where(row => among.Contains(row.SubscriberId));
    }

    private async Task<GameCard?> Card(PortalDb db, long me, string region, string code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code) || await (await Offered(db, region, cancel)).SingleOrDefaultAsync(row => row.Code == code, cancel) is not { } entry)
            return null;
        var best = await db.GameScores.Where(row => row.SubscriberId == me && row.Game == entry.Game).Select(row => (int?)row.Score).SingleOrDefaultAsync(cancel);
        return CardOf(entry, best);
    }

    // A region for which anything was ever put into the catalogue has one of its own, be it empty by now: what is meant for all others does
    // not come in because a date has passed.
    private async Task<IQueryable<CatalogueEntry>> Offered(PortalDb db, string region, CancellationToken cancel)
    {
        var (entries, places, now) = (db.CatalogueEntries, db.CatalogueRegions, clock.UtcNow);
        var own = await places.AnyAsync(place => place.Region == region && entries.Any(entry => entry.Id == place.EntryId && entry.State != EntryState.Draft), cancel);
        var list = own ? region : CatalogueRegion.Elsewhere;
        return entries.AsNoTracking().Where(entry => entry.State == EntryState.Shown && entry.FromAt <= now && (entry.UntilAt == null || entry.UntilAt > now)
            && places.Any(place => place.Region == list && place.EntryId == entry.Id));
    }

    private static Task<string> RegionOf(PortalDb db, long me, CancellationToken cancel) => db.Subscribers.Where(row => row.Id == me).Select(row => row.Region).SingleAsync(cancel);

    private static GameCard CardOf(CatalogueEntry entry, int? best) => new(entry.Code, entry.Game, entry.Title, entry.Words, entry.PictureCode, best);

    private uint Seed() => dice is null ? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))) : (uint)dice.NextInt64(uint.MaxValue);
}
