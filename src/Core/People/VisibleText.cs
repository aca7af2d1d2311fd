using System.Globalization;
using System.Text;

namespace WeixinWeChat.Core.People;

/// <summary>What a name in a list may hold. Any script and emoji are welcome; what would disturb the names around it is not.</summary>
public static class VisibleText
{
    // Joins the parts of one emoji; invisible, and still no trick.
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Whether every character can stand in a line of text, and none turns the direction of what stands around it.</summary>
    public static bool IsQuiet(string text) => !text.EnumerateRunes().Any(IsRefused);

    /// <summary>Whether anything of it can be seen.</summary>
    public static bool IsSeen(string text) => text.EnumerateRunes().Any(IsSeen);

    /// <summary>Whether it can be normalised and compared: half of a pair, or a code that is no character, cannot.</summary>
    public static bool IsSound(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || (rune.Value & 0xFFFE) == 0xFFFE);

    // An unpaired surrogate is enumerated as the replacement character.
    private static bool IsRefused(Rune rune) => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != ZeroWidthJoiner);

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
