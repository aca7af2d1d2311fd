using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;
using static WeixinWeChat.Core.Accounts.AccountStanding;

namespace WeixinWeChat.Core.Tests.Subscribers;

public class VisibilityTests
{
    private static readonly AccountStanding[] Standings = Enum.GetValues<AccountStanding>();

    // The matrix of DOMAIN, section 10, drawn by hand: a row for every standing and relation, a group of columns for every way in, in each
    // group the acts Find View Follow Join. + is allowed. Everything that is not drawn here is another edition, where nothing ever is.
    //                                                          Search QrCode Link  Campaign
    [Theory]
    [InlineData(Edition.Weixin, NotActivated, false, "---- ---- ---- ----")]
    [InlineData(Edition.Weixin, NotActivated, true, "---- ---- ---- ----")]
    [InlineData(Edition.Weixin, Activated, false, "---- +++- +++- ----")]
    [InlineData(Edition.Weixin, Activated, true, "---- ++++ ++++ ++++")]
    [InlineData(Edition.Weixin, Verified, false, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.Weixin, Verified, true, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.Weixin, VerificationExpired, false, "---- ---- ---- ----")]
    [InlineData(Edition.Weixin, VerificationExpired, true, "---- ++++ ++++ ++++")]
    [InlineData(Edition.Weixin, Suspended, false, "---- ---- ---- ----")]
    [InlineData(Edition.Weixin, Suspended, true, "---- +++- +++- +++-")]
    [InlineData(Edition.Weixin, Closed, false, "---- ---- ---- ----")]
    [InlineData(Edition.Weixin, Closed, true, "---- ---- ---- ----")]
    [InlineData(Edition.WeChat, NotActivated, false, "---- ---- ---- ----")]
    [InlineData(Edition.WeChat, NotActivated, true, "---- ---- ---- ----")]
    [InlineData(Edition.WeChat, Activated, false, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, Activated, true, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, Verified, false, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, Verified, true, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, VerificationExpired, false, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, VerificationExpired, true, "++++ ++++ ++++ ++++")]
    [InlineData(Edition.WeChat, Suspended, false, "---- ---- ---- ----")]
    [InlineData(Edition.WeChat, Suspended, true, "---- +++- +++- +++-")]
    [InlineData(Edition.WeChat, Closed, false, "---- ---- ---- ----")]
    [InlineData(Edition.WeChat, Closed, true, "---- ---- ---- ----")]
    public void The_matrix_holds_cell_by_cell(Edition edition, AccountStanding standing, bool follows, string row)
    {
        var policy = EditionPolicy.Of(edition);
        var drawn = string.Join(' ', Enum.GetValues<WayIn>().Select(way => string.Concat(Enum.GetValues<Act>().Select(act =>
            Visibility.Decide(policy, standing, edition, follows, way, act).Allowed ? '+' : '-'))));

        drawn.Should().Be(row);
    }

    [Fact]
    public void The_matrix_has_a_row_for_every_edition_standing_and_relation()
    {
        var rows = typeof(VisibilityTests).GetMethod(nameof(The_matrix_holds_cell_by_cell))!.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute)).ToList();

        rows.Should().HaveCount(Enum.GetValues<Edition>().Length * Standings.Length * 2);
    }

    [Fact]
    public void Nothing_crosses_between_the_editions_whatever_the_standing_the_way_and_the_act() =>
        AllCases().Where(c => c.Account.Edition != c.Person).Should().HaveCount(384)
            .And.OnlyContain(c => !c.Verdict.Allowed && c.Verdict.Rule == VisibilityRule.OtherEdition);

    [Fact]
    public void Every_verdict_names_its_rule_and_explains_it_in_both_languages() =>
        AllCases().Should().HaveCount(768).And.OnlyContain(c => Enum.IsDefined(c.Verdict.Rule) && c.Verdict.Explanation.En.Length > 10
            && c.Verdict.Explanation.Zh.Length > 5 && c.Verdict.Explanation.Zh != c.Verdict.Explanation.En);

    [Fact]
    public void Every_rule_decides_some_case() => AllCases().Select(c => c.Verdict.Rule).Distinct().Should().BeEquivalentTo(Enum.GetValues<VisibilityRule>());

    [Fact]
    public void Who_follows_is_never_worse_off() =>
        AllCases().Where(c => !c.Follows && c.Verdict.Allowed)
            .Should().OnlyContain(c => Visibility.Decide(c.Account, c.Standing, c.Person, true, c.Way, c.Act).Allowed);

    [Theory]
    [InlineData(Edition.Weixin, new[] { Verified })]
    [InlineData(Edition.WeChat, new[] { Activated, Verified, VerificationExpired })]
    public void Search_returns_these_standings(Edition edition, AccountStanding[] standings) =>
        Visibility.SearchableStandings(EditionPolicy.Of(edition)).Should().BeEquivalentTo(standings);

    [Fact]
    public void The_standings_for_SQL_agree_with_the_function_in_every_case() =>
        AllCases().Where(c => c.Account.Edition == c.Person && c.Way == WayIn.Search && c.Act == Act.Find)
            .Should().OnlyContain(c => Visibility.SearchableStandings(c.Account).Contains(c.Standing) == c.Verdict.Allowed);

    [Fact]
    public void Whoever_is_signed_in_at_a_portal_is_of_its_edition() =>
        AllCases().Where(c => c.Account.Edition == c.Person)
            .Should().OnlyContain(c => Visibility.DecideForOwnPeople(c.Account, c.Standing, c.Follows, c.Way, c.Act) == c.Verdict);

    private static List<Case> AllCases() =>
    [
        .. from account in EditionPolicy.All
           from standing in Standings
           from person in Enum.GetValues<Edition>()
           from follows in new[] { false, true }
           from way in Enum.GetValues<WayIn>()
           from act in Enum.GetValues<Act>()
           select new Case(account, standing, person, follows, way, act, Visibility.Decide(account, standing, person, follows, way, act)),
    ];

    private sealed record Case(EditionPolicy Account, AccountStanding Standing, Edition Person, bool Follows, WayIn Way, Act Act, Verdict Verdict);
}
