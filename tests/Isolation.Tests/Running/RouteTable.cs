using WeixinWeChat.Core.Editions;
using WeixinWeChat.Isolation.Tests.Architecture;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>One line of <c>Routes.txt</c>.</summary>
/// <param name="Method">PAGE, GET, POST, or ANY.</param>
/// <param name="Pattern">As the portal maps it.</param>
/// <param name="Access">public, subscriber, either, signed-in, or a permission.</param>
public sealed record Route(string Method, string Pattern, string Access)
{
    /// <summary>Opened by a browser's address line.</summary>
    public bool Opens => Method is "PAGE" or "GET";

    /// <summary>The same, where a test says which of several it means: <c>{Code=draft}</c>.</summary>
    public string Plain => Pattern.Replace("=draft", "", StringComparison.Ordinal);

    /// <summary>Belongs to the framework: circuits and what they load.</summary>
    public bool IsFramework => Pattern.StartsWith("/_", StringComparison.Ordinal) || Pattern.Contains(":file");
}

/// <summary>
/// The authorisation matrix as it was agreed: which address asks for what. It is written by hand; an address that a portal has and the
/// table has not fails the tests.
/// </summary>
public static class RouteTable
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Sources.Root, "tests", "Isolation.Tests", "Running", "Routes.txt"));

    /// <summary>What a portal is to have.</summary>
    public static IReadOnlyList<Route> Of(Edition edition) => [.. LinesOf(Lines, edition).Select(Parse)];

    /// <summary>The lines of a table that are about one portal.</summary>
    public static IEnumerable<string> LinesOf(IEnumerable<string> lines, Edition edition)
    {
        var applies = true;
        foreach (var line in lines.Where(line => line.Trim().Length > 0 && !line.StartsWith('#')))
        {
            if (line.StartsWith('['))
                applies = line == "[both]" || line == $"[{edition}]";
            else if (applies)
                yield return line;
        }
    }

    /// <summary>Reads a line, from the table or from a portal.</summary>
    public static Route Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(parts[0], parts[1], parts[2]);
    }
}
