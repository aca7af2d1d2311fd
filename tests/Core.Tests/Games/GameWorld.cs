using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Games;

/// <summary>A platform administrator with pictures, subscribers of several regions, and the operations over one database.</summary>
internal sealed class GameWorld : IDisposable
{
    private GameWorld(TestDb db)
    {
        Db = db;
        Catalogue = new(db, db.Policy, new((_, code, _) => Task.FromResult(code == Picture)), db.Clock);
        Games = new(db, db.Limits, db.Clock);
    }

    public TestDb Db { get; }

    public CatalogueOperations Catalogue { get; }

    public GameOperations Games { get; }

    public Person Root { get; private set; } = null!;

    public string Picture { get; private set; } = "";

    public static async Task<GameWorld> Make(TestDb? db = null)
    {
        var world = new GameWorld(db ?? TestDb.WeChat());
        world.Root = await world.Db.PersonNamed("Root", PlatformRoles.Administrator);
        await using var rows = world.Db.CreateDbContext();
        var item = new MediaItem { ContentType = "image/png", Sha256 = new string('0', 64), UploadedBy = world.Root.UserId, CreatedAt = world.Db.Clock.GetUtcNow().UtcDateTime };
        rows.Add(item);
        await rows.SaveChangesAsync();
        world.Picture = item.Code;
        return world;
    }

    public EntryDraft Draft(string game, params string[] regions) => new(game, regions, "倍增", $"Game of {string.Join(' ', regions)}", "滑动合成", "Slide and join", Picture, "2026-11-01", "", "10");

    /// <summary>A game in the catalogue of these regions.</summary>
    public async Task<string> Shown(string game, params string[] regions)
    {
        var saved = await Catalogue.Save(Root, null, default, Draft(game, regions), EntryState.Shown);
        saved.Outcome.Should().Be(EntryOutcome.Saved, string.Join(", ", saved.Problems));
        return saved.Code!;
    }

    public async Task<long> Person(string region, string name = "Guest")
    {
        await using var db = Db.CreateDbContext();
        var person = new Subscriber { Edition = Db.Policy.Edition, Phone = "sealed", PhoneKey = Guid.NewGuid().ToString("N"), Nickname = name, Region = region, JoinedAt = Db.Clock.GetUtcNow().UtcDateTime };
        db.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }

    /// <summary>Moves that end in a score: as many as are asked for, of those that earn the most at once or the least.</summary>
    public static (string Moves, int Score) Play(string game, uint seed, int count, bool well = true)
    {
        var (position, moves) = (GameKind.Of(game)!.Begin(seed), "");
        for (var made = 0; made < count && !position.IsOver; made++)
        {
            var ordered = position.Possible.OrderBy(move => position.After(move)!.Score);
            moves += well ? ordered.Last() : ordered.First();
            position = position.After(moves[^1])!;
        }

        return (moves, position.Score);
    }

    /// <summary>Somebody plays a game and sends its moves in.</summary>
    public async Task<GameResult> Played(long person, string code, string game, int count, bool well = true)
    {
        var start = await Games.Start(person, code);
        return await Games.Finish(person, start.Run, Play(game, start.Seed, count, well).Moves);
    }

    public void Dispose() => Db.Dispose();
}
