using Bunit;
using Microsoft.AspNetCore.Components.Web;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;
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
    public async Task Odd_text_is_taken_or_refused_beside_its_field_and_stays()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        page.WaitForElement("#submit-case");
        page.FindAll("[data-field] input:not([type=file])").Should().HaveCount(SubjectData.Fields.Count);
        foreach (var text in OddText.All.Append("91350100M000100Y44"))
        {
            foreach (var field in SubjectData.Fields)
                await Type(page, field, text);
            await page.Find("#submit-case").ClickAsync(new());

            // Names of people and organisations are read by a reviewer: here they are only bounded.
            foreach (var field in SubjectData.Fields)
            {
                var refused = text == OddText.TooLong || field is CaseField.CreditCode or CaseField.ContactPhone;
                page.FindAll($"[data-field={field}] .mud-input-helper-text.mud-input-error").Any(said => said.TextContent.Trim().Length > 0).Should().Be(refused, $"{field} holds {OddText.Named(text)}");
                page.Find($"[data-field={field}] input").GetAttribute("value").Should().Be(text);
            }
        }

        (await story.View()).State.Should().Be(CaseState.Draft);
    }

    [Fact]
    public async Task The_word_above_the_form_goes_with_the_last_mistake()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await story.Brand.Upload(story.Owner, story.Account.AppId, "licence.jpg", VerificationStory.Licence);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        foreach (var field in SubjectData.Fields.Where(field => field != CaseField.LegalRepresentative))
            await Type(page, field, VerificationStory.Data[field]);
        await page.Find("#submit-case").ClickAsync(new());
        page.WaitForElement("[data-field=LegalRepresentative] .mud-input-error");
        page.FindAll(".mud-alert").Should().ContainSingle();

        await Type(page, CaseField.LegalRepresentative, VerificationStory.Data.LegalRepresentative);

        page.FindAll(".mud-alert, [data-field=LegalRepresentative] .mud-input-error").Should().BeEmpty();
    }

    [Fact]
    public async Task A_decision_shows_itself_without_a_reload()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        page.WaitForElement("[data-field=LegalName]");

        await story.Reviews.RequestCorrection(story.Reviewer, code, desk.Version, [new(CaseField.LegalName, "data.mismatch", "Differs here", "此处不符")], null);
        story.Db.Clock.Advance(TimeSpan.FromSeconds(5));

        page.WaitForElement("[data-field=LegalName] .correction");
        page.Find("[data-field=LegalName] input").GetAttribute("value").Should().Be(VerificationStory.Data.LegalName);
    }

    [Fact]
    public async Task What_is_typed_stays_while_the_page_watches()
    {
        using var story = await VerificationStory.Begin();
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        await page.WaitForElement("[data-field=LegalName] input").ChangeAsync(new() { Value = "还没保存的名称" });
        await story.Brand.SaveDraft(story.Owner, story.Account.AppId, VerificationStory.Data, (await story.View()).Version);

        story.Db.Clock.Advance(TimeSpan.FromSeconds(5));
        await page.InvokeAsync(() => { });

        page.Find("[data-field=LegalName] input").GetAttribute("value").Should().Be("还没保存的名称");
    }

    [Fact]
    public async Task Taking_back_is_offered_as_long_as_it_is_possible_and_asked_once_more()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
        await page.WaitForElement("#withdraw").ClickAsync(new());
        await page.Find("#withdraw-confirm").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        page.FindAll("#withdraw-confirm").Should().BeEmpty();
        (await story.View()).State.Should().Be(CaseState.Submitted);

        await story.Reviews.Open(story.Reviewer, code);
        story.Db.Clock.Advance(TimeSpan.FromSeconds(5));

        page.WaitForAssertion(() => page.FindAll("#withdraw").Should().BeEmpty());
    }

    [Fact]
    public async Task The_form_begins_with_what_the_registration_said_and_explains_what_differs()
    {
        using var story = await VerificationStory.Begin();
        await story.Registered(story.Account, VerificationStory.Data.LegalName);
        await story.Brand.Start(story.Owner, story.Account.AppId);
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));

        page.WaitForElement("[data-field=LegalName] input").GetAttribute("value").Should().Be(VerificationStory.Data.LegalName);
        page.Find("[data-field=CreditCode] input").GetAttribute("value").Should().Be(VerificationStory.Code);
        page.Find("[data-field=ContactName] input").GetAttribute("value").Should().Be("方知行");
        page.Find("[data-field=ContactPhone] input").GetAttribute("value").Should().Be("+86 139 0000 0011");
        page.FindAll("[data-field=LegalName] .chip--warn").Should().BeEmpty();

        await page.Find("[data-field=LegalName] input").ChangeAsync(new() { Value = "福州山海茶叶有限公司" });

        page.Find("[data-field=LegalName] .chip--warn").TextContent.Should().Contain(VerificationStory.Data.LegalName);
    }

    [Fact]
    public async Task What_was_submitted_shows_the_phone_masked_and_the_way_back_to_the_account()
    {
        var (story, _) = await VerificationStory.Submitted();
        using var end = story;
        await using var context = story.As(story.Owner);
        var page = context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));

        page.WaitForElement("[data-field=ContactPhone] .compare-value").TextContent.Should().Be("+86 138****8000");
        page.FindAll(".compare-lines > .compare-line").Should().OnlyContain(line => line.QuerySelectorAll(":scope > .compare-label, :scope > .compare-value").Length == 2);
        page.Find(".crumbs").InnerHtml.Should().Contain($"href=\"/a/{story.Account.AppId}\"").And.Contain("山海茶业");
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

    [Fact]
    public async Task A_correction_that_was_typed_and_not_handed_in_stands_there_again()
    {
        var (story, code) = await VerificationStory.Submitted();
        using var _ = story;
        await AskFor(story, code, CaseField.LegalName);
        await using var context = story.As(story.Owner);
        await Page().WaitForElement("[data-field=LegalName] input").ChangeAsync(new() { Value = "福州山海茶叶有限公司" });

        var again = Page();
        again.WaitForElement("[data-field=LegalName] input").GetAttribute("value").Should().Be("福州山海茶叶有限公司");
        again.FindComponents<UnsavedNotice>().Should().ContainSingle();
        await again.Find("#submit-case").ClickAsync(new());
        (await story.View()).Data.LegalName.Should().Be("福州山海茶叶有限公司");

        // Asked a second time, the form holds what was handed in.
        story.Db.Clock.Advance(TimeSpan.FromMinutes(5));
        await AskFor(story, code, CaseField.LegalName);
        var later = Page();
        later.WaitForElement("[data-field=LegalName] input");
        later.FindComponents<UnsavedNotice>().Should().BeEmpty();

        IRenderedComponent<VerificationPage> Page() => context.Render<VerificationPage>(parameters => parameters.Add(shown => shown.AppId, story.Account.AppId));
    }

    private static async Task AskFor(VerificationStory story, string code, CaseField field)
    {
        var desk = (await story.Reviews.Open(story.Reviewer, code))!;
        (await story.Reviews.RequestCorrection(story.Reviewer, code, desk.Version, [new(field, "data.mismatch", "Differs here", "此处不符")], null)).Outcome.Should().Be(ReviewOutcome.Done);
    }

    // The code is read while it is typed, the others when the field is left.
    private static Task Type(IRenderedComponent<VerificationPage> page, CaseField field, string text) => field == CaseField.CreditCode
        ? page.WaitForElement($"[data-field={field}] input").InputAsync(new() { Value = text })
        : page.WaitForElement($"[data-field={field}] input").ChangeAsync(new() { Value = text });
}
