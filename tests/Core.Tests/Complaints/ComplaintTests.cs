using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Campaigns;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Complaints;

/// <summary>A subscriber reports an account, the platform's staff end it, and the subscriber reads how.</summary>
public sealed class ComplaintTests
{
    private static NewComplaint Fraud => new(Guid.NewGuid(), ComplaintReason.Fraud, "They want my code.", null);

    [Fact]
    public async Task A_report_carries_what_the_account_looked_like_and_comes_back_with_an_answer()
    {
        using var world = await CampaignWorld.Make();
        var (reports, desk, reviewer) = (Reports(world), Desk(world), await world.Db.PersonNamed("Reviewer", PlatformRoles.Reviewer));
        var campaign = await world.Launched(world.Ready with { Title = "Win a car" });
        var person = world.Followers[0];

        (await reports.Make(person, world.Account.AppId, Fraud with { Message = campaign.Code })).Outcome.Should().Be(ComplaintOutcome.Made);
        await world.Change(account => account.Name = "Quite another name");
        var row = (await desk.List(reviewer, waiting: true)).Items.Should().ContainSingle().Which;
        var report = (await desk.Find(reviewer, row.Code))!;

        report.Should().BeEquivalentTo(new { NameNow = "Quite another name", Text = "They want my code.", MessageTitle = "Win a car", OthersWaiting = 0, UpheldBefore = 0, MaySuspend = false });
        report.Row.AccountName.Should().Be("Tea house");
        report.MessageContent.Should().Contain("Come and taste.");
        (await desk.Decide(reviewer, row.Code, upheld: true, " It is so. ", "Second time.")).Outcome.Should().Be(ComplaintDecision.Done);
        (await reports.Mine(person)).Items.Should().ContainSingle().Which.Should().BeEquivalentTo(new { State = ComplaintState.Upheld, Answer = "It is so.", MessageTitle = "Win a car" });
        (await desk.List(reviewer, waiting: true)).Items.Should().BeEmpty();
        (await desk.List(reviewer, waiting: false)).Items.Should().ContainSingle();
        (await desk.Find(reviewer, row.Code))!.Should().BeEquivalentTo(new { Note = "Second time.", DecidedBy = "Reviewer" });
        (await reports.Make(person, world.Account.AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.Made, "what was decided may be followed by another");
        await using var db = world.Db.CreateDbContext();
        (await db.Set<AuditEntry>().Where(entry => entry.AppId != null && entry.Action.StartsWith("complaint.")).CountAsync()).Should().Be(0, "the brand reads its own log");
        (await db.Set<AuditEntry>().CountAsync(entry => entry.Action == "complaint.upheld")).Should().Be(1);
    }

    [Fact]
    public async Task Sent_many_times_at_once_it_is_one_report()
    {
        using var world = await CampaignWorld.Make();
        var (reports, form) = (Reports(world), Fraud);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => reports.Make(world.Followers[0], world.Account.AppId, number % 2 == 0 ? form : Fraud))));

        answers.Count(answer => answer.Outcome == ComplaintOutcome.Made).Should().Be(1);
        answers.Count(answer => answer.Outcome == ComplaintOutcome.MadeBefore).Should().Be(7);
        (await reports.Mine(world.Followers[0])).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_read_is_said_beside_its_field()
    {
        using var world = await CampaignWorld.Make();
        var reports = Reports(world);
        foreach (var (form, field) in new[]
                 {
                     (Fraud with { Reason = null }, nameof(NewComplaint.Reason)), (Fraud with { Reason = (ComplaintReason)99 }, nameof(NewComplaint.Reason)),
                     (Fraud with { Reason = ComplaintReason.Other, Text = " " }, nameof(NewComplaint.Text)), (Fraud with { Text = new string('a', Complaint.TextMax + 1) }, nameof(NewComplaint.Text)),
                     (Fraud with { Text = "turned \u202e round" }, nameof(NewComplaint.Text)), (Fraud with { Text = "half \ud83d" }, nameof(NewComplaint.Text)),
                 })
        {
            var answer = await reports.Make(world.Followers[0], world.Account.AppId, form);
            answer.Outcome.Should().Be(ComplaintOutcome.Invalid);
            var problem = answer.Problems.Should().ContainSingle().Which;
            problem.Field.Should().Be(field);
            problem.Text.En.Should().NotBeEmpty();
            problem.Text.Zh.Should().NotBeEmpty();
        }

        (await reports.Mine(world.Followers[0])).Items.Should().BeEmpty();
        (await reports.Make(world.Followers[0], world.Account.AppId, Fraud with { Text = "First.\r\nSecond." })).Outcome.Should().Be(ComplaintOutcome.Made);
        (await reports.Make(world.Followers[1], world.Account.AppId, Fraud with { Text = null })).Outcome.Should().Be(ComplaintOutcome.Made, "a reason says enough");
    }

    [Fact]
    public async Task Only_what_a_person_may_know_of_can_be_reported()
    {
        using var world = await CampaignWorld.Make(verified: false);
        var (reports, campaign) = (Reports(world), await world.Launched());
        var passerby = (await world.Follow(1, follow: false))[0];
        (await reports.Make(passerby, "wx0000000000000000", Fraud)).Outcome.Should().Be(ComplaintOutcome.Missing);
        (await reports.Make(passerby, world.Account.AppId, Fraud with { Message = campaign.Code })).Outcome.Should().Be(ComplaintOutcome.Missing, "it was not sent to them");
        (await reports.Title(passerby, world.Account.AppId, campaign.Code)).Should().BeNull();
        (await reports.Title(world.Followers[0], world.Account.AppId, campaign.Code)).Should().Be(campaign.Title);
        var other = await world.Db.AccountOf(world.Stranger, "Third house", verified: true);
        (await reports.Make(world.Followers[0], other.AppId, Fraud with { Message = campaign.Code })).Outcome.Should().Be(ComplaintOutcome.Missing, "it is another account's");
        await world.Change(account => account.Suspend());
        (await reports.Make(passerby, world.Account.AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.Missing, "nobody new can see it");
        (await reports.Make(world.Followers[0], world.Account.AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.Made);
    }

    [Fact]
    public async Task A_day_allows_so_many()
    {
        using var world = await CampaignWorld.Make(followers: 1);
        var (reports, person) = (Reports(world), world.Followers[0]);
        for (var number = 0; number < ComplaintOperations.MostADay; number++)
            (await reports.Make(person, (await world.Db.AccountOf(world.Stranger, $"House {number}", verified: true)).AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.Made);
        (await reports.Make(person, world.Account.AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.TooMany);
        world.Db.Clock.Advance(TimeSpan.FromHours(25));
        (await reports.Make(person, world.Account.AppId, Fraud)).Outcome.Should().Be(ComplaintOutcome.Made);
    }

    [Fact]
    public async Task Only_the_staff_see_it_and_nobody_who_works_for_the_account()
    {
        using var world = await CampaignWorld.Make();
        await Reports(world).Make(world.Followers[0], world.Account.AppId, Fraud);
        var (desk, reviewer) = (Desk(world), await world.Db.PersonNamed("Reviewer", PlatformRoles.SeniorReviewer));
        var code = (await desk.List(reviewer, waiting: true)).Items.Single().Code;
        await world.Db.Appoint(world.Mei.UserId, PlatformRoles.Reviewer);
        var mei = world.Mei with { Roles = new HashSet<string> { PlatformRoles.Reviewer } };

        foreach (var person in new[] { world.Stranger, mei, world.Stranger with { Roles = new HashSet<string> { PlatformRoles.Reviewer } } })
        {
            (await desk.List(person, waiting: true)).Items.Should().BeEmpty();
            (await desk.Find(person, code)).Should().BeNull();
            (await desk.Decide(person, code, upheld: false, "Nothing.", "")).Outcome.Should().Be(ComplaintDecision.Missing);
        }

        var (outcome, problem) = await desk.Decide(reviewer, code, upheld: false, " ", "");
        outcome.Should().Be(ComplaintDecision.Invalid);
        problem.Field.Should().Be("answer");
        problem.Text.En.Should().NotBeEmpty();
        (await desk.Decide(reviewer, Ids.Code(), upheld: false, "Nothing.", "")).Outcome.Should().Be(ComplaintDecision.Missing);
    }

    [Fact]
    public async Task Of_several_who_decide_at_once_one_has()
    {
        using var world = await CampaignWorld.Make();
        await Reports(world).Make(world.Followers[0], world.Account.AppId, Fraud);
        var (desk, reviewer) = (Desk(world), await world.Db.PersonNamed("Reviewer", PlatformRoles.Administrator));
        var code = (await desk.List(reviewer, waiting: true)).Items.Single().Code;
        (await desk.Find(reviewer, code))!.MaySuspend.Should().BeTrue();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => desk.Decide(reviewer, code, number % 2 == 0, $"Answer {number}", ""))));

        outcomes.Select(answer => answer.Outcome).Order().Should().Equal(ComplaintDecision.Done, ComplaintDecision.DecidedBefore, ComplaintDecision.DecidedBefore, ComplaintDecision.DecidedBefore);
    }

    [Fact]
    public async Task The_list_goes_on_where_it_ended()
    {
        using var world = await CampaignWorld.Make(followers: ComplaintDesk.PageSize + 3);
        var (reports, desk, reviewer) = (Reports(world), Desk(world), await world.Db.PersonNamed("Reviewer", PlatformRoles.Reviewer));
        foreach (var (person, number) in world.Followers.Select((person, number) => (person, number)))
        {
            if (number % 4 == 0)
                world.Db.Clock.Advance(TimeSpan.FromMinutes(1));
            await reports.Make(person, world.Account.AppId, Fraud with { Text = $"Number {number}" });
        }

        var first = await desk.List(reviewer, waiting: true);
        var second = await desk.List(reviewer, waiting: true, first.Next);

        second.Next.Should().BeNull();
        var all = first.Items.Concat(second.Items).ToList();
        all.Select(row => row.Code).Should().OnlyHaveUniqueItems().And.HaveCount(world.Followers.Count);
        all.Select(row => row.MadeAt).Should().BeInAscendingOrder();
        (await desk.Find(reviewer, all[0].Code))!.OthersWaiting.Should().Be(world.Followers.Count - 1);
    }

    private static ComplaintOperations Reports(CampaignWorld world) => new(world.Db, new DirectoryOperations(world.Db, world.Db.Policy), world.Db.Clock);

    private static ComplaintDesk Desk(CampaignWorld world) => new(world.Db, world.Db.Clock);
}
