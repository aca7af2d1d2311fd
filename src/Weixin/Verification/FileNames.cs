namespace WeixinWeChat.Weixin.Verification;

/// <summary>Names of uploaded files, for showing only: no file is ever stored under one.</summary>
public static class FileNames
{
    /// <summary>The last part of the name without what could move text or reach into a folder, at most <see cref="CaseDocument.FileNameMax"/> characters.</summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format
            && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?' or ';'))).Trim(' ', '.');
        if (kept.Length == 0) return "document";
        // The end of a long name tells more than its middle: the ending stays.
        return kept.Length <= CaseDocument.FileNameMax ? kept : kept[..(CaseDocument.FileNameMax - 13)] + "…" + kept[^12..];
    }
}
