using System.Security.Cryptography;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>How a red packet is divided. DOMAIN 7.3.</summary>
public static class Division
{
    /// <summary>Most that one share may hold, fen.</summary>
    public const long MostFen = 200_00;

    /// <summary>Each the same; what does not divide evenly is for the caller to refuse.</summary>
    public static IReadOnlyList<long> Equal(long fen, int shares) => [.. Enumerable.Repeat(fen / shares, shares)];

    /// <summary>
    /// By luck: each share is drawn from one fen to just below twice the mean of what is left, so that to come first or last is worth the
    /// same on average. None is above <see cref="MostFen"/>, and enough stays for those who follow.
    /// </summary>
    /// <param name="fen">Fen in all; at least one for each share, at most <see cref="MostFen"/> for each.</param>
    /// <param name="shares">How many.</param>
    /// <param name="draw">Draws a number from the first to below the second; null for one that cannot be foreseen.</param>
    public static IReadOnlyList<long> Lucky(long fen, int shares, Func<int, int, int>? draw = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fen, shares);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fen, shares * MostFen);
        draw ??= RandomNumberGenerator.GetInt32;
        var (rest, drawn) = (fen, new List<long>(shares));
        for (var people = shares; people > 1; people--)
        {
            // What the others can hold at most must not be left over, and one fen for each of them must be.
            var least = Math.Max(1, rest - (people - 1) * MostFen);
            var most = Math.Min(Math.Min((2 * rest - 1) / people, MostFen), rest - (people - 1));
            var share = draw((int)least, (int)Math.Max(least, most) + 1);
            drawn.Add(share);
            rest -= share;
        }

        drawn.Add(rest);
        return drawn;
    }
}
