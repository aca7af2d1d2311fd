namespace WeixinWeChat.Core.Games;

/// <summary>How a game stands. Nothing of it changes: a move makes another position. The same rules stand in the game's script.</summary>
/// <param name="Score">Points so far.</param>
public abstract record GamePosition(int Score)
{
    // Moves that name a cell begin with this letter for the first one: printable, and one letter each.
    private const char FirstCell = '0';

    /// <summary>Whether no move is left.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Every move that can be made now.</summary>
    public abstract IEnumerable<char> Possible { get; }

    /// <summary>The position after a move; null when that move cannot be made.</summary>
    public abstract GamePosition? After(char move);

    /// <summary>The move that names a cell.</summary>
    protected static char MoveOf(int cell) => (char)(FirstCell + cell);

    /// <summary>The cell that a move names; none of the board's, perhaps.</summary>
    protected static int CellOf(char move) => move - FirstCell;
}
