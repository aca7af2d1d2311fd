using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>The texts that the rules carry with them have both halves.</summary>
public sealed partial class BilingualTests
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_text_that_stands_in_a_table_lacks_a_half()
    {
        List<(string Where, Bilingual Text)> found = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (var field in Houses.OfPortals.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters && !type.Name.Contains('<')).SelectMany(StaticFields.Of))
            Collect(field.GetValue(null), $"{field.DeclaringType}.{field.Name}", found, seen);

        found.Should().HaveCountGreaterThan(50);
        found.Where(entry => IsHalf(entry.Text)).Select(entry => entry.Where).Should().BeEmpty();
    }

    [Fact]
    public void No_text_that_is_chosen_by_an_enum_lacks_a_half()
    {
        var choices = Houses.OfPortals.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(Everything))
            .Where(method => !method.ContainsGenericParameters && method.ReturnType == typeof(Bilingual) && method.GetParameters() is { Length: > 0 } parameters && parameters.Any(parameter => parameter.ParameterType.IsEnum))
            .ToList();
        choices.Should().NotBeEmpty();

        foreach (var method in choices)
        {
            foreach (var arguments in Combinations(method.GetParameters()))
                IsHalf((Bilingual)method.Invoke(null, arguments)!).Should().BeFalse($"{method.DeclaringType}.{method.Name}({string.Join(", ", arguments)})");
        }
    }

    [Fact]
    public void No_text_is_written_with_an_empty_half() =>
        Sources.Under("src", ".cs", ".razor").SelectMany(file => file.Text.Split('\n').Where(line => HasEmptyHalf().IsMatch(line)).Select(line => $"{file.Path}: {line.Trim()}")).Should().BeEmpty();

    [Theory]
    [InlineData("""new Bilingual("", "中文")""")]
    [InlineData("""new("English", "")""")]
    [InlineData("""Problem => new("English", " "),""")]
    public void An_empty_half_is_seen(string line) => HasEmptyHalf().IsMatch(line).Should().BeTrue();

    private static bool IsHalf(Bilingual text) => string.IsNullOrWhiteSpace(text.En) || string.IsNullOrWhiteSpace(text.Zh);

    // Into our own things and into lists of them; what a library holds has no text of ours.
    private static void Collect(object? value, string where, List<(string, Bilingual)> found, HashSet<object> seen)
    {
        switch (value)
        {
            case null or string or Delegate or Type:
                return;
            case Bilingual text:
                found.Add((where, text));
                return;
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
            return;
        if (value is IEnumerable list)
        {
            foreach (var item in list)
                Collect(item, where, found, seen);
        }
        else if (value.GetType().FullName!.StartsWith("WeixinWeChat.", StringComparison.Ordinal) || value is System.Runtime.CompilerServices.ITuple || value.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
        {
            foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                Collect(field.GetValue(value), $"{where}.{field.Name}", found, seen);
        }
    }

    private static IEnumerable<object[]> Combinations(ParameterInfo[] parameters) =>
        parameters.Aggregate<ParameterInfo, IEnumerable<object[]>>([[]], (before, parameter) => before.SelectMany(some => Samples(parameter.ParameterType).Select(sample => (object[])[.. some, sample])));

    private static IEnumerable<object> Samples(Type type) => type switch
    {
        { IsEnum: true } => Enum.GetValues(type).Cast<object>(),
        _ when type == typeof(EditionPolicy) => EditionPolicy.All,
        _ when type == typeof(PlatformLimits) => [new PlatformLimits()],
        _ when type == typeof(ImageShape) => [ImageShape.Avatar, ImageShape.Article, ImageShape.Cover],
        _ when type == typeof(string) => ["text"],
        _ when type == typeof(int) => [1, 2],
        _ when type == typeof(bool) => [true, false],
        _ => throw new InvalidOperationException($"Say here what a {type} could be: a text is chosen by one."),
    };

    [GeneratedRegex("""\bnew( Bilingual)?\(("\s*", *"[^"]*\p{IsCJKUnifiedIdeographs}[^"]*"|"[^"]*[A-Za-z][^"]*", *"\s*")\)""")]
    private static partial Regex HasEmptyHalf();
}
