using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Review;

public sealed class ReviewPagesTests
{
    [Fact]
    public async Task The_queue_lists_what_waits_and_says_so_when_nothing_does()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewQueuePage>();
        page.WaitForElement($"tr[data-case='{code}']").TextContent.Should().Contain("山海茶业").And.Contain(VerificationStory.Data.LegalName);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/review?show=mine");
        page.WaitForElement(".empty");
    }

    [Fact]
    public async Task A_decision_without_a_place_or_reason_is_refused_with_a_message_there()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));

        await page.WaitForElement("#request-correction").ClickAsync(new());
        page.WaitForElement(".action-bar .validation-message");
        (await story.View()).State.Should().Be(CaseState.InReview);

        await page.Find("[data-field=LegalName] button[aria-pressed]").ClickAsync(new());
        await page.Find("#request-correction").ClickAsync(new());
        page.WaitForElement("[data-field=LegalName] .mud-input-error");
        page.FindAll(".action-bar .validation-message").Should().BeEmpty();
        (await story.View()).State.Should().Be(CaseState.InReview);
    }

    [Fact]
    public async Task Odd_text_in_a_decision_is_refused_when_too_long_and_else_read_as_text()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        await page.WaitForElement("[data-field=LegalName] button[aria-pressed]").ClickAsync(new());
        var mark = page.FindComponent<MarkEditor>().Instance.Mark;
        await page.InvokeAsync(() => mark.Choose("data.mismatch"));
        page.FindComponents<MudTextField<string>>().Should().HaveCount(3, "both messages and the note are tried");

        await Type(OddText.TooLong, OddText.TooLong, OddText.TooLong);
        await page.Find("#request-correction").ClickAsync(new());

        page.WaitForElement("[data-field=LegalName] .mud-input-helper-text.mud-input-error").TextContent.Should().NotBeEmpty();
        page.Find(".action-bar .validation-message").TextContent.Should().NotBeEmpty();
        (mark.TextZh, mark.TextEn, (await story.View()).State).Should().Be((OddText.TooLong, OddText.TooLong, CaseState.InReview));

        await Type(OddText.Script + OddText.Turned, OddText.Sql + OddText.RightToLeft, OddText.Script + OddText.Emoji);
        await page.Find("#request-correction").ClickAsync(new());

        page.WaitForElement("#decided-title");
        page.Markup.Should().NotContain("<img src=x");
        page.FindComponent<ReviewHistory>().Find("ol").TextContent.Should().Contain(OddText.Script + OddText.Emoji);
        var read = (await story.View()).Corrections.Should().ContainSingle().Subject;
        read.Text.Should().Be(new Bilingual(OddText.Sql + OddText.RightToLeft, OddText.Script + OddText.Turned));

        async Task Type(string chinese, string english, string note)
        {
            await page.Find("textarea[lang=zh-CN]").ChangeAsync(new() { Value = chinese });
            await page.Find("textarea[lang=en]").ChangeAsync(new() { Value = english });
            await page.FindAll(".case section > .mud-input-control textarea")[0].ChangeAsync(new() { Value = note });
        }
    }

    [Fact]
    public async Task A_case_that_a_colleague_holds_opens_without_decisions()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await story.Reviews.Open(story.Colleague, code);
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        page.WaitForElement(".review-desk");
        page.Markup.Should().Contain("Colleague");
        page.FindAll("#approve").Should().BeEmpty();
    }

    [Fact]
    public async Task Approving_asks_once_more_and_then_gives_the_badge()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        await page.WaitForElement("#approve").ClickAsync(new());
        (await story.View()).State.Should().Be(CaseState.InReview);
        await page.Find("#confirm").ClickAsync(new());
        (await story.View()).State.Should().Be(CaseState.Approved);
    }

    [Fact]
    public async Task Esc_takes_the_question_back_and_decides_nothing()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        await page.WaitForElement("#approve").ClickAsync(new());

        await page.Find("#question").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });

        page.FindAll("#confirm").Should().BeEmpty();
        page.FindAll("#approve").Should().ContainSingle();
        (await story.View()).State.Should().Be(CaseState.InReview);
    }

    [Fact]
    public async Task A_decided_case_stays_to_be_read_and_the_next_is_taken_only_when_it_is_asked_for()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var stranger = await story.Db.PersonNamed("Stranger");
        var next = await story.HandIn(stranger, await story.Db.AccountOf(stranger, "别人的品牌"));
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        await page.WaitForElement("#approve").ClickAsync(new());
        await page.Find("#confirm").ClickAsync(new());

        page.WaitForElement("#decided-title").TextContent.Should().Contain("山海茶业");
        page.Find("h1").TextContent.Should().Be("山海茶业");
        page.FindAll("#approve, #confirm, #refuse").Should().BeEmpty();
        (await story.Reviews.Queue(story.Reviewer, QueueFilter.Unassigned, null, 10)).Rows.Select(row => row.Code).Should().Equal(next);

        await page.Find("#next-case").ClickAsync(new());
        context.Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith($"/review/{next}");
    }

    [Fact]
    public async Task A_decision_that_is_pressed_twice_is_taken_once()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var stranger = await story.Db.PersonNamed("Stranger");
        await story.HandIn(stranger, await story.Db.AccountOf(stranger, "别人的品牌"));
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        page.WaitForElement("#approve");
        var press = page.FindComponent<DecisionBar>().Instance.OnApprove;

        await page.InvokeAsync(() => Task.WhenAll(press.InvokeAsync(), press.InvokeAsync()));
        await page.InvokeAsync(() => press.InvokeAsync());

        (await story.View()).History.Count(row => row.Kind == CaseEventKind.Approved).Should().Be(1);
        (await story.Reviews.Counts(story.Reviewer)).Should().Be(new QueueCounts(1, 0, 1, 0));
    }

    [Fact]
    public async Task The_document_is_enlarged_turned_and_set_back_by_keys()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        page.WaitForElement(".doc-page");

        await Press("+");
        await Press("r");
        page.Find(".doc-page").GetAttribute("style").Should().Contain("--zoom:1.25").And.Contain("--turn:90deg");
        await Press("0");
        page.Find(".doc-page").GetAttribute("style").Should().Contain("--zoom:1;").And.Contain("--turn:0deg");

        Task Press(string key) => page.Find(".doc-page").KeyDownAsync(new KeyboardEventArgs { Key = key });
    }

    [Fact]
    public async Task Every_line_of_a_case_knows_its_name_and_its_value_so_that_a_narrow_screen_can_stack_them()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
        page.WaitForElement(".compare-line");

        page.FindAll(".compare-lines > .compare-line").Should().HaveCount(7)
            .And.OnlyContain(line => line.QuerySelectorAll(":scope > .compare-label, :scope > .compare-value, :scope > .compare-act").Length == 3);
    }

    [Fact]
    public async Task The_start_page_counts_a_reviewers_work_and_leads_to_it()
    {
        var (story, _) = await VerificationStory.Submitted();
        using var end = story;
        await using var context = story.As(story.Reviewer);

        var work = context.Render<ReviewWork>();

        work.WaitForAssertion(() => work.Find("[data-filter=Unassigned] .tile-value").TextContent.Should().Be("1"));
        work.Find("[data-filter=Unassigned]").GetAttribute("href").Should().Be("/review?show=unassigned");
        work.Find("[data-filter=Mine] .tile-value").TextContent.Should().Be("0");
    }

    [Fact]
    public async Task Marks_stand_there_again_when_the_desk_is_opened_anew_and_go_with_the_decision()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = Desk(context, code);
        await page.WaitForElement("[data-field=LegalName] button[aria-pressed]").ClickAsync(new());
        await page.InvokeAsync(() => page.FindComponent<MudSelect<string>>().Instance.ValueChanged.InvokeAsync("data.mismatch"));
        await page.Find("[data-field=LegalName] textarea[lang=zh-CN]").ChangeAsync(new() { Value = "写到一半" });
        await page.Find("[data-field=CreditCode] button[aria-pressed]").ClickAsync(new());

        var again = Desk(context, code);
        again.WaitForElement("[data-field=LegalName] textarea[lang=zh-CN]").TextContent.Should().Be("写到一半");
        again.FindAll("button[aria-pressed=true]").Should().HaveCount(2);
        again.FindComponents<UnsavedNotice>().Should().ContainSingle();
        await again.Find("[data-field=CreditCode] button[aria-pressed]").ClickAsync(new());
        await again.Find("#request-correction").ClickAsync(new());

        (await story.View()).Corrections.Should().ContainSingle().Which.Text.Zh.Should().Be("写到一半");
        await using var db = story.Db.CreateDbContext();
        db.Set<UnsavedInput>().Should().BeEmpty();
    }

    [Fact]
    public async Task A_colleague_who_takes_the_case_over_sees_nothing_of_anothers_marks()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using (var context = story.As(story.Reviewer))
            await Desk(context, code).WaitForElement("[data-field=LegalName] button[aria-pressed]").ClickAsync(new());
        await story.Reviews.Release(story.Reviewer, code, (await story.Reviews.Open(story.Reviewer, code))!.Version);

        await using var colleague = story.As(story.Colleague);
        var page = Desk(colleague, code);

        page.WaitForElement("#approve");
        page.FindAll("button[aria-pressed=true]").Should().BeEmpty();
        page.FindComponents<UnsavedNotice>().Should().BeEmpty();
    }

    [Fact]
    public async Task A_case_that_is_laid_back_twice_stays_in_the_queue()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = Desk(context, code);
        page.WaitForElement("#approve");
        var release = page.FindComponent<DecisionBar>().Instance.OnRelease;

        await page.InvokeAsync(() => Task.WhenAll(release.InvokeAsync(), release.InvokeAsync()));
        await page.InvokeAsync(() => release.InvokeAsync());

        (await story.Reviews.Counts(story.Reviewer)).Should().Be(new QueueCounts(1, 0, 1, 0));
        context.Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("/review");
    }

    [Fact]
    public async Task A_place_that_is_marked_while_the_approval_is_asked_for_takes_the_question_back()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Reviewer);
        var page = Desk(context, code);
        await page.WaitForElement("#approve").ClickAsync(new());

        await page.Find("[data-field=LegalName] button[aria-pressed]").ClickAsync(new());

        page.FindAll("#confirm").Should().BeEmpty();
        page.Find("#approve").HasAttribute("disabled").Should().BeTrue();
        (await story.View()).State.Should().Be(CaseState.InReview);
    }

    [Fact]
    public async Task A_case_that_was_handed_in_anew_since_it_was_shown_stands_in_the_queue_once()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var stranger = await story.Db.PersonNamed("Stranger");
        for (var more = 0; more < 25; more++)
            await story.HandIn(stranger, await story.Db.AccountOf(stranger, $"品牌{more}"));
        await using var context = story.As(story.Reviewer);
        var page = context.Render<ReviewQueuePage>();
        page.WaitForElement($"tr[data-case='{code}']");
        // Sent back and handed in again by others, it is due later now.
        await using var db = story.Db.CreateDbContext();
        await db.VerificationCases.Where(row => row.Code == code).ExecuteUpdateAsync(row => row.SetProperty(its => its.DueAt, its => its.DueAt!.Value.AddDays(1)));

        await page.FindAll("button")[^1].ClickAsync(new());

        page.FindAll("tr[data-case]").Select(row => row.GetAttribute("data-case")).Should().HaveCount(26).And.OnlyHaveUniqueItems().And.EndWith(code);
    }

    private static IRenderedComponent<ReviewDeskPage> Desk(BunitContext context, string code) =>
        context.Render<ReviewDeskPage>(parameters => parameters.Add(desk => desk.Code, code));
}
