namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Text that others have written, in a cell of somebody's spreadsheet: there it must stay text.</summary>
public static class SheetText
{
    // With these a cell begins to compute; those of full width count where Chinese or Japanese is typed.
    private const string Computing = "=+-@＝＋－＠\t\r\n";

    /// <summary>The text, marked as such where a spreadsheet would take it for a formula.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // What stands before it is cut off by some programs.
        return text.TrimStart() is { Length: > 0 } seen && Computing.Contains(seen[0], StringComparison.Ordinal) || text.Length > 0 && Computing.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
    }
}
