using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class CampaignCardsTests
{
    [Fact]
    public async Task Who_joined_takes_it_as_often_as_the_card_allows_and_who_did_not_is_told_to_join()
    {
        using var rig = await CardRig.Begin();
        var (campaign, card) = await Given(rig, rig.Terms with { GetLimit = 2 });
        var (anna, bert, key) = (await rig.Joiner(campaign), await rig.Follower(), Guid.NewGuid());

        (await rig.Campaigns.Take(bert, campaign, Guid.NewGuid()))!.Should().BeEquivalentTo(new { State = CampaignCardStanding.JoinFirst, Mine = (string?)null });
        var first = (await rig.Campaigns.Take(anna, campaign, key))!;
        first.State.Should().Be(CampaignCardStanding.Open, "a second one can be taken");
        (await rig.Campaigns.Take(anna, campaign, key))!.Mine.Should().Be(first.Mine, "the same form is one copy");
        (await rig.Campaigns.Take(anna, campaign, Guid.NewGuid()))!.State.Should().Be(CampaignCardStanding.Had);
        (await rig.Campaigns.Take(anna, campaign, Guid.NewGuid()))!.State.Should().Be(CampaignCardStanding.Had);

        (await rig.Sheet(card)).Taken.Should().Be(2);
        (await rig.Copy(first.Mine!)).Should().BeEquivalentTo(new { OwnerId = anna, Source = ClaimSource.Campaign, Scene = campaign });
    }

    [Fact]
    public async Task Only_while_the_campaign_is_open()
    {
        using var rig = await CardRig.Begin();
        var campaign = await rig.Campaign(startsIn: TimeSpan.FromHours(1));
        var card = await rig.Issued(rig.Terms with { EndsAt = rig.Terms.EndsAt!.Value.AddDays(30) });
        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, card.Code)).Should().Be((null, true));
        var me = await rig.Follower();
        (await rig.Campaigns.Look(me, campaign))!.Should().BeEquivalentTo(new { State = CampaignCardStanding.NotStarted, From = (DateTime?)rig.Db.Clock.UtcNow.AddHours(1) });
        rig.Db.Clock.Advance(TimeSpan.FromHours(1));
        (await rig.Campaigns.Look(me, campaign))!.State.Should().Be(CampaignCardStanding.JoinFirst);
        var joiner = await rig.Joiner(campaign);
        rig.Db.Clock.Advance(TimeSpan.FromDays(8));

        (await rig.Campaigns.Take(joiner, campaign, Guid.NewGuid()))!.State.Should().Be(CampaignCardStanding.Over);
        (await rig.Sheet(card.Code)).Taken.Should().Be(0);
        (await rig.Take(joiner, card.Code)).Outcome.Should().Be(ClaimOutcome.Taken, "the card itself can be taken still");
    }

    [Fact]
    public async Task Many_at_once_take_what_there_is_and_the_others_are_told()
    {
        using var rig = await CardRig.Begin(together: true);
        var (campaign, card) = await Given(rig, rig.Terms with { Quantity = 3, GetLimit = 1 });
        var people = new List<long>();
        for (var n = 0; n < 6; n++)
            people.Add(await rig.Joiner(campaign));

        await Task.WhenAll(people.Concat(people).Select(person => Task.Run(() => rig.Campaigns.Take(person, campaign, Guid.NewGuid()))));

        (await rig.Sheet(card)).Taken.Should().Be(3);
        (await rig.Campaigns.Look(await rig.Joiner(campaign), campaign))!.State.Should().Be(CampaignCardStanding.SoldOut);
    }

    [Fact]
    public async Task A_stopped_card_and_one_that_is_given_no_more_are_not_taken()
    {
        using var rig = await CardRig.Begin();
        var (campaign, card) = await Given(rig);
        var me = await rig.Joiner(campaign);
        await rig.Cards.Stop(rig.Owner, rig.AppId, card, (await rig.Sheet(card)).Version);
        (await rig.Campaigns.Take(me, campaign, Guid.NewGuid()))!.State.Should().Be(CampaignCardStanding.Stopped);
        await rig.Cards.Delete(rig.Owner, rig.AppId, card, (await rig.Sheet(card)).Version);
        (await rig.Campaigns.Take(me, campaign, Guid.NewGuid()))!.State.Should().Be(CampaignCardStanding.Over);

        (await rig.Campaigns.Detach(rig.Owner, rig.AppId, campaign)).Should().BeTrue();
        (await rig.Campaigns.Detach(rig.Owner, rig.AppId, campaign)).Should().BeFalse();
        (await rig.Campaigns.Take(me, campaign, Guid.NewGuid())).Should().BeNull();
        (await rig.Sheet(card)).Taken.Should().Be(0);
    }

    [Fact]
    public async Task Attached_once_of_issued_cards_of_its_own_account_to_a_launched_campaign()
    {
        using var rig = await CardRig.Begin();
        var (campaign, issued, another, approved) = (await rig.Campaign(), await rig.Issued(), await rig.Issued(), await rig.Approved());
        var stranger = await rig.Db.PersonNamed("Stranger");
        var theirs = await rig.Db.AccountOf(stranger, "Another", verified: true);

        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, approved.Code)).Problem.Should().NotBeNull();
        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, "made up")).Problem.Should().NotBeNull();
        (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, issued.Code))))).Should().OnlyContain(result => result.Problem == null && result.Found);
        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, another.Code)).Problem.Should().NotBeNull();
        (await rig.Campaigns.Find(rig.Owner, rig.AppId, campaign))!.Card!.Code.Should().Be(issued.Code);

        foreach (var (person, appId) in new[] { (stranger, rig.AppId), (stranger, theirs.AppId), (rig.Staff, rig.AppId) })
        {
            (await rig.Campaigns.Find(person, appId, campaign)).Should().BeNull();
            (await rig.Campaigns.Attach(person, appId, campaign, issued.Code)).Should().Be((null, false));
            (await rig.Campaigns.Detach(person, appId, campaign)).Should().BeFalse();
        }

        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.CountAsync(entry => entry.Action == "campaign.card-attached")).Should().Be(1);
        await db.Campaigns.ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CampaignState.Draft));
        await db.CampaignCards.ExecuteDeleteAsync();
        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, issued.Code)).Problem!.Value.En.Should().Contain("Launch");
    }

    [Fact]
    public async Task The_blocked_and_who_may_not_know_of_the_campaign_see_nothing()
    {
        using var rig = await CardRig.Begin();
        var (campaign, card) = await Given(rig);
        var (blocked, joiner) = (await rig.Joiner(campaign), await rig.Joiner(campaign));
        await using var db = rig.Db.CreateDbContext();
        await db.Set<Following>().Where(row => row.SubscriberId == blocked).ExecuteUpdateAsync(row => row.SetProperty(it => it.Blocked, true));

        (await rig.Campaigns.Look(blocked, campaign)).Should().BeNull();
        (await rig.Campaigns.Take(blocked, campaign, Guid.NewGuid())).Should().BeNull();
        (await rig.Campaigns.Look(joiner, "made up")).Should().BeNull();
        (await rig.Campaigns.Look(joiner, await rig.Campaign())).Should().BeNull("another campaign gives none");
        await rig.Suspend();
        (await rig.Campaigns.Take(joiner, campaign, Guid.NewGuid()))?.State.Should().Be(CampaignCardStanding.Stopped);
        await db.Campaigns.ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CampaignState.Withdrawn));
        (await rig.Campaigns.Look(joiner, campaign)).Should().BeNull();
        (await rig.Sheet(card)).Taken.Should().Be(0);
    }

    private static async Task<(string Campaign, string Card)> Given(CardRig rig, CardTerms? terms = null)
    {
        var (campaign, card) = (await rig.Campaign(), await rig.Issued(terms));
        (await rig.Campaigns.Attach(rig.Owner, rig.AppId, campaign, card.Code)).Should().Be((null, true));
        return (campaign, card.Code);
    }
}
