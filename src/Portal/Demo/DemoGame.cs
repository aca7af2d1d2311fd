using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Portal.Demo;

/// <summary>An entry of the demo's game catalogue, and people who play it.</summary>
/// <param name="Game">Which game, by its code.</param>
/// <param name="Regions">In whose catalogues.</param>
/// <param name="Title">Its title.</param>
/// <param name="Words">A line about it.</param>
/// <param name="Ground">The colour behind its picture, 0xRRGGBB.</param>
/// <param name="Order">Where it stands.</param>
/// <param name="DaysAgo">When it was put into the catalogue.</param>
public sealed record DemoGame(string Game, IReadOnlyList<string> Regions, Bilingual Title, Bilingual Words, uint Ground, int Order, int DaysAgo)
{
    private const int Players = 26;

    // Nobody in the demo plays for longer.
    private const int Moves = 260;

    internal void Plan(DemoWorld world, DemoTimeline timeline)
    {
        var from = world.Clock.Now.AddDays(-DaysAgo);
        var code = "";
        timeline.Add(from, async () => code = await Enter(world));
        // Of each region that sees it, some of those who came first: the known ones are among them.
        var dice = new Random(DaysAgo + Order);
        for (var player = 0; player < Players; player++)
        {
            var place = player;
            timeline.Add(from.AddHours(2 + (dice.NextDouble() * ((DaysAgo * 24) - 4))), () => PlayOnce(world, code, place, new Random(place + Order)));
        }
    }

    private async Task<string> Enter(DemoWorld world)
    {
        var staff = world.Staff(PlatformRoles.Administrator)[0];
        using var upload = new MemoryStream(DemoGamePictures.Draw(Game, Ground));
        var picture = await world.Media.Save(staff, null, upload, CatalogueEntry.Shape);
        var draft = new EntryDraft(Game, Regions, Title.Zh, Title.En, Words.Zh, Words.En, picture.Code, $"{world.Clock.Now.AddDays(-DaysAgo - 1):yyyy-MM-dd}", null, $"{Order}");
        var saved = await world.Make<CatalogueOperations>().Save(staff, null, default, draft, EntryState.Shown);
        return saved.Code ?? throw new InvalidOperationException($"{Title.En}: {string.Join(" ", saved.Problems.Select(problem => problem.Text.En))}");
    }

    private async Task PlayOnce(DemoWorld world, string code, int place, Random dice)
    {
        await using var db = await world.Dbs.CreateDbContextAsync();
        var people = await db.Subscribers.Where(row => Regions.Contains(CatalogueRegion.Elsewhere) || Regions.Contains(row.Region)).OrderBy(row => row.Id).Skip(place).Take(1).Select(row => row.Id).ToListAsync();
        var games = world.Make<GameOperations>(new Random(place));
        foreach (var person in people)
        {
            if (await games.Start(person, code) is not { Outcome: StartOutcome.Started } start)
                return;
            var (position, moves) = (GameKind.Of(Game)!.Begin(start.Seed), "");
            while (!position.IsOver && moves.Length < Moves)
            {
                // Somebody who mostly sees what earns something, some further ahead than others.
                List<char> possible = [.. position.Possible];
                var next = (dice.NextDouble() < 0.8 ? Ahead(position, 1 + (place % 3)) : null) ?? $"{possible[dice.Next(possible.Count)]}";
                position = next.Aggregate(position, (before, move) => before.After(move)!);
                moves += next;
            }

            world.Clock.Set(world.Clock.GetUtcNow().UtcDateTime.AddMinutes(3));
            await games.Finish(person, start.Run, moves);
        }
    }

    // The shortest way to a point, of so many moves at most; null when there is none.
    private static string? Ahead(GamePosition position, int most)
    {
        for (var length = 1; length <= most; length++)
        {
            if (Way(position, length) is { } way)
                return way;
        }

        return null;

        string? Way(GamePosition from, int left)
        {
            foreach (var move in from.Possible)
            {
                var next = from.After(move)!;
                if (next.Score > position.Score)
                    return $"{move}";
                if (left > 1 && Way(next, left - 1) is { } way)
                    return $"{move}{way}";
            }

            return null;
        }
    }
}

/// <summary>Draws the pictures of the demo's games: our own, the same at every start.</summary>
internal static class DemoGamePictures
{
    private const int Side = 512;

    public static byte[] Draw(string game, uint ground)
    {
        using var bitmap = new SKBitmap(Side, Side);
        using (var canvas = new SKCanvas(bitmap))
        {
            var colour = new SKColor(ground | 0xFF000000);
            canvas.Clear(colour);
            switch (game)
            {
                case "doubling":
                    Tiles(canvas);
                    break;
                case "clusters":
                    Stones(canvas);
                    break;
                default:
                    Lamps(canvas);
                    break;
            }
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(SKEncodedImageFormat.Png, 90);
        return encoded.ToArray();
    }

    // Small tiles that join to a large one; pips as on a die, since a number would need a font.
    private static void Tiles(SKCanvas canvas)
    {
        foreach (var (x, y, size, pips, tint) in new[] { (64f, 64f, 168f, 1, 0xFFF4F1EAu), (64f, 280f, 168f, 1, 0xFFF4F1EAu), (280f, 64f, 168f, 2, 0xFFFFD79Au), (280f, 280f, 168f, 4, 0xFFFFA784u) })
        {
            using var tile = new SKPaint { IsAntialias = true, Color = new(tint) };
            using var pip = new SKPaint { IsAntialias = true, Color = new(0xFF3A2C1E) };
            canvas.DrawRoundRect(x, y, size, size, 30, 30, tile);
            foreach (var (dx, dy) in pips switch { 1 => new[] { (0.5f, 0.5f) }, 2 => [(0.3f, 0.3f), (0.7f, 0.7f)], _ => [(0.3f, 0.3f), (0.7f, 0.3f), (0.3f, 0.7f), (0.7f, 0.7f)] })
                canvas.DrawCircle(x + (size * dx), y + (size * dy), 20, pip);
        }
    }

    private static void Stones(SKCanvas canvas)
    {
        uint[] tints = [0xFFFF8A7C, 0xFF8FBEFF, 0xFFF6D06A, 0xFF7FDDA3];
        for (var cell = 0; cell < 16; cell++)
        {
            using var stone = new SKPaint { IsAntialias = true, Color = new(tints[(cell * 7 / 3) % tints.Length]) };
            var (x, y) = (94 + (cell % 4 * 108), 94 + (cell / 4 * 108));
            if ((cell * 7 / 3) % 2 == 0)
                canvas.DrawCircle(x, y, 42, stone);
            else
                canvas.DrawRoundRect(x - 38, y - 38, 76, 76, 16, 16, stone);
        }
    }

    private static void Lamps(SKCanvas canvas)
    {
        for (var cell = 0; cell < 9; cell++)
        {
            var (x, y, lit) = (136 + (cell % 3 * 120), 136 + (cell / 3 * 120), cell is 1 or 3 or 4 or 5 or 7);
            if (lit)
            {
                using var glow = new SKPaint { IsAntialias = true, Color = new(0x55FFD45E) };
                canvas.DrawCircle(x, y, 64, glow);
            }

            using var lamp = new SKPaint { IsAntialias = true, Color = new(lit ? 0xFFFFD45E : 0x66000000) };
            canvas.DrawCircle(x, y, 42, lamp);
        }
    }
}
