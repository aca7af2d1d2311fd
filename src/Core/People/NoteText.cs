using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.People;

/// <summary>A short line that one person writes and another reads: with money, with a request, as a name of their own for somebody.</summary>
public static class NoteText
{
    /// <summary>Reads a line; the spaces between its words are put right. An empty one is right too.</summary>
    /// <returns>The line, or what is wrong.</returns>
    public static (string? Value, Bilingual Problem) Read(string? typed, int max)
    {
        var note = typed?.Length > 4 * max ? typed : string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (note.Length > max)
            return (null, new($"At most {max} characters.", $"最多 {max} 个字符。"));
        return VisibleText.IsQuiet(note) ? (note, default) : (null, new("There are characters in it that cannot be seen.", "包含无法显示的字符。"));
    }
}
