using System.Text.Json;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>An administrator puts a game into the catalogue, a subscriber plays it with a finger and with keys, and stands on the board.</summary>
[Collection(StageCollection.Name)]
public sealed class GameTests(Stage stage) : StageTest(stage)
{
    // Plays a game in the page by its own rules: the possible moves one after another, so that every game is another.
    private const string PlayItself = """
        async ({ game, seeds, most }) => {
          const rules = await import(`/_content/WeixinWeChat.Portal/shared/games/${game}.js`);
          return seeds.map(seed => {
            let [position, moves, turn] = [rules.begin(seed), '', seed % 97];
            for (let possible = rules.possible(position); possible.length > 0 && moves.length < most; possible = rules.possible(position)) {
              const move = possible[(turn += 7 + moves.length) % possible.length];
              moves += move;
              position = rules.after(position, move);
            }
            return { moves, score: position.score, over: position.over, possible: rules.possible(position).join('') };
          });
        }
        """;

    [Theory]
    [InlineData("doubling")]
    [InlineData("clusters")]
    [InlineData("lamps")]
    public async Task The_page_and_the_server_play_by_the_same_rules(string game)
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var phone = await Stage.WindowOf(side, side.Follower);
        await phone.GotoAsync("/app/games");
        var seeds = Enumerable.Range(0, 60).Select(number => unchecked((uint)number * 2_654_435_761u)).Append(uint.MaxValue).ToArray();

        var played = (await phone.EvaluateAsync(PlayItself, new { game, seeds = seeds.Select(seed => (double)seed).ToArray(), most = 400 }))!.Value;

        foreach (var (seed, here) in seeds.Zip(played.EnumerateArray()))
        {
            var moves = here.GetProperty("moves").GetString()!;
            var position = GameKind.Of(game)!.Begin(seed);
            foreach (var move in moves)
                position = position.After(move) ?? throw new InvalidOperationException($"{game} from {seed}: {move} of {moves} cannot be made.");
            position.Score.Should().Be(here.GetProperty("score").GetInt32(), $"seed {seed}");
            position.IsOver.Should().Be(here.GetProperty("over").GetBoolean(), $"seed {seed}");
            string.Concat(position.Possible.Order()).Should().Be(string.Concat(here.GetProperty("possible").GetString()!.Order()), $"seed {seed}");
        }

