using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
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
        page.WaitForElement($"tr[data-case={code}]").TextContent.Should().Contain("山海茶业").And.Contain(VerificationStory.Data.LegalName);

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
}
