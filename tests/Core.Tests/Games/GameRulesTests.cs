using CsCheck;
using WeixinWeChat.Core.Games;

namespace WeixinWeChat.Core.Tests.Games;

/// <summary>The rules of the games: the same seed and moves make the same score, and nothing but what the rules allow makes one.</summary>
public sealed class GameRulesTests
{
    // A game, its seed, and where each of its moves is chosen from among the possible ones.
    private static readonly Gen<(GameKind Kind, uint Seed, int[] Choices)> Games = Gen.Select(OneOf.These([.. GameKind.All]), Gen.UInt, Gen.Int[0, 1000].Array[1, 120]);

    [Fact]
    public void A_game_played_again_comes_to_the_same() => Games.Sample(game =>
    {
        var (moves, score) = Played(game);
        game.Kind.Replay(game.Seed, moves).Should().Be(score);
    }, iter: 300);

    [Fact]
    public void A_move_that_cannot_be_made_makes_the_whole_game_none() => Gen.Select(Games, Gen.Int[0, 1000], Gen.Char).Sample((game, at, move) =>
    {
        var (moves, _) = Played(game);
        var place = at % (moves.Length + 1);
        var position = game.Kind.Begin(game.Seed);
        foreach (var made in moves[..place])
            position = position.After(made)!;
        if (position.Possible.Contains(move))
            return;
        position.After(move).Should().BeNull();
        game.Kind.Replay(game.Seed, moves.Insert(place, move.ToString())).Should().BeNull();
    }, iter: 300);

    [Fact]
    public void A_position_says_which_moves_it_has_and_is_over_when_it_has_none() => Games.Sample(game =>
    {
        var position = game.Kind.Begin(game.Seed);
        foreach (var choice in game.Choices)
        {
            List<char> possible = [.. position.Possible];
            position.IsOver.Should().Be(possible.Count == 0);
            for (var letter = ' '; letter < 127; letter++)
                (position.After(letter) is not null).Should().Be(possible.Contains(letter));
            if (possible.Count == 0)
                return;
            position = position.After(possible[choice % possible.Count])!;
        }
    }, iter: 40);

    [Fact]
    public void No_moves_and_more_than_a_game_has_are_no_game()
    {
        foreach (var kind in GameKind.All)
        {
            kind.Replay(1, "").Should().BeNull();
            kind.Replay(1, new string('l', kind.MovesMax + 1)).Should().BeNull();
        }
    }

    [Fact]
    public void Two_tiles_alike_become_one_and_no_tile_is_doubled_twice()
    {
        var row = new Doubling([2, 2, 4, 8, 4, 4, 4, 4, 0, 2, 0, 2, 0, 0, 0, 0], new(7), 10);

        var after = (Doubling)row.After('l')!;

        after.Score.Should().Be(10 + 4 + 16 + 4);
        after.Tiles.Take(3).Should().Equal(4, 4, 8);
        after.Tiles.Skip(4).Take(2).Should().Equal(8, 8);
        after.Tiles[8].Should().Be(4);
        after.Tiles.Count(tile => tile > 0).Should().Be(7, "a new one has come to the six that are left");
    }

    [Fact]
    public void The_sum_of_the_tiles_only_grows_by_the_one_that_comes() => Gen.Select(Gen.UInt, Gen.Int[0, 1000].Array[1, 200]).Sample((seed, choices) =>
    {
        var position = Doubling.Begin(seed);
        foreach (var choice in choices)
        {
            List<char> possible = [.. position.Possible];
            if (possible.Count == 0)
                return;
            var next = (Doubling)position.After(possible[choice % possible.Count])!;
            (next.Tiles.Sum() - position.Tiles.Sum()).Should().BeOneOf(2, 4);
            next.Tiles.Should().OnlyContain(tile => tile == 0 || (tile & (tile - 1)) == 0);
            position = next;
        }
    }, iter: 100);

    [Fact]
    public void A_group_is_taken_what_lies_above_falls_and_an_empty_column_closes()
    {
        // The lowest row alone: 1 1 2 1 …; the second column's stone has one above it.
        var stones = new int[Clusters.Columns * Clusters.Rows];
        var bottom = Clusters.Columns * (Clusters.Rows - 1);
        (stones[bottom], stones[bottom + 1], stones[bottom + 2], stones[bottom + 3]) = (1, 1, 2, 1);
        stones[bottom + 1 - Clusters.Columns] = 3;

        var after = (Clusters)new Clusters([.. stones], 0).After((char)('0' + bottom))!;

        after.Score.Should().Be(2);
        after.Stones.Skip(bottom).Take(4).Should().Equal([3, 2, 1, 0], "the first column has closed, and the second's upper stone has fallen");
        after.IsOver.Should().BeTrue();
    }

    [Fact]
    public void An_empty_board_earns_a_thousand_more()
    {
        var stones = new int[Clusters.Columns * Clusters.Rows];
        (stones[^1], stones[^2]) = (4, 4);
        new Clusters([.. stones], 5).After((char)('0' + stones.Length - 1))!.Score.Should().Be(5 + 2 + 1000);
    }

    [Fact]
    public void A_round_of_lamps_can_be_won_by_the_presses_that_made_it() => Gen.UInt.Sample(seed =>
    {
        // Every lamp by its presses, two of a lamp being none: what made the board undoes it, in whatever order.
        var position = Lamps.Begin(seed);
        position.Lit.Should().NotBe(0);
        var pair = (from one in position.Possible from other in position.Possible where one < other select (one, other))
            .First(pair => position.After(pair.one)!.After(pair.other) is Lamps { Round: 2 });
        var after = (Lamps)position.After(pair.one)!.After(pair.other)!;
        after.Score.Should().Be(20 + position.Left - 2);
        after.Lit.Should().NotBe(0);
    }, iter: 20);

    [Fact]
    public void A_round_whose_presses_are_spent_ends_the_game()
    {
        var position = Lamps.Begin(1);
        // The same lamp on and off again.
        while (!position.IsOver)
            position = (Lamps)position.After('0')!;
        position.Should().BeEquivalentTo(new { Left = 0, Round = 1, Score = 0 });
        position.After('0').Should().BeNull();
    }

    private static (string Moves, int Score) Played((GameKind Kind, uint Seed, int[] Choices) game)
    {
        var (position, moves) = (game.Kind.Begin(game.Seed), "");
        foreach (var choice in game.Choices)
        {
            List<char> possible = [.. position.Possible];
            if (possible.Count == 0)
                break;
            moves += possible[choice % possible.Count];
            position = position.After(moves[^1])!;
        }

        return (moves, position.Score);
    }
}
