using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Isolation.Tests.Architecture;

public sealed class StaticStateTests
{
    [Fact]
    public void Nothing_static_changes()
    {
        var types = Houses.All.SelectMany(assembly => assembly.GetTypes()).ToList();
        foreach (var assembly in Houses.All)
            types.Where(type => type.Assembly == assembly).SelectMany(StaticFields.Of).Should().NotBeEmpty($"{assembly.GetName().Name} was looked at");

        types.SelectMany(StaticFields.Changing).Should().BeEmpty("two hosts in one process, and two requests in one host, would share it");
    }

    [Fact]
    public void What_can_change_is_seen()
    {
        StaticFields.Of(typeof(Changes)).Should().HaveCount(11);
        StaticFields.Changing(typeof(Changes)).Should().HaveCount(11);
        StaticFields.Changing(typeof(Changes.Inside)).Should().HaveCount(1);
    }

    [Fact]
    public void What_is_fixed_is_let_alone()
    {
        StaticFields.Of(typeof(Stays)).Should().HaveCount(8);
        StaticFields.Changing(typeof(Stays)).Should().BeEmpty();
    }

#pragma warning disable CS0169, CS0414, CS0649, CA1805, CA1823, CA2211, IDE0044, IDE0051, IDE0052 // nobody reads them: what counts is that they are there
    private static class Changes
    {
        public static int Public;
        public static readonly int[] Array = [1];
        public static readonly IReadOnlyList<Open> Opened = [new()];
        private static int number;
        private static readonly List<int> List = [];
        private static readonly Dictionary<string, int> Dictionary = [];
        private static readonly AsyncLocal<int> Ambient = new();
        private static readonly Lazy<List<int>> Later = new(() => []);
        private static readonly IList<int> Interface = [];

        [ThreadStatic]
        private static string? ofThread;

        public static string Property { get; set; } = "";

        public static class Inside
        {
            public static bool Flag { get; private set; }
        }
    }

    private static class Stays
    {
        public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        private static readonly string Text = "text".ToUpperInvariant();
        private static readonly int? Perhaps = 1;
        private static readonly (string Name, int Number)? Pair = ("a", 1);
        private static readonly Func<int> Ask = () => 1;
        private const int Number = 1;

        public static IReadOnlyList<Closed> All { get; } = [new("a", 1)];

        public static Closed One { get; } = new("a", 1);

        public static Edition Edition { get; } = Edition.Weixin;
    }

    private sealed class Open
    {
        public int Number { get; set; }
    }

    private sealed record Closed(string Name, int Number);
#pragma warning restore
}
