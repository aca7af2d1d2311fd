using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

public sealed class ReviewOperationsTests
{
    private static readonly Finding Illegible = new(CaseField.BusinessLicence, "licence.illegible", "Not legible", "不清晰");

    [Fact]
    public async Task Corrected_and_approved_the_account_is_verified_and_found_by_search()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        Visibility.SearchableStandings(EditionPolicy.Weixin).Should().NotContain((await story.Reloaded()).Standing);

        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        desk.Mine.Should().BeTrue();
        desk.Checks.Should().NotContain(check => check.Result == CheckResult.Failed);
        (await story.Reviews.RequestCorrection(story.Reviewer, code, desk.Version, [Illegible], "blurred corner")).Outcome.Should().Be(ReviewOutcome.Done);

        var view = await story.View();
        view.State.Should().Be(CaseState.CorrectionRequested);
        view.Corrections.Should().ContainSingle().Which.Text.Should().Be(new Bilingual("Not legible", "不清晰"));
        view.EditableNow.Should().BeEquivalentTo([CaseField.BusinessLicence]);
        view.CorrectionsLeft.Should().Be(2);
        (await story.Brand.Submit(story.Owner, story.Account.AppId, view.Data, view.Version)).Outcome.Should().Be(BrandOutcome.NothingChanged);

        story.Db.Clock.Advance(TimeSpan.FromHours(1));
        await story.Brand.Upload(story.Owner, story.Account.AppId, "sharper.jpg", VerificationStory.Licence);
        // What was right stays, whatever the form brings.
        (await story.Brand.Submit(story.Owner, story.Account.AppId, VerificationStory.Data with { LegalName = "冒充的公司" }, (await story.View()).Version)).Outcome.Should().Be(BrandOutcome.Done);
        (await story.View()).Data.LegalName.Should().Be(VerificationStory.Data.LegalName);

        desk = (await story.Reviews.Open(story.Colleague, code))!;
        desk.Documents.Should().HaveCount(2);
        (await story.Reviews.Approve(story.Colleague, code, desk.Version, null)).Outcome.Should().Be(ReviewOutcome.Done);