        played.EnumerateArray().Should().OnlyContain(one => one.GetProperty("moves").GetString()!.Length > 4);
    }

    [Fact]
    public async Task A_whole_game_of_lamps_that_is_won_here_is_won_in_the_page()
    {
        var side = await Stage.Furnished(Edition.Weixin);
        var phone = await Stage.WindowOf(side, side.Follower);
        await phone.GotoAsync("/app/games");
        foreach (var seed in new[] { 1u, 77u, 4_000_000_000u })
        {
            var (moves, score) = Won(seed);

            var there = (await phone.EvaluateAsync("""
                async ({ seed, moves }) => {
                  const rules = await import('/_content/WeixinWeChat.Portal/shared/games/lamps.js');
                  const end = [...moves].reduce((position, move) => rules.after(position, move), rules.begin(seed));
                  return { score: end.score, over: end.over, round: end.round };
                }
                """, new { seed = (double)seed, moves }))!.Value;

            GameKind.Of("lamps")!.Replay(seed, moves).Should().Be(score);
            (there.GetProperty("score").GetInt32(), there.GetProperty("over").GetBoolean(), there.GetProperty("round").GetInt32()).Should().Be((score, true, Lamps.Rounds));
        }
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_game_is_put_into_the_catalogue_played_and_counted(Edition edition)
    {
        var side = await Stage.Furnished(edition);
        var title = $"Stones of {edition}";
        var staff = await Stage.WindowOf(side, side.Administrator);
        await staff.OpenConsole("/platform/games/new");
        await staff.ClickAsync("#show");
        await Assertions.Expect(staff.Locator("#title-en-error")).ToBeVisibleAsync();
        await staff.SelectOptionAsync("#game", "clusters");
        if (edition == Edition.WeChat)
        {
            await staff.SelectOptionAsync("#regions", "GB");
            await Assertions.Expect(staff.Locator(".entry-regions li")).ToHaveCountAsync(1);
        }

        await staff.FillAsync("#title-zh", "棋子");
        await staff.FillAsync("#title-en", title);
        await staff.FillAsync("#words-zh", "相同的一起消除");
        await staff.FillAsync("#words-en", "Take what is alike");
        await staff.Locator("#picture").SetInputFilesAsync(Files.Png("stones.png", 640, 480));
        await Assertions.Expect(staff.Locator(".entry-picture img")).ToBeVisibleAsync();
        await staff.ClickAsync("#show");
        await Assertions.Expect(staff.Locator("#withdraw")).ToBeVisibleAsync();
        await Stage.Picture(staff, $"{edition}-catalogue".ToLowerInvariant());

        var phone = await Stage.Subscriber(side.Portal);
        await phone.GotoAsync("/app/search");
        await phone.Locator("a[href='/app/games']").ClickAsync();
        await phone.Reaches("**/app/games");
        await phone.Locator("a.game-item", new() { HasText = edition == Edition.Weixin ? "棋子" : title }).ClickAsync();
        await phone.Reaches("**/app/games/*");
        await phone.Locator("[data-panel=ready] [data-begin]").TapAsync();
        await Playing(phone);
        // Each tap on the first group that there is, until there is none.
        var taps = 0;
        while (await Move(phone) is { } cell && taps++ < 60)
            await phone.Locator(".stone").Nth(cell).TapAsync();
        await Assertions.Expect(phone.Locator(".game")).ToHaveAttributeAsync("data-state", "over");
        var points = await phone.Locator("[data-points]").InnerTextAsync();
        int.Parse(points).Should().BePositive();
        // What the server said stands there only once it has counted.
        await Assertions.Expect(phone.Locator("[data-told]")).ToContainTextAsync(edition == Edition.Weixin ? "排第" : "in your region");
        await Stage.Picture(phone, $"{edition}-game".ToLowerInvariant());
        await phone.Locator("[data-panel=over] a").ClickAsync();
        await phone.Reaches("**/scores");
        var mine = await phone.Locator(".board [data-mine] .board-score").InnerTextAsync();
        mine.Replace(",", "").Should().Be(points);
    }

    [Fact]
    public async Task A_line_that_breaks_and_a_page_that_is_loaded_again_lose_nothing_and_it_counts_once()
    {
        var side = await Stage.Furnished(Edition.WeChat);
        var phone = await Stage.Subscriber(side.Portal);
        var game = $"/app/games/{side.CodeFor("/app/games/")}";
        await phone.GotoAsync(game);
        await phone.Locator("[data-sound]").ClickAsync();
        await Assertions.Expect(phone.Locator("[data-sound]")).ToHaveAttributeAsync("aria-pressed", "false");
        await phone.Locator("[data-panel=ready] [data-begin]").ClickAsync();
        await Playing(phone);
        await Assertions.Expect(phone.Locator(".tiles")).ToBeFocusedAsync();
        foreach (var key in new[] { "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp" })
            await phone.Keyboard.PressAsync(key);
        await Swipe(phone);
        var shown = await Board(phone);

        await phone.ReloadAsync();
        await Playing(phone);
        (await Board(phone)).Should().Be(shown);
        await Assertions.Expect(phone.Locator("[data-sound]")).ToHaveAttributeAsync("aria-pressed", "false");

        await phone.Context.SetOfflineAsync(true);
        await phone.Locator("[data-move=l]").ClickAsync();
        await phone.Locator("[data-move=d]").ClickAsync();
        await phone.Locator("[data-end]").ClickAsync();
        await Assertions.Expect(phone.Locator(".game")).ToHaveAttributeAsync("data-state", "over");
        var points = await phone.Locator("[data-points]").InnerTextAsync();
        await phone.Context.SetOfflineAsync(false);
        await Assertions.Expect(phone.Locator("[data-told]")).ToContainTextAsync("in your region");

        await phone.GotoAsync($"{game}/scores");
        (await phone.Locator(".board [data-mine] .board-score").InnerTextAsync()).Replace(",", "").Should().Be(points);
        await phone.GotoAsync(game);
        await Assertions.Expect(phone.Locator("[data-panel=ready]")).ToBeVisibleAsync();
        (await phone.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('games.') && key !== 'games.muted').length")).Should().Be(0);
    }

    private static (string Moves, int Score) Won(uint seed)
    {
        var (position, moves) = (Lamps.Begin(seed), "");
        while (!position.IsOver)
        {
            foreach (var move in Solution(position.Lit).Select(cell => (char)('0' + cell)))
            {
                moves += move;
                position = (Lamps)position.After(move)!;
            }
        }

        return (moves, position.Score);
    }

    // What is pressed in the first row decides about all others: each lamp that still burns is put out from the row below it.
    private static List<int> Solution(int lit) => Enumerable.Range(0, 1 << Lamps.Side).Select(first =>
    {
        var (left, presses) = (lit, new List<int>());
        for (var cell = 0; cell < Lamps.Side * Lamps.Side; cell++)
        {
            if (((cell < Lamps.Side ? first >> cell : left >> (cell - Lamps.Side)) & 1) == 0)
                continue;
            presses.Add(cell);
            left ^= Switched(cell);
        }

        return (left, presses);
    }).Where(tried => tried.left == 0).Select(tried => tried.presses).MinBy(presses => presses.Count)!;

    private static int Switched(int cell)
    {
        const int All = (1 << (Lamps.Side * Lamps.Side)) - 1;
        return All ^ ((Lamps)new Lamps(All, 1, 9, default, 0).After((char)('0' + cell))!).Lit;
    }

    private static Task Playing(IPage phone) => Assertions.Expect(phone.Locator(".game")).ToHaveAttributeAsync("data-state", "playing");

    private static Task<string> Board(IPage phone) => phone.EvaluateAsync<string>("[...document.querySelectorAll('.tile')].map(tile => tile.dataset.tile).join(' ')");

    // The first stone of a group, by what a screen reader is told of it; null when the game is over.
    private static Task<int?> Move(IPage phone) => phone.EvaluateAsync<int?>(
        "document.querySelector('.game').dataset.state !== 'playing' ? null : [...document.querySelectorAll('.stone')].findIndex(stone => stone.dataset.kind !== '0' && Number(stone.ariaLabel.match(/(\\d+)\\D*$/)[1]) > 1)");

    // A finger drawn to each side in turn: one of them moves something.
    private static async Task Swipe(IPage phone)
    {
        var touch = await phone.Context.NewCDPSessionAsync(phone);
        var board = (await phone.Locator(".tiles").BoundingBoxAsync())!;
        var (x, y) = (board.X + (board.Width / 2), board.Y + (board.Height / 2));
        foreach (var (dx, dy) in new[] { (-80, 5), (5, -80), (80, 5), (5, 80) })
        {
            await Send("touchStart", new { x, y });
            await Send("touchMove", new { x = x + dx, y = y + dy });
            await Send("touchEnd");
        }

        Task Send(string type, params object[] points) => touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
    }
}
