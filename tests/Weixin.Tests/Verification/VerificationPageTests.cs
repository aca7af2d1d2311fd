using Bunit;
using WeixinWeChat.Weixin.Review;

namespace WeixinWeChat.Weixin.Verification;

public sealed class VerificationPageTests
{
    [Fact]
    public async Task A_correction_stands_beside_its_field_in_both_languages_and_nothing_else_can_be_changed()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        await story.Reviews.RequestCorrection(story.Reviewer, code, desk.Version, [new(CaseField.LegalName, "data.mismatch", "Differs here", "此处不符")], null);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));

        var place = page.WaitForElement("[data-field=LegalName]");
        place.QuerySelector("[lang=zh-CN]")!.TextContent.Should().Be("此处不符");
        place.QuerySelector("[lang=en]")!.TextContent.Should().Be("Differs here");
        place.QuerySelectorAll("input").Should().ContainSingle();
        page.FindAll("[data-field=CreditCode] input").Should().BeEmpty();
        page.FindAll("[data-field=CreditCode] .correction").Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_typed_text_stays()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        await page.WaitForElement("[data-field=LegalName] input").ChangeAsync(new() { Value = "只填了名称" });
        await page.Find("#submit-case").ClickAsync(new());

        page.WaitForElement("[data-field=CreditCode] .mud-input-error");
        page.FindAll("[data-field=LegalName] .mud-input-helper-text.mud-input-error").Should().BeEmpty();
        page.Find("[data-field=LegalName] input").GetAttribute("value").Should().Be("只填了名称");
        page.Find("#licence-problem .validation-message").TextContent.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Another_brands_page_is_not_found()
    {
        using var story = await VerificationStory.Begin();
        await using var context = story.As(story.Colleague);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        page.FindAll("#start-case").Should().BeEmpty();
        page.Markup.Should().NotContain("山海茶业");
    }
}
