namespace WeixinWeChat.Core.Games;

/// <summary>
/// 熄灯: twenty-five lamps, some of which burn. A press switches a lamp and those beside it. A round is won when all are dark; it earns ten for
/// each press with which it was made, and one for each press that was left. Over when a round's presses are spent, or after the last round.
/// </summary>
/// <param name="Lit">The lamps that burn, a bit each, row by row.</param>
/// <param name="Round">From 1.</param>
/// <param name="Left">Presses that are left in this round.</param>
/// <param name="Dice">What decides about the rounds that come.</param>
/// <param name="Score">Points so far.</param>
public sealed record Lamps(int Lit, int Round, int Left, GameDice Dice, int Score) : GamePosition(Score)
{
    /// <summary>Lamps in a row, and rows.</summary>
    public const int Side = 5;

    /// <summary>Rounds of a game.</summary>
    public const int Rounds = 30;

    // Twelve different presses and more could make a round in which nothing burns.
    private const int MostPresses = 10;

    /// <inheritdoc />
    public override bool IsOver => Left == 0 || Lit == 0;

    /// <inheritdoc />
    public override IEnumerable<char> Possible => IsOver ? [] : Enumerable.Range(0, Side * Side).Select(MoveOf);

    /// <summary>A new game.</summary>
    public static Lamps Begin(uint seed) => Begun(1, new(seed), 0);

    /// <inheritdoc />
    public override GamePosition? After(char move)
    {
        var cell = CellOf(move);
        if (IsOver || cell is < 0 or >= Side * Side)
            return null;
        var after = this with { Lit = Lit ^ Cross(cell), Left = Left - 1 };
        if (after.Lit != 0)
            return after;
        var score = Score + (10 * Presses(Round)) + after.Left;
        return Round == Rounds ? after with { Score = score } : Begun(Round + 1, Dice, score);
    }

    private static Lamps Begun(int round, GameDice dice, int score)
    {
        // Different lamps, so that no press of the making undoes another.
        var (cells, lit) = (Enumerable.Range(0, Side * Side).ToArray(), 0);
        for (var press = 0; press < Presses(round); press++)
        {
            (var side, dice) = dice.Roll(cells.Length - press);
            (cells[press], cells[press + side]) = (cells[press + side], cells[press]);
            lit ^= Cross(cells[press]);
        }

        return new(lit, round, (2 * Presses(round)) + 4, dice, score);
    }

    private static int Presses(int round) => Math.Min(round + 1, MostPresses);

    private static int Cross(int cell)
    {
        var bits = 1 << cell;
        if (cell >= Side)
            bits |= 1 << (cell - Side);
        if (cell < Side * (Side - 1))
            bits |= 1 << (cell + Side);
        if (cell % Side > 0)
            bits |= 1 << (cell - 1);
        if (cell % Side < Side - 1)
            bits |= 1 << (cell + 1);
        return bits;
    }
}