        var account = await story.Reloaded();
        account.Standing.Should().Be(AccountStanding.Verified);
        account.VerifiedUntil.Should().Be(story.Db.Clock.UtcNow.AddMonths(12));
        Visibility.SearchableStandings(EditionPolicy.Weixin).Should().Contain(account.Standing);
        await using var db = story.Db.CreateDbContext();
        (await db.OutboxMessages.CountAsync()).Should().Be(2);
        (await db.AuditEntries.AnyAsync(entry => entry.Action == "verification.approved" && entry.AppId == account.AppId)).Should().BeTrue();
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Fact]
    public async Task A_reviewer_of_the_own_account_finds_no_such_case()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await story.Db.Appoint(story.Owner.UserId, PlatformRoles.SeniorReviewer);
        var insider = story.Owner with { Roles = new HashSet<string> { PlatformRoles.SeniorReviewer } };
        var version = (await story.View()).Version;

        (await story.Reviews.Queue(insider, QueueFilter.All, null, 10)).Rows.Should().BeEmpty();
        (await story.Reviews.Counts(insider)).All.Should().Be(0);
        (await story.Reviews.Open(insider, code)).Should().BeNull();
        (await story.Reviews.Approve(insider, code, version, null)).Outcome.Should().Be(ReviewOutcome.Missing);
        (await story.Reviews.Document(insider, (await story.View()).Licence!.Code)).Should().BeNull();
    }

    [Fact]
    public async Task Who_was_a_reviewer_does_nothing_more_whatever_an_open_page_remembers()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        await story.Db.Dismiss(story.Reviewer.UserId);

        (await story.Reviews.Approve(story.Reviewer, code, desk.Version, null)).Outcome.Should().Be(ReviewOutcome.Missing);
        (await story.Reviews.Open(story.Reviewer, code)).Should().BeNull();
        (await story.Reviews.Document(story.Reviewer, desk.Documents[0].Code)).Should().BeNull();
        (await story.Reviews.RevealPhone(story.Reviewer, code)).Should().BeNull();
        (await story.Reviews.Counts(story.Reviewer)).All.Should().Be(0);
    }

    [Fact]
    public async Task Of_two_reviewers_who_open_at_once_one_gets_the_case()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desks = await Task.WhenAll(story.Reviews.Open(story.Reviewer, code), story.Reviews.Open(story.Colleague, code));
        desks.Count(desk => desk!.Mine).Should().Be(1);
        desks.Single(desk => !desk!.Mine)!.HeldBy.Should().BeOneOf("Reviewer", "Colleague");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_wins_and_nothing_is_doubled()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        var results = await Task.WhenAll(
            story.Reviews.Approve(story.Reviewer, code, desk.Version, null),
            story.Reviews.Refuse(story.Reviewer, code, desk.Version, [Illegible], null),
            story.Reviews.Approve(story.Reviewer, code, desk.Version, null));
        results.Count(result => result.Outcome == ReviewOutcome.Done).Should().Be(1);
        await using var db = story.Db.CreateDbContext();
        (await db.CaseEvents.CountAsync(happened => happened.Kind == CaseEventKind.Approved || happened.Kind == CaseEventKind.Refused)).Should().Be(1);
        (await db.OutboxMessages.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_colleague_reads_but_does_not_decide_until_the_claim_times_out()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await story.Reviews.Open(story.Reviewer, code);
        var desk = (await story.Reviews.Open(story.Colleague, code))!;
        (desk.Mine, desk.HeldBy).Should().Be((false, "Reviewer"));
        (await story.Reviews.Approve(story.Colleague, code, desk.Version, null)).Outcome.Should().Be(ReviewOutcome.Conflict);

        story.Db.Clock.Advance(VerificationCase.ClaimTime + TimeSpan.FromMinutes(1));
        (await story.Reviews.Open(story.Colleague, code))!.Mine.Should().BeTrue();
    }

    [Fact]
    public async Task A_reviewer_and_a_withdrawal_at_once_leave_one_truth()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var version = (await story.View()).Version;
        var withdrawal = story.Brand.Withdraw(story.Owner, story.Account.AppId, version);
        var opening = story.Reviews.Open(story.Reviewer, code);
        await Task.WhenAll(withdrawal, opening);
        var state = (await story.View()).State;
        var expected = (await withdrawal).Outcome == BrandOutcome.Done ? CaseState.Withdrawn : CaseState.InReview;
        state.Should().Be(expected);
        (await opening)!.Mine.Should().Be(expected == CaseState.InReview);
    }

    [Fact]
    public async Task No_negative_decision_without_place_reason_and_text()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        foreach (var findings in new Finding[][]
        {
            [], [Illegible with { ReasonCode = null }], [Illegible with { ReasonCode = "invented" }], [Illegible with { Field = CaseField.ContactName }], [Illegible with { TextZh = " " }], [Illegible, Illegible],
        })
        {
            (await story.Reviews.RequestCorrection(story.Reviewer, code, desk.Version, findings, null)).Outcome.Should().Be(ReviewOutcome.Invalid);
            (await story.Reviews.Refuse(story.Reviewer, code, desk.Version, findings, null)).Outcome.Should().Be(ReviewOutcome.Invalid);
        }

        (await story.View()).State.Should().Be(CaseState.InReview);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason_and_another_try_is_open()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        await story.Reviews.Refuse(story.Reviewer, code, desk.Version, [new(CaseField.Account, "account.impersonation", "Not yours", "冒用")], "known case");
        var view = await story.View();
        (view.State, view.CanStart).Should().Be((CaseState.Refused, true));
        view.Corrections.Should().ContainSingle().Which.Field.Should().Be(CaseField.Account);
        view.History.Should().NotContain(row => row.Text.En.Contains("known case"));
        (await story.Reloaded()).Standing.Should().Be(AccountStanding.Activated);
    }

    [Fact]
    public async Task The_same_code_and_the_same_file_in_another_account_are_shown()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var other = await story.Db.PersonNamed("Other");
        var second = await story.HandIn(other, await story.Db.AccountOf(other, "另一家"));
        var desk = (await story.Reviews.Open(story.Reviewer, second))!;
        desk.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Field).Should().BeEquivalentTo([CaseField.CreditCode, CaseField.BusinessLicence]);
        code.Should().NotBe(second);
    }

    [Fact]
    public async Task The_queue_pages_by_promise_without_gap_and_filters()
    {
        using var story = await VerificationStory.Begin();
        List<string> codes = [];
        for (var brand = 0; brand < 5; brand++)
        {
            var owner = await story.Db.PersonNamed($"Brand{brand}");
            codes.Add(await story.HandIn(owner, await story.Db.AccountOf(owner, $"品牌{brand}")));
            if (brand % 2 == 1) story.Db.Clock.Advance(TimeSpan.FromDays(1));
        }

        List<string> seen = [];
        QueueCursor? after = null;
        do
        {
            var page = await story.Reviews.Queue(story.Reviewer, QueueFilter.All, after, 2);
            seen.AddRange(page.Rows.Select(row => row.Code));
            after = page.Next;
        }
        while (after is not null);
        seen.Should().Equal(codes);

        await story.Reviews.Open(story.Reviewer, codes[1]);
        (await story.Reviews.Queue(story.Reviewer, QueueFilter.Mine, null, 10)).Rows.Select(row => row.Code).Should().Equal(codes[1]);
        (await story.Reviews.Queue(story.Colleague, QueueFilter.All, null, 10)).Rows.Single(row => row.Code == codes[1]).ReviewerName.Should().Be("Reviewer");
        (await story.Reviews.Counts(story.Reviewer)).Should().Be(new QueueCounts(5, 0, 4, 1));
        (await story.Reviews.Next(story.Colleague)).Should().Be(codes[0]);
        (await story.Reviews.Next(story.Reviewer)).Should().Be(codes[1]);
    }

    [Fact]
    public async Task What_is_due_within_two_days_is_counted_and_listed_apart()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        (await story.Reviews.Queue(story.Reviewer, QueueFilter.Urgent, null, 10)).Rows.Should().BeEmpty();

        story.Db.Clock.SetUtcNow((await story.View()).DueAt!.Value.AddHours(-47));

        (await story.Reviews.Queue(story.Reviewer, QueueFilter.Urgent, null, 10)).Rows.Select(row => row.Code).Should().Equal(code);
        (await story.Reviews.Counts(story.Reviewer)).Should().Be(new QueueCounts(1, 1, 1, 0));
    }

    [Fact]
    public async Task What_differs_from_the_registration_is_found_and_a_second_account_of_the_organisation_is_no_riddle()
    {
        using var story = await VerificationStory.Begin();
        await story.Registered(story.Account, "福州山海茶叶有限公司");
        var second = await story.Db.AccountOf(story.Owner, "山海茶业会员");
        await story.Registered(second, VerificationStory.Data.LegalName);
        await story.HandIn(story.Owner, second);
        var code = await story.HandIn(story.Owner, story.Account);

        var checks = (await story.Reviews.Open(story.Reviewer, code))!.Checks;

        checks.Where(check => check.Result == CheckResult.Failed).Should().ContainSingle().Which.Finding.Zh.Should().Contain("福州山海茶叶有限公司");
        checks.Where(check => check.Result == CheckResult.Noted).Select(check => check.Field).Should().BeEquivalentTo([CaseField.CreditCode, CaseField.BusinessLicence]);
    }

    [Fact]
    public async Task Reading_a_document_and_a_phone_is_written_down()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        desk.Data.ContactPhone.Should().NotContain("13800138000").And.Contain("*");
        (await story.Reviews.Document(story.Reviewer, desk.Documents[0].Code))!.ContentType.Should().Be("image/jpeg");
        (await story.Reviews.RevealPhone(story.Reviewer, code)).Should().Be("+8613800138000");
        (await story.Reviews.RevealPhone(story.Colleague, code)).Should().BeNull();
        await using var db = story.Db.CreateDbContext();
        (await db.AuditEntries.Where(entry => entry.Actor == story.Reviewer.UserId).Select(entry => entry.Action).ToListAsync())
            .Should().Contain(["verification.document-read", "verification.phone-read"]);
    }

    [Fact]
    public async Task A_suspended_account_cannot_be_approved()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        await using (var db = story.Db.CreateDbContext())
        {
            (await db.OfficialAccounts.SingleAsync(row => row.Id == story.Account.Id)).Suspend();
            await db.SaveChangesAsync();
        }

        (await story.Reviews.Approve(story.Reviewer, code, desk.Version, null)).Outcome.Should().Be(ReviewOutcome.NotNow);
        (await story.View()).State.Should().Be(CaseState.InReview);
    }
}
