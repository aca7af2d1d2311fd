using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Games;

/// <summary>A game that plays: its rules are code, here and in the script of the same name.</summary>
/// <param name="Code">Name of its script, and of it in the database.</param>
/// <param name="Name">What the platform's staff call it; subscribers read the catalogue's title.</param>
/// <param name="MovesMax">Moves after which a game ends by itself: more than anybody makes, and little enough to send.</param>
/// <param name="Begin">A new game from a seed.</param>
public sealed record GameKind(string Code, Bilingual Name, int MovesMax, Func<uint, GamePosition> Begin)
{
    /// <summary>Longest <see cref="Code"/>, characters.</summary>
    public const int CodeMax = 16;

    /// <summary>Every game, in the order in which staff choose.</summary>
    public static IReadOnlyList<GameKind> All { get; } =
    [
        new("doubling", new("Doubling", "倍增"), 20_000, Doubling.Begin),
        new("clusters", new("Clusters", "同色消除"), 40, Clusters.Begin),
        new("lamps", new("Lamps", "熄灯"), 800, Lamps.Begin),
    ];

    /// <summary>The game of that name; null when there is none.</summary>
    public static GameKind? Of(string? code) => All.FirstOrDefault(kind => kind.Code == code);

    /// <summary>Plays a game again. What a browser says about its score is not asked: this is the score.</summary>
    /// <param name="seed">As it was given.</param>
    /// <param name="moves">All of them, a letter each.</param>
    /// <returns>The points; null when a move could not be made, there are none, or there are too many.</returns>
    public int? Replay(uint seed, string moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        if (moves.Length == 0 || moves.Length > MovesMax)
            return null;
        var position = Begin(seed);
        foreach (var move in moves)
        {
            if (position.After(move) is not { } next)
                return null;
            position = next;
        }

        return position.Score;
    }
}
