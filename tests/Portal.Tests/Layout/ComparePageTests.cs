using Bunit;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class ComparePageTests : LayoutBunit
{
    // Not for readers: names, looks and addresses, and the catalogue whose words stand in Games.
    private static readonly string[] NotShown =
    [
        nameof(EditionPolicy.Edition), nameof(EditionPolicy.Name), nameof(EditionPolicy.GameCatalogue), nameof(EditionPolicy.CookiePrefix), nameof(EditionPolicy.Look),
        nameof(EditionPolicy.Wordmark), nameof(EditionPolicy.Badge), nameof(EditionPolicy.DefaultAddress), nameof(EditionPolicy.Counterpart), nameof(EditionPolicy.HomeRegion),
    ];

    public static TheoryData<Edition, string> Readers => new()
    {
        { Edition.Weixin, "zh-CN" }, { Edition.Weixin, "en" }, { Edition.WeChat, "zh-CN" }, { Edition.WeChat, "en" },
    };

    [Fact]
    public void Every_difference_of_the_policy_is_a_line() =>
        typeof(EditionPolicy).GetProperties().Where(property => !property.GetMethod!.IsStatic).Select(property => property.Name).Except(NotShown)
            .Should().BeEquivalentTo(EditionRow.All.Select(row => row.Property));

    [Theory]
    [MemberData(nameof(Readers))]
    public void Every_line_is_shown_for_both_sides(Edition portal, string culture)
    {
        using var reading = new ReadIn(culture);
        AsPortal(EditionPolicy.Of(portal));

        var lines = Render<ComparePage>().FindAll(".compare tbody tr");

        lines.Should().HaveCount(EditionRow.All.Count);
        foreach (var line in lines)
        {
            line.QuerySelector("th")!.TextContent.Should().NotContain("Compare_", "a heading has its text");
            line.QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-side")).Should().Equal("weixin", "wechat");
            line.QuerySelectorAll("td").Should().OnlyContain(cell => cell.TextContent.Trim().Length > 0 && !cell.TextContent.Contains("Compare_"));
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void WeChat_is_never_promised_what_it_lacks(Edition portal, string culture)
    {
        using var reading = new ReadIn(culture);
        AsPortal(EditionPolicy.Of(portal));

        var page = Render<ComparePage>();

        foreach (var line in EditionRow.All.Select((row, index) => (row.Property, index)).Where(line => line.Property is nameof(EditionPolicy.HasWallet) or nameof(EditionPolicy.HasCardsAndOffers)))
        {
            var cells = page.FindAll(".compare tbody tr")[line.index].QuerySelectorAll("td");
            cells.Single(cell => cell.GetAttribute("data-side") == "weixin").QuerySelectorAll(".yes").Should().ContainSingle();
            var wechat = cells.Single(cell => cell.GetAttribute("data-side") == "wechat");
            wechat.QuerySelectorAll(".no").Should().ContainSingle();
            wechat.QuerySelectorAll(".yes").Should().BeEmpty();
        }
    }

    [Fact]
    public void The_reader_sees_which_side_they_are_on_and_the_way_to_the_other()
    {
        AsPortal(EditionPolicy.WeChat);

        var page = Render<ComparePage>();

        page.Find("thead .here").ParentElement!.GetAttribute("data-side").Should().Be("wechat");
        page.FindAll(".advice a").Select(link => link.GetAttribute("href")).Should().Equal("/", "http://other.example");
    }
}
