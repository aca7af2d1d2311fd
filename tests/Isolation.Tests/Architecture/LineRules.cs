using System.Text.RegularExpressions;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>What no line of the code may do.</summary>
internal static partial class LineRules
{
    /// <summary>Asks which edition it is, in whatever way: by the names of the two, by comparing editions, or by comparing whole policies.</summary>
    public static bool AsksForTheEdition(string line)
    {
        var code = Comment().Replace(line, "");
        return NamesOne().IsMatch(code) || ComparesThem().IsMatch(code) || CallsEquals().IsMatch(code);
    }

    /// <summary>Lets a browser load or ask for something elsewhere.</summary>
    public static IEnumerable<string> ThatLoadFromElsewhere(string text) => LoadsFromElsewhere().Matches(text).Select(match => match.Value);

    /// <summary>
    /// Writes back what a field said a moment ago: on a slow line letters that were typed meanwhile are lost. Bound, the field keeps what it has.
    /// </summary>
    public static IEnumerable<string> ThatLoseLetters(string text) => LosesLetters().Matches(text).Select(match => match.Value);

    [GeneratedRegex("(^|[^:])//.*$|@\\*.*?\\*@")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bEdition(Policy)?\.(Weixin|WeChat)\b|\bEditionPolicy\.All\s*(\[|\.(First|Last|Single|ElementAt))")]
    private static partial Regex NamesOne();

    [GeneratedRegex("""
        \b(\w*[eE]dition|[pP]olicy)\s*(==|!=|is\b|switch\b)
        |(==|!=)\s*[\w.!?]*\b([eE]dition|[pP]olicy)\b(?!\.\w|\()
        |\bswitch\s*\(\s*[\w.!?]*\b([eE]dition|[pP]olicy)\s*\)
        |\{\s*Edition\s*:
        |\b(Weixin|WeChat)\s*=>
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ComparesThem();

    [GeneratedRegex(@"Equals\([^)]*\b([eE]dition|[pP]olicy)\b(?!\.(?!ToString))|\b([eE]dition|[pP]olicy)(\.ToString\(\))?\.(Equals|CompareTo|HasFlag)\(|\b[eE]dition\.ToString\(\)\s*(==|!=)|(==|!=)\s*[\w.]*\b[eE]dition\.ToString\(\)")]
    private static partial Regex CallsEquals();

    [GeneratedRegex("""
        \b(src|href|action|formaction|poster|xlink:href)\s*=\s*["']?(https?:)?//
        |\b(image)?srcset\s*=\s*["'][^"']*(?<=["'\s,])(https?:)?//
        |\burl\(\s*["']?(https?:)?//
        |"(src|start_url|scope|url)"\s*:\s*"(https?:)?//
        |@import\s+(url\()?["'](https?:)?//
        |\b(from|import)\s*["'](https?:)?//
        |\b(fetch|import|importScripts|EventSource|WebSocket|Worker|sendBeacon)\(\s*["'`]((https?|wss?):)?//
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LoadsFromElsewhere();

    [GeneratedRegex("""<(input|textarea)\b(?=[^<]*@oninput\s*=)(?=[^<]*\svalue\s*=)[^<]*""")]
    private static partial Regex LosesLetters();
}
