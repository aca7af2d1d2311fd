using System.Net;
using System.Text.RegularExpressions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Isolation.Tests.Architecture;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>Emoji, text that runs the other way, SQL, script and far too much in every form that works without a script, and in every address.</summary>
[Collection(nameof(TwoSides))]
public sealed partial class OddTextTests(TwoSides sides)
{
    public static TheoryData<Edition> Editions => [Edition.Weixin, Edition.WeChat];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_field_takes_it_or_says_beside_itself_why_not_and_keeps_what_was_typed(Edition edition)
    {
        List<string> wrong = [];
        List<string> fields = [];
        await foreach (var form in OddForms.Of(sides.Of(edition)))
        {
            (await form.Shown()).Should().BeEquivalentTo(form.Fields.Select(field => field.Name), $"these are tried in {form.Source}");
            fields.AddRange(form.Fields.Select(field => $"{form.Source} {Numbered().Replace(field.Name, "")}"));
            foreach (var (field, text) in form.Fields.SelectMany(field => form.TextsFor(field).Select(text => (field, text))))
            {
                if (await form.Try(field, text) is { } problem)
                    wrong.Add($"{form.Source}: {field.Name} with {OddText.Named(text)} {problem}");
            }
        }

        wrong.Should().BeEmpty();
        var written = Sources.Under("src/Portal", ".razor").Concat(Sources.Under($"src/{edition}", ".razor")).SelectMany(file => Written().Matches(file.Text)
            .Select(match => $"{file.Path[(file.Path.IndexOf('/', 4) + 1)..]} {match.Groups["name"].Value}"));
        fields.Distinct().Should().BeEquivalentTo(written, "every field that is written in a form that works without a script is tried");
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task Every_page_opens_with_it_in_its_address(Edition edition)
    {
        var side = sides.Of(edition);
        var readers = Sources.Under("src", ".razor").Where(file => Read().IsMatch(file.Text)).ToList();
        var names = readers.SelectMany(file => Read().Matches(file.Text)).Select(match => match.Groups["name"].Value).Distinct().ToList();
        foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Method == "PAGE" && row.Answers.Values.Contains("200")))
        {
            var client = side.Actors[row.Answers.First(answer => answer.Value == "200").Key].Client;
            // What a page does not read itself may still be read by what it shows: there one text has to do.
            foreach (var text in readers.Any(file => file.Text.Contains($"@page \"{row.Route.Plain}\"", StringComparison.Ordinal)) ? OddText.All : [OddText.Emoji])
            {
                var odd = string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(text[..Math.Min(text.Length, 200)])}"));
                var answer = await client.GetAsync($"{Asking.Filled(row.Route.Pattern, side)}?{odd}");
                answer.StatusCode.Should().Be(HttpStatusCode.OK, $"{row.Route.Pattern} is asked for with {OddText.Named(text)}");
            }
        }

        names.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task An_address_made_of_it_leads_nowhere(Edition edition)
    {
        var side = sides.Of(edition);
        foreach (var row in AnswerTable.Of(edition).Where(row => row.Route.Opens && row.Route.Pattern.Contains('{') && row.Answers.Values.Contains("200")))
        {
            var client = side.Actors[row.Answers.First(answer => answer.Value == "200").Key].Client;
            foreach (var text in OddText.All)
            {
                var answer = await client.GetAsync(Place().Replace(row.Route.Pattern, Uri.EscapeDataString(text)));
                answer.StatusCode.Should().Be(HttpStatusCode.NotFound, $"{row.Route.Pattern} is asked for with {OddText.Named(text)}");
            }
        }
    }

    [GeneratedRegex(@"(?<=^Name-).+")]
    private static partial Regex Numbered();

    // The fields of the two kinds of static form, and plain inputs with a name that somebody types into.
    [GeneratedRegex("""<(?:Text|Secret)Field Name="(@\(\$")?(?<name>[\w.-]+)|<Input(?:Text|Select|TextArea)\b[^>]*@bind-Value="(?<name>Form\.\w+)"|<(?:input|textarea|select)\b(?![^>]*type="(?:hidden|checkbox|radio)")[^>]*\bname="(?<name>[\w.]+)" """)]
    private static partial Regex Written();

    [GeneratedRegex("""\[SupplyParameterFromQuery(?:\(Name = "(?<name>\w+)"\))?\] private \w+\?? (?(name)|(?<name>\w+))""")]
    private static partial Regex Read();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
