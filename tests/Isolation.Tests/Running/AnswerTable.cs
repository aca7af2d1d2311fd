using WeixinWeChat.Core.Editions;
using WeixinWeChat.Isolation.Tests.Architecture;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>One line of <c>Answers.txt</c>: an address, and what each actor gets there.</summary>
public sealed record AnswerRow(Route Route, IReadOnlyDictionary<string, string> Answers);

/// <summary>The second half of the authorisation matrix, written by hand like the first: who gets what, for real ids of a real brand.</summary>
public static class AnswerTable
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Sources.Root, "tests", "Isolation.Tests", "Running", "Answers.txt"));

    /// <summary>The actors, in the order of the columns.</summary>
    public static IReadOnlyList<string> Actors { get; } = Lines.First(line => line.StartsWith("METHOD ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];

    /// <summary>What a portal is to answer.</summary>
    public static IReadOnlyList<AnswerRow> Of(Edition edition) =>
        [.. RouteTable.LinesOf(Lines, edition).Where(line => !line.StartsWith("METHOD ", StringComparison.Ordinal)).Select(Parse)];

    /// <summary>Asks everything of everybody.</summary>
    /// <returns>Each answer that is another than the table's.</returns>
    public static async Task<IReadOnlyList<string>> Differences(Side side)
    {
        // Everybody at once, each one address after another, as people do.
        var found = await Task.WhenAll(side.Actors.Select(async actor =>
        {
            List<string> differences = [];
            foreach (var row in Of(side.Portal.Policy.Edition))
            {
                // Whoever signs out is gone: that costs a browser of its own.
                var asking = row.Route.Pattern == "/account/sign-out" && actor.Value.Email is { } email ? await side.Portal.SignIn(email) : actor.Value;
                var word = (await asking.Ask(row.Route, side)).Word;
                if (word != row.Answers[actor.Key])
                    differences.Add($"{row.Route.Method} {row.Route.Pattern} answers {actor.Key} with {word} instead of {row.Answers[actor.Key]}");
            }

            return differences;
        }));
        return [.. found.SelectMany(differences => differences)];
    }

    private static AnswerRow Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        parts.Should().HaveCount(2 + Actors.Count, $"every actor has an answer in: {line}");
        return new(new Route(parts[0], parts[1], ""), Actors.Zip(parts[2..]).ToDictionary());
    }
}
