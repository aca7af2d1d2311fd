using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Subscribers;

namespace WeixinWeChat.Core.Tests.Search;

public sealed class SearchOperationsTests
{
    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task Search_returns_exactly_what_the_rule_allows(Edition side)
    {
        using var world = side == Edition.Weixin ? SubscriberWorld.Weixin() : SubscriberWorld.WeChat();
        foreach (var standing in Enum.GetValues<AccountStanding>())
            await world.Account($"Tea {standing}", standing);

        var found = (await world.Search.Search("tea"))!;

        found.Items.Select(card => card.Standing).Should().BeEquivalentTo(
            Enum.GetValues<AccountStanding>().Where(standing => Visibility.DecideForOwnPeople(world.Db.Policy, standing, follows: false, WayIn.Search, Act.Find).Allowed))
            .And.NotBeEmpty();
    }

    [Theory]
    [InlineData("北京茶馆", "北京茶馆")]
    [InlineData("北京", "北京茶馆")]
    [InlineData("茶馆", "北京茶馆")]
    [InlineData("beijing", "北京茶馆")]
    [InlineData("Bei Jing", "北京茶馆")]
    [InlineData("beijin", "北京茶馆")]
    [InlineData("beijng", "北京茶馆")]
    [InlineData("bjcg", "北京茶馆")]
    [InlineData("cg", "北京茶馆")]
    [InlineData("背景茶管", "北京茶馆")]
    [InlineData("chongqing", "重庆火锅")]
    [InlineData("zhongqing", "重庆火锅")]
    [InlineData("yinyue", "长城音乐")]
    [InlineData("changcheng", "长城音乐")]
    [InlineData("長城", "长城音乐")]
    [InlineData("lvxing", "绿色旅行")]
    [InlineData("luxing", "绿色旅行")]
    [InlineData("Harbour Lights", "Harbour Lights Café")]
    [InlineData("harbourlights", "Harbour Lights Café")]
    [InlineData("lights", "Harbour Lights Café")]
    [InlineData("harbor lights", "Harbour Lights Café")]
    [InlineData("hrabour", "Harbour Lights Café")]
    [InlineData("cafe", "Harbour Lights Café")]
    [InlineData("CAFÉ", "Harbour Lights Café")]
    [InlineData("ＨＡＲＢＯＵＲ", "Harbour Lights Café")]
    [InlineData("hlc", "Harbour Lights Café")]
    [InlineData("house", "TeaHouse 4711")]
    [InlineData("4711", "TeaHouse 4711")]
    [InlineData("tea-house", "TeaHouse 4711")]
    [InlineData("introduces itself", "TeaHouse 4711")]
    [InlineData("4711 introduces", "TeaHouse 4711")]
    [InlineData("介绍自己", "TeaHouse 4711")]
    public async Task An_account_is_found_by(string typed, string name)
    {
        using var world = SubscriberWorld.WeChat();
        foreach (var one in new[] { "北京茶馆", "重庆火锅", "长城音乐", "绿色旅行", "Harbour Lights Café", "TeaHouse 4711" })
            await world.Account(one);
        await Introduce(world, "TeaHouse 4711", "It introduces itself: 我们介绍自己。");

        (await world.Search.Search(typed))!.Items.Select(card => card.Name).Should().StartWith(name);
    }

    [Fact]
    public async Task A_handle_finds_its_account_alone()
    {
        using var world = SubscriberWorld.WeChat();
        var house = await world.Account("Green Tea House");
        await world.Account("Tea");

        (await world.Search.Search(house.OriginalId.ToUpperInvariant()))!.Items.Should().ContainSingle(card => card.Name == "Green Tea House");
        (await world.Search.Search(house.OriginalId[..^1]))!.Items.Should().BeEmpty("a part of a handle is nobody's");
    }

    [Fact]
    public async Task The_name_itself_comes_first_then_the_badge_then_followers_then_what_sounds_alike_then_introductions()
    {
        using var world = SubscriberWorld.WeChat();
        await Introduce(world, (await world.Account("Somebody else", AccountStanding.Verified)).Name, "We sell tea.");
        await world.Account("Tae Kwon Do", AccountStanding.Verified);
        await world.Account("Tea One");
        var loved = await world.Account("Green Tea");
        await world.Account("Tea Two", AccountStanding.Verified);
        await world.Account("Tea");
        await world.Follows.Follow(await world.Somebody(), loved.AppId, WayIn.Search);

        (await world.Search.Search("tea"))!.Items.Select(card => card.Name).Should().Equal("Tea", "Tea Two", "Green Tea", "Tea One", "Somebody else");
        (await world.Search.Search("tex"))!.Items.Should().BeEmpty("of three letters none may be wrong");
        (await world.Search.Search("gren tea"))!.Items.Select(card => card.Name).Should().Equal("Green Tea");
        await world.Account("Gren Tea");
        (await world.Search.Search("gren tea"))!.Items.Select(card => card.Name).Should().Equal(["Gren Tea"], "whoever typed it right means it");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("t*a")]
    [InlineData("name:tea")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\uD83D")]
    [InlineData("🍵")]
    [InlineData("́")]
    public async Task A_pattern_is_no_way_to_list_everything(string term)
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");

        (await world.Search.Search(term))!.Items.Should().BeEmpty();
        (await world.Search.Search($"{term} tea house"))!.Items.Should().HaveCountLessThan(2, "and with a name beside it nothing breaks");
    }

    [Fact]
    public async Task Search_goes_on_where_it_stopped_and_shows_each_account_once()
    {
        using var world = SubscriberWorld.WeChat();
        for (var i = 0; i < 2 * SearchOperations.PageSize + 3; i++)
            await world.Account($"{(i % 3 == 0 ? "Shop" : i % 3 == 1 ? "The Shop" : "Sea Harbour Old Port")} {i:000}", i % 2 == 0 ? AccountStanding.Verified : AccountStanding.Activated);

        List<string> seen = [];
        string? next = null;
        do
        {
            var part = (await world.Search.Search("shop", next))!;
            part.Items.Count.Should().BeLessThanOrEqualTo(SearchOperations.PageSize);
            seen.AddRange(part.Items.Select(card => card.Name));
            next = part.Next;
        }
        while (next is not null);

        seen.Should().OnlyHaveUniqueItems().And.HaveCount(2 * SearchOperations.PageSize + 3);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("9.1.1")]
    [InlineData("1.-1.1")]
    [InlineData("1.99999999999999999999.1")]
    [InlineData("1.1.1.1")]
    public async Task A_place_that_nobody_gave_begins_anew(string after)
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");

        (await world.Search.Search("tea", after))!.Items.Should().ContainSingle();
    }

    private static async Task Introduce(SubscriberWorld world, string name, string words)
    {
        await using var db = world.Db.CreateDbContext();
        await db.OfficialAccounts.Where(row => row.Name == name).ExecuteUpdateAsync(row => row.SetProperty(account => account.Introduction, words));
    }
}
