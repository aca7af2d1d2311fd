using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Core.Comments;

/// <summary>The words of a comment, or of the account's reply.</summary>
internal static class CommentText
{
    private static readonly Bilingual Missing = new("Write something first.", "请先输入内容。");
    private static readonly Bilingual TooLong = new($"At most {Comment.TextMax} characters.", $"最多 {Comment.TextMax} 个字符。");
    private static readonly Bilingual Unreadable = new("It holds characters that cannot be shown. Type it anew.", "内容包含无法显示的字符，请重新输入。");

    /// <summary>Reads what was typed. Lines stay, empty ones go: nobody pushes the others off the page with them.</summary>
    /// <returns>The words, or what is wrong with them.</returns>
    public static (string? Value, Bilingual Problem) Read(string? typed)
    {
        if (typed?.Length > 4 * Comment.TextMax)
            return (null, TooLong);
        var text = string.Join('\n', (typed ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > Comment.TextMax)
            return (null, TooLong);
        if (!VisibleText.IsQuiet(text.Replace('\n', ' ')))
            return (null, Unreadable);
        return VisibleText.IsSeen(text) ? (text, default) : (null, Missing);
    }
}
