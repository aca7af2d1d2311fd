using System.Collections.Immutable;

namespace WeixinWeChat.Core.Games;

/// <summary>
/// 同色消除: stones of five kinds. A move takes a group of at least two alike that touch each other and earns n × (n − 1) for n stones; what
/// lies above falls down, an empty column closes. Over when no two alike touch; an empty board earns a thousand more.
/// </summary>
/// <param name="Stones">The kinds, 1 to 5, row by row from the top; 0 is an empty cell.</param>
/// <param name="Score">Points so far.</param>
public sealed record Clusters(ImmutableArray<int> Stones, int Score) : GamePosition(Score)
{
    /// <summary>Cells in a row.</summary>
    public const int Columns = 8;

    /// <summary>Rows.</summary>
    public const int Rows = 9;

    private const int Kinds = 5;
    private const int Cleared = 1000;

    /// <inheritdoc />
    public override bool IsOver => !Enumerable.Range(0, Stones.Length).Any(cell => Stones[cell] != 0 && Around(cell).Any(other => Stones[other] == Stones[cell]));

    /// <inheritdoc />
    public override IEnumerable<char> Possible => Enumerable.Range(0, Stones.Length).Where(cell => Group(cell).Count > 1).Select(MoveOf);

    /// <summary>A new game.</summary>
    public static Clusters Begin(uint seed)
    {
        var (stones, dice) = (new int[Columns * Rows], new GameDice(seed));
        for (var cell = 0; cell < stones.Length; cell++)
        {
            (var side, dice) = dice.Roll(Kinds);
            stones[cell] = side + 1;
        }

        return new([.. stones], 0);
    }

    /// <inheritdoc />
    public override GamePosition? After(char move)
    {
        var cell = CellOf(move);
        if (cell < 0 || cell >= Stones.Length || Group(cell) is not { Count: > 1 } group)
            return null;
        var left = Settled(group);
        return new Clusters(left, Score + (group.Count * (group.Count - 1)) + (left.All(stone => stone == 0) ? Cleared : 0));
    }

    private HashSet<int> Group(int cell)
    {
        HashSet<int> group = [];
        if (Stones[cell] == 0)
            return group;
        var waiting = new Stack<int>([cell]);
        while (waiting.TryPop(out var next))
        {
            if (!group.Add(next))
                continue;
            foreach (var other in Around(next).Where(other => Stones[other] == Stones[cell]))
                waiting.Push(other);
        }

        return group;
    }

    private ImmutableArray<int> Settled(HashSet<int> gone)
    {
        var (settled, column) = (new int[Stones.Length], 0);
        for (var from = 0; from < Columns; from++)
        {
            var row = Rows - 1;
            for (var above = Rows - 1; above >= 0; above--)
            {
                var cell = (above * Columns) + from;
                if (Stones[cell] != 0 && !gone.Contains(cell))
                    settled[(row-- * Columns) + column] = Stones[cell];
            }

            // A column in which nothing is left is closed by the next.
            if (row < Rows - 1)
                column++;
        }

        return [.. settled];
    }

    private static IEnumerable<int> Around(int cell)
    {
        if (cell >= Columns)
            yield return cell - Columns;
        if (cell < Columns * (Rows - 1))
            yield return cell + Columns;
        if (cell % Columns > 0)
            yield return cell - 1;
        if (cell % Columns < Columns - 1)
            yield return cell + 1;
    }
}
