using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Review;

namespace WeixinWeChat.Weixin.Verification;

public sealed class VerificationOperationsTests
{
    [Fact]
    public async Task Beginning_twice_leaves_one_case()
    {
        using var story = await VerificationStory.Begin();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => story.Brand.Start(story.Owner, story.Account.AppId)));
        results.Should().OnlyContain(result => result.Outcome == BrandOutcome.Done);
        await using var db = story.Db.CreateDbContext();
        (await db.VerificationCases.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Every_missing_field_is_named_when_handing_in()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        var result = await story.Brand.Submit(story.Owner, story.Account.AppId, SubjectData.Empty, (await story.View()).Version);
        result.Outcome.Should().Be(BrandOutcome.Invalid);
        result.Problems.Select(problem => problem.Field).Should().BeEquivalentTo([.. SubjectData.Fields, CaseField.BusinessLicence]);
        (await story.View()).State.Should().Be(CaseState.Draft);
    }

    [Theory]
    [InlineData(CaseField.CreditCode, "91350100M000100Y44")]
    [InlineData(CaseField.ContactPhone, "+852 5123 4567")]
    [InlineData(CaseField.ContactPhone, "010-6552 9988")]
    public async Task A_wrong_value_is_refused_beside_its_field(CaseField field, string typed)
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await story.Brand.Upload(story.Owner, story.Account.AppId, "a.jpg", VerificationStory.Licence);
        var result = await story.Brand.Submit(story.Owner, story.Account.AppId, VerificationStory.Data.With(field, typed), (await story.View()).Version);
        result.Problems.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Fact]
    public async Task A_draft_keeps_what_is_typed_but_nothing_too_long()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        var half = SubjectData.Empty with { LegalName = "half 😀 <script>", ContactPhone = "123" };
        (await story.Brand.SaveDraft(story.Owner, story.Account.AppId, half, (await story.View()).Version)).Outcome.Should().Be(BrandOutcome.Done);
        (await story.View()).Data.Should().Be(half);

        var tooLong = half with { LegalName = new string('长', VerificationCase.LegalNameMax + 1) };
        (await story.Brand.SaveDraft(story.Owner, story.Account.AppId, tooLong, (await story.View()).Version)).Problems.Should().ContainSingle();
    }

    [Fact]
    public async Task Of_two_tabs_the_second_is_told()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        var version = (await story.View()).Version;
        await story.Brand.SaveDraft(story.Owner, story.Account.AppId, SubjectData.Empty with { LegalName = "first" }, version);
        (await story.Brand.SaveDraft(story.Owner, story.Account.AppId, SubjectData.Empty with { LegalName = "second" }, version)).Outcome.Should().Be(BrandOutcome.Conflict);
        (await story.View()).Data.LegalName.Should().Be("first");
    }

    [Fact]
    public async Task Another_brand_sees_and_changes_nothing()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var other = await story.Db.PersonNamed("Other");
        await story.Db.AccountOf(other, "别家");
        var (appId, version, licence) = (story.Account.AppId, (await story.View()).Version, (await story.View()).Licence!.Code);

        (await story.Brand.Find(other, appId)).Should().BeNull();
        (await story.Brand.Start(other, appId)).Outcome.Should().Be(BrandOutcome.Missing);
        (await story.Brand.SaveDraft(other, appId, SubjectData.Empty, version)).Outcome.Should().Be(BrandOutcome.Missing);
        (await story.Brand.Submit(other, appId, SubjectData.Empty, version)).Outcome.Should().Be(BrandOutcome.Missing);
        (await story.Brand.Withdraw(other, appId, version)).Outcome.Should().Be(BrandOutcome.Missing);
        (await story.Brand.Upload(other, appId, "x.jpg", VerificationStory.Licence)).Outcome.Should().Be(BrandOutcome.Missing);
        (await story.Brand.Document(other, appId, licence)).Should().BeNull();
        (await story.Reviews.Open(other, code)).Should().BeNull();
        (await story.Reviews.Document(other, licence)).Should().BeNull();
        (await story.Reviews.Queue(other, QueueFilter.All, null, 10)).Rows.Should().BeEmpty();

        // Nor through their own account's address.
        var own = (await story.Db.CreateDbContext().AccountsOf(other, Core.People.Permissions.AccountSettings).SingleAsync()).AppId;
        (await story.Brand.Document(other, own, licence)).Should().BeNull();
    }

    [Fact]
    public async Task A_document_lies_unreadable_on_the_disk_and_personal_data_in_the_database()
    {
        var (story, _) = await VerificationStory.Submitted();
        using var __ = story;
        var licence = (await story.View()).Licence!;
        var kept = (await story.Brand.Document(story.Owner, story.Account.AppId, licence.Code))!.Bytes;
        var files = Directory.GetFiles(Path.Combine(story.Db.DataDirectory, "documents"));
        files.Should().NotBeEmpty();
        foreach (var file in files)
            (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(kept.AsSpan(0, 64)).Should().Be(-1);

        await using var db = story.Db.CreateDbContext();
        var row = await db.VerificationCases.SingleAsync();
        (row.ContactPhone + row.ContactName + row.LegalRepresentative).Should().NotContainAny("13800138000", "陈一帆", "林小满");
        var audit = string.Join('\n', await db.AuditEntries.Select(entry => entry.Subject + entry.Detail).ToListAsync());
        audit.Should().NotContainAny("13800138000", "陈一帆", "林小满");
        (await db.AuditEntries.CountAsync(entry => entry.Action == "verification.document-read")).Should().Be(1);
    }

    [Fact]
    public async Task A_newer_licence_takes_the_place_of_the_older_which_is_kept()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await story.Brand.Upload(story.Owner, story.Account.AppId, "C:\\fake\\first.jpg", VerificationStory.Licence);
        var first = (await story.View()).Licence!;
        await story.Brand.Upload(story.Owner, story.Account.AppId, "second.jpg", VerificationStory.Licence);
        first.FileName.Should().Be("first.jpg");
        (await story.View()).Licence!.FileName.Should().Be("second.jpg");
        await using var db = story.Db.CreateDbContext();
        (await db.CaseDocuments.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_licence_whose_case_was_changed_in_the_same_moment_leaves_no_file_behind()
    {
        var change = OnCommand.Writes("SET \"Sequence\" = ", "UPDATE \"VerificationCases\" SET \"Version\" = '00000000-0000-0000-0000-000000000001'");
        using var story = await VerificationStory.Begin(options => options.AddInterceptors(change));
        await story.Brand.Start(story.Owner, story.Account.AppId);
        change.Again();

        (await story.Brand.Upload(story.Owner, story.Account.AppId, "licence.jpg", VerificationStory.Licence)).Outcome.Should().Be(BrandOutcome.Conflict);

        Directory.GetFiles(Path.Combine(story.Db.DataDirectory, "documents")).Should().BeEmpty();
        (await story.View()).Licence.Should().BeNull();
    }

    [Fact]
    public async Task What_is_handed_in_takes_no_document_and_no_change()
    {
        var (story, _) = await VerificationStory.Submitted();
        using var __ = story;
        (await story.Brand.Upload(story.Owner, story.Account.AppId, "late.jpg", VerificationStory.Licence)).Problem.Should().Be(DocumentProblem.NotNow);
        (await story.Brand.SaveDraft(story.Owner, story.Account.AppId, SubjectData.Empty, (await story.View()).Version)).Outcome.Should().Be(BrandOutcome.NotNow);
        (await story.Brand.Submit(story.Owner, story.Account.AppId, VerificationStory.Data, (await story.View()).Version)).Outcome.Should().Be(BrandOutcome.NotNow);
    }

    [Fact]
    public async Task A_withdrawn_case_makes_room_for_a_new_one_and_is_kept()
    {
        var (story, _) = await VerificationStory.Submitted();
        using var __ = story;
        (await story.Brand.Withdraw(story.Owner, story.Account.AppId, (await story.View()).Version)).Outcome.Should().Be(BrandOutcome.Done);
        (await story.View()).CanStart.Should().BeTrue();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await using var db = story.Db.CreateDbContext();
        (await db.VerificationCases.CountAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_correction_that_comes_too_late_ends_the_case_when_the_next_begins()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = await story.Reviews.Open(story.Reviewer, code);
        await story.Reviews.RequestCorrection(story.Reviewer, code, desk!.Version, [new(CaseField.LegalName, "data.mismatch", "Wrong", "不符")], null);
        story.Db.Clock.Advance(TimeSpan.FromDays(VerificationCase.CorrectionDays + 1));

        var view = await story.View();
        view.Overdue.Should().BeTrue();
        (await story.Brand.Submit(story.Owner, story.Account.AppId, VerificationStory.Data with { LegalName = "别的公司" }, view.Version)).Outcome.Should().Be(BrandOutcome.DeadlinePassed);
        (await story.Brand.Start(story.Owner, story.Account.AppId)).Outcome.Should().Be(BrandOutcome.Done);
        (await story.View()).State.Should().Be(CaseState.Draft);
        await using var db = story.Db.CreateDbContext();
        (await db.VerificationCases.Where(row => row.Code == code).Select(row => row.State).SingleAsync()).Should().Be(CaseState.Refused);
        (await db.CaseEvents.CountAsync(happened => happened.Kind == CaseEventKind.Lapsed)).Should().Be(1);
    }

    [Fact]
    public async Task The_registered_picture_name_is_shown_only_after_cleaning()
    {
        FileNames.Clean("../../etc/passwd").Should().Be("passwd");
        FileNames.Clean("\u202Egpj.exe").Should().Be("gpj.exe");
        FileNames.Clean("").Should().Be("document");
        FileNames.Clean(new string('a', 500) + ".jpeg").Should().HaveLength(CaseDocument.FileNameMax).And.EndWith(".jpeg");
        Encoding.UTF8.GetByteCount(FileNames.Clean("😀.jpg")).Should().Be(3);
        await Task.CompletedTask;
    }
}
