using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc);
    private static readonly CampaignDraft Draft = new("Tea", "", "", "<p>Come.</p>", null, Now, Now.AddDays(1), null);

    private static readonly Dictionary<string, (Func<Campaign, bool> Do, CampaignState From, CampaignState To)[]> Allowed = new()
    {
        ["write"] = [(campaign => campaign.Write(Draft, Now), CampaignState.Draft, CampaignState.Draft)],
        ["launch"] = [(campaign => campaign.Launch(Now), CampaignState.Draft, CampaignState.Launching)],
        ["arrive"] = [(campaign => campaign.Arrive(), CampaignState.Launching, CampaignState.Running)],
        ["end"] = [(campaign => campaign.End(Now.AddDays(2)), CampaignState.Running, CampaignState.Ended)],
        ["withdraw"] =
        [
            (campaign => campaign.Withdraw(Now), CampaignState.Launching, CampaignState.Withdrawn),
            (campaign => campaign.Withdraw(Now), CampaignState.Running, CampaignState.Withdrawn),
        ],
    };

    public static IEnumerable<object[]> EveryPair { get; } = Enum.GetValues<CampaignState>().SelectMany(state => Allowed.Keys.Select(verb => new object[] { state, verb }));

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void A_verb_moves_a_campaign_only_from_where_it_may(CampaignState state, string verb)
    {
        var campaign = In(state);
        var version = campaign.Version;
        var allowed = Allowed[verb].Where(way => way.From == state).ToList();

        var moved = Allowed[verb][0].Do(campaign);

        moved.Should().Be(allowed.Count > 0);
        campaign.State.Should().Be(allowed.Count > 0 ? allowed[0].To : state);
        (campaign.Version != version).Should().Be(moved, "a refused verb changes nothing");
    }

    [Fact]
    public void A_period_that_is_not_over_does_not_end()
    {
        var campaign = In(CampaignState.Running);
        campaign.End(Now.AddHours(23)).Should().BeFalse();
        campaign.End(Now.AddDays(1)).Should().BeTrue();
    }

    [Fact]
    public void A_digest_that_was_not_written_is_the_beginning_of_the_article()
    {
        var campaign = new Campaign();
        campaign.Write(Draft with { Content = $"<h2>春茶</h2><p>{new string('茶', 53)}🍵🍵</p>" }, Now);
        campaign.Launch(Now);
        campaign.Digest.Should().Be("春茶 " + new string('茶', 51));
    }

    private static Campaign In(CampaignState state)
    {
        var campaign = new Campaign();
        campaign.Write(Draft, Now);
        if (state != CampaignState.Draft) campaign.Launch(Now);
        if (state is CampaignState.Running or CampaignState.Ended) campaign.Arrive();
        if (state == CampaignState.Ended) campaign.End(Now.AddDays(2));
        if (state == CampaignState.Withdrawn) campaign.Withdraw(Now);
        campaign.State.Should().Be(state);
        return campaign;
    }
}
