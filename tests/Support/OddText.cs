namespace WeixinWeChat.Tests;

/// <summary>What somebody types who means no good, or merely something else than the field asks for.</summary>
public static class OddText
{
    public const string Emoji = "🎉👨‍👩‍👧🎉";

    public const string RightToLeft = "مرحبا بالعالم";

    /// <summary>Turns around the text that stands after it.</summary>
    public const string Turned = "turned \u202Etxt";

    public const string Sql = "'); DROP TABLE Seal;--";

    public const string Script = "<img src=x onerror=alert(1)>";

    /// <summary>Longer than any field of one line takes, and still short enough for an address.</summary>
    public static string TooLong { get; } = new('x', 1500);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Emoji, RightToLeft, Turned, Sql, Script, TooLong];

    /// <summary>One of them as a failed test names it.</summary>
    public static string Named(string text) => text.Length > 30 ? $"{text[..8]}… ({text.Length} characters)" : text;
}
