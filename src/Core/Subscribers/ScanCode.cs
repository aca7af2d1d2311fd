using System.Security.Cryptography;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// The codes that are scanned or typed to reach somebody: a person, and where money is paid by code, a bill or a merchant. All look alike, so
/// that nobody has to know which one they hold; random, and long enough that trying them out finds nothing.
/// </summary>
public static class ScanCode
{
    /// <summary>Characters.</summary>
    public const int Length = 12;

    /// <summary>Longest text that is looked at, characters: a whole address may be pasted.</summary>
    public const int TypedMax = 200;

    /// <summary>Characters that are read as one group.</summary>
    private const int Group = 4;

    // Neither I, L and O nor 0 and 1: whoever types one from a screen takes none for another.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Could this be one?</summary>
    public static bool Is(string? text) => text?.Length == Length && text.All(Alphabet.Contains);

    /// <summary>Reads what was typed or pasted: the code with or without its dashes, in small letters too, or the address in a QR code, whose last part it is.</summary>
    public static string? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > TypedMax)
            return null;
        var address = typed.Trim().Split('?', '#')[0].TrimEnd('/');
        var text = IdText.Normalise(address[(address.LastIndexOf('/') + 1)..]);
        return Is(text) ? text : null;
    }

    /// <summary>In groups of four: <c>ABCD-EFGH-JKMN</c>.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(group => new string(group)));
}
