using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>
/// Lets through of an article what an article needs: headings, paragraphs, lists, quotes, emphasis, links to the web and our own pictures.
/// Everything else goes, whatever program it was written or forged with.
/// </summary>
public static partial class ArticleSanitizer
{
    private static readonly IReadOnlyList<string> Tags = ["p", "br", "h2", "h3", "strong", "b", "em", "i", "u", "s", "blockquote", "ol", "ul", "li", "a", "img", "hr", "pre", "code"];

    /// <summary>The article without what could harm its reader.</summary>
    /// <param name="html">Anything.</param>
    /// <param name="pictures">Codes of the pictures that may stand in it; any other picture goes.</param>
    public static string Clean(string html, IReadOnlySet<string> pictures)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(pictures);
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href", "src", "alt"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https"], StringComparer.OrdinalIgnoreCase),
        })
        { KeepChildNodes = true };
        // Of these the content is no text either.
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (removing.Tag.NodeName.ToUpperInvariant() is "SCRIPT" or "STYLE" or "TEMPLATE" or "IFRAME" or "OBJECT" or "NOSCRIPT" or "SVG" or "MATH" or "TEXTAREA" or "TITLE" or "SELECT")
                removing.Tag.InnerHtml = "";
        };
        sanitizer.PostProcessNode += (_, processing) =>
        {
            if (processing.Node is IElement element)
                Finish(element, pictures);
        };
        return sanitizer.Sanitize(html).Trim();
    }

    /// <summary>Codes of the pictures that an article shows.</summary>
    public static IReadOnlySet<string> PicturesIn(string html) => PictureAddress().Matches(html).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Does a reader see nothing?</summary>
    public static bool IsBlank(string html) => TextOf(html).Length == 0 && !html.Contains("<img", StringComparison.OrdinalIgnoreCase);

    /// <summary>The article's first words, for a digest that was not written.</summary>
    public static string DigestOf(string html)
    {
        var text = TextOf(html);
        if (text.Length <= Campaign.DigestDefault) return text;
        // Not in the middle of an emoji.
        var end = char.IsHighSurrogate(text[Campaign.DigestDefault - 1]) ? Campaign.DigestDefault - 1 : Campaign.DigestDefault;
        return text[..end];
    }

    private static string TextOf(string html)
    {
        var body = new HtmlParser().ParseDocument(BlockEnd().Replace(html, " $0")).Body;
        return Spaces().Replace(body?.TextContent ?? "", " ").Trim();
    }

    private static void Finish(IElement element, IReadOnlySet<string> pictures)
    {
        switch (element.NodeName.ToUpperInvariant())
        {
            case "A" when !Uri.TryCreate(element.GetAttribute("href"), UriKind.Absolute, out var uri) || (uri.Scheme != "https" && uri.Scheme != "http"):
                element.RemoveAttribute("href");
                break;
            case "A":
                // The linked page learns neither where the reader comes from nor gets hold of our window.
                element.SetAttribute("rel", "noopener noreferrer nofollow");
                element.SetAttribute("target", "_blank");
                break;
            case "IMG":
                if (PictureAddress().Match($"\"{element.GetAttribute("src")}\"") is { Success: true } match && pictures.Contains(match.Groups[1].Value))
                {
                    element.SetAttribute("loading", "lazy");
                    if (!element.HasAttribute("alt"))
                        element.SetAttribute("alt", "");
                }
                else
                {
                    element.Remove();
                }

                break;
        }
    }

    [GeneratedRegex("[\"']/media/([A-Za-z0-9]{22})[\"']")]
    private static partial Regex PictureAddress();

    [GeneratedRegex("</(p|h2|h3|li|blockquote|pre)>|<br>")]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
