using NetArchTest.Rules;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>Rooms lean one way: each only on those that stand before it here. Read from what was compiled, not from what is written.</summary>
public sealed class RoomTests
{
    private static readonly string[] InOrder =
    [
        "Core.Editions", "Core.Storage", "Core.People", "Core.Accounts", "Core.Materials", "Core.Subscribers", "Core.Search", "Core.Friends", "Core.Campaigns", "Core.Chats", "Core.Comments", "Core.Complaints", "Core.Games", "Core.Insights",
        "Portal.Settings", "Portal.Access", "Portal.Layout", "Portal.Outbox", "Portal.Identity", "Portal.Platform", "Portal.Materials", "Portal.Accounts",
        "Portal.Subscribers", "Portal.Profile", "Portal.Friends", "Portal.Campaigns", "Portal.Chats", "Portal.Comments", "Portal.Complaints", "Portal.Games", "Portal.Insights", "Portal.Demo", "Portal.Hosting",
        "WeChat.Accounts", "WeChat.Demo",
        "Weixin.Accounts", "Weixin.Verification", "Weixin.Review", "Weixin.Ledger", "Weixin.Wallet", "Weixin.Payments", "Weixin.RedPackets", "Weixin.Cinema", "Weixin.CardsAndOffers", "Weixin.Members", "Weixin.Demo",
    ];

    public static TheoryData<string> Rooms => [.. InOrder];

    [Fact]
    public void Every_room_stands_in_the_order() => Namespaces().Should().BeEquivalentTo(InOrder);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_leans_only_on_those_before_it(string room)
    {
        var later = InOrder[(Array.IndexOf(InOrder, room) + 1)..].Select(Full).ToArray();

        var leaning = Types.InAssemblies(Houses.OfPortals).That().ResideInNamespaceMatching($"^{Full(room).Replace(".", "\\.")}($|\\.)").And().HaveDependencyOnAny(later).GetTypes();

        leaning.Select(type => type.FullName).Should().BeEmpty($"{room} stands before {string.Join(", ", later)}");
    }

    [Fact]
    public void What_leans_is_seen() =>
        Types.InAssemblies(Houses.OfPortals).That().ResideInNamespace(Full("Portal.Hosting")).And().HaveDependencyOnAny(Full("Portal.Settings")).GetTypes().Should().NotBeEmpty();

    private static string Full(string room) => $"WeixinWeChat.{room}";

    // The migrations of a portal belong to its database; the resources' own namespaces hold nothing.
    private static IEnumerable<string> Namespaces() => Houses.OfPortals.SelectMany(assembly => assembly.GetTypes())
        .Select(type => type.Namespace ?? "")
        .Where(name => name.StartsWith("WeixinWeChat.", StringComparison.Ordinal) && name.Count(c => c == '.') >= 2 && !name.Contains(".Migrations"))
        .Select(name => string.Join('.', name.Split('.')[1..3])).Distinct();
}
