using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>Every text stands in both languages, and every text that a page asks for stands somewhere.</summary>
public sealed partial class TextTests
{
    private const string Chinese = ".zh-CN.resx";

    [Fact]
    public void Every_key_stands_in_both_languages()
    {
        var files = Sources.Under("src", ".resx");
        var english = files.Where(file => !file.Path.EndsWith(Chinese, StringComparison.Ordinal)).ToList();
        english.Should().NotBeEmpty();

        foreach (var (path, text) in english)
        {
            var other = path.Replace(".resx", Chinese);
            var translated = files.SingleOrDefault(file => file.Path == other);
            translated.Text.Should().NotBeNull($"{other} is missing");
            Keys(translated.Text).Keys.Should().BeEquivalentTo(Keys(text).Keys, $"{path} and {other} must hold the same keys");
        }

        files.Count.Should().Be(2 * english.Count, "every file has exactly one partner");
    }

    [Fact]
    public void No_text_is_empty_and_the_places_to_fill_are_the_same()
    {
        foreach (var (path, text) in Sources.Under("src", ".resx").Where(file => !file.Path.EndsWith(Chinese, StringComparison.Ordinal)))
        {
            var chinese = Keys(File.ReadAllText(Path.Combine(Sources.Root, path.Replace(".resx", Chinese))));
            foreach (var (key, value) in Keys(text))
            {
                value.Should().NotBeNullOrWhiteSpace($"{key} in {path}");
                chinese[key].Should().NotBeNullOrWhiteSpace($"{key} in Chinese, {path}");
                Places(chinese[key]).Should().BeEquivalentTo(Places(value), $"{key} in {path}");
            }
        }
    }

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        var texts = Sources.Under("src", ".resx").Where(file => !file.Path.EndsWith(Chinese, StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path), file => Keys(file.Text));
        var asked = 0;
        List<string> missing = [];
        foreach (var (path, text) in Sources.Under("src", ".razor", ".cs"))
        {
            foreach (Match localizer in Localizers().Matches(text))
            {
                if (!texts.TryGetValue(localizer.Groups["texts"].Value, out var keys))
                    continue;
                foreach (Match use in Regex.Matches(text, $"""\b{localizer.Groups["name"].Value}\["(?<key>[^"]+)"[\],]"""))
                {
                    asked++;
                    if (!keys.ContainsKey(use.Groups["key"].Value))
                        missing.Add($"{path}: {use.Groups["key"].Value} is not in {localizer.Groups["texts"].Value}");
                }
            }
        }

        missing.Should().BeEmpty();
        asked.Should().BeGreaterThan(50);
    }

    private static Dictionary<string, string> Keys(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) => PlacesInText().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"IStringLocalizer<(?:\w+\.)*(?<texts>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizers();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex PlacesInText();
}
