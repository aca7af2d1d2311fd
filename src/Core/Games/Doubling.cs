using System.Collections.Immutable;

namespace WeixinWeChat.Core.Games;

/// <summary>
/// 倍增: sixteen cells, tiles with powers of two. A move slides all of them to one side; two alike that meet become one of twice the number,
/// which is what the move earns. Then a new tile appears. Over when nothing can slide. Moves are <c>u d l r</c>.
/// </summary>
/// <param name="Tiles">The numbers, row by row; 0 is an empty cell.</param>
/// <param name="Dice">What decides about the next tile.</param>
/// <param name="Score">Points so far.</param>
public sealed record Doubling(ImmutableArray<int> Tiles, GameDice Dice, int Score) : GamePosition(Score)
{
    /// <summary>Cells in a row, and rows.</summary>
    public const int Side = 4;

    private const string Moves = "udlr";

    // One tile of ten is a four.
    private const int Fours = 10;

    /// <inheritdoc />
    public override bool IsOver => !Possible.Any();

    /// <inheritdoc />
    public override IEnumerable<char> Possible => Moves.Where(move => Slid(move).Moved);

    /// <summary>A new game.</summary>
    public static Doubling Begin(uint seed) => new Doubling([.. new int[Side * Side]], new(seed), 0).WithTile().WithTile();

    /// <inheritdoc />
    public override GamePosition? After(char move)
    {
        if (!Moves.Contains(move))
            return null;
        var (tiles, earned, moved) = Slid(move);
        return moved ? (this with { Tiles = tiles, Score = Score + earned }).WithTile() : null;
    }

    private (ImmutableArray<int> Tiles, int Earned, bool Moved) Slid(char move)
    {
        var (slid, earned) = (new int[Side * Side], 0);
        for (var line = 0; line < Side; line++)
        {
            // Where the next tile comes to lie, and whether the one before may still be doubled: each is once in a move.
            var (place, open) = (0, false);
            for (var from = 0; from < Side; from++)
            {
                var tile = Tiles[Cell(move, line, from)];
                if (tile == 0)
                    continue;
                if (open && slid[Cell(move, line, place - 1)] == tile)
                {
                    slid[Cell(move, line, place - 1)] = tile * 2;
                    earned += tile * 2;
                    open = false;
                }
                else
                {
                    slid[Cell(move, line, place++)] = tile;
                    open = true;
                }
            }
        }

        return ([.. slid], earned, !Tiles.SequenceEqual(slid));
    }

    // The place in a line, counted from the side to which everything slides.
    private static int Cell(char move, int line, int place) => move switch
    {
        'l' => (line * Side) + place,
        'r' => (line * Side) + Side - 1 - place,
        'u' => (place * Side) + line,
        _ => ((Side - 1 - place) * Side) + line,
    };

    private Doubling WithTile()
    {
        var empty = Enumerable.Range(0, Tiles.Length).Where(cell => Tiles[cell] == 0).ToList();
        var (place, dice) = Dice.Roll(empty.Count);
        var (four, after) = dice.Roll(Fours);
        return this with { Tiles = Tiles.SetItem(empty[place], four == 0 ? 4 : 2), Dice = after };
    }
}
