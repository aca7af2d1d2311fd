using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Complaints;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Complaints;

public sealed class CasePageTests : AccountsBunit
{
    private int reported;

    public CasePageTests()
        : base(EditionPolicy.WeChat)
    {
        Services.AddSingleton(new ComplaintDesk(Rig.Db, Rig.Db.Clock));
        Services.AddSingleton(new StandingOperations(Rig.Db, Rig.Db.Clock));
    }

    private ComplaintOperations Reports => new(Rig.Db, new DirectoryOperations(Rig.Db, Rig.Db.Policy), Rig.Db.Clock);

    [Fact]
    public async Task A_report_is_decided_with_words_for_the_subscriber_and_without_them_it_is_not()
    {
        var (code, subscriber) = await Reported("The tea was cold.");
        await SignIn("root", PlatformRoles.Reviewer);
        var page = Page<CasePage>(with => with.Add(it => it.Code, code));
        page.WaitForAssertion(() => page.Markup.Should().Contain("The tea was cold."));
        page.FindAll("#suspend").Should().BeEmpty();

        page.Find("#uphold").Click();
        page.WaitForAssertion(() => page.Find(".mud-input-helper-text.mud-input-error").TextContent.Should().NotBeEmpty());
        page.Find("#complaint-answer").Input("We have spoken with them.");
        page.Find("#uphold").Click();

        page.WaitForAssertion(() => page.FindAll("#uphold").Should().BeEmpty());
        (await Reports.Mine(subscriber)).Items.Single().Should().BeEquivalentTo(new { State = ComplaintState.Upheld, Answer = "We have spoken with them." });
    }

    [Fact]
    public async Task Odd_text_is_kept_as_text_or_refused_with_a_reason_and_stays_typed()
    {
        await SignIn("root", PlatformRoles.Reviewer);
        foreach (var (text, number) in OddText.All.Select((text, number) => (text, number)))
        {
            var (code, subscriber) = await Reported($"Number {number}");
            var page = Page<CasePage>(with => with.Add(it => it.Code, code));
            page.WaitForElement("#complaint-note").Input(text);
            page.Find("#complaint-answer").Input(text);
            page.Find("#dismiss").Click();

            page.WaitForAssertion(() => (page.FindAll(".mud-input-helper-text.mud-input-error").Count + page.FindAll("dd.said").Count(cell => cell.TextContent == text.Trim())).Should().BePositive());
            if (page.FindAll(".mud-input-helper-text.mud-input-error").Count > 0)
                page.Find("#complaint-answer").TextContent.ReplaceLineEndings("\n").Should().Be(text.ReplaceLineEndings("\n"));
            else
                (await Reports.Mine(subscriber)).Items[0].Answer.Should().Be(text.Trim());
        }
    }

    [Fact]
    public async Task An_administrator_can_stop_the_account()
    {
        var (code, _) = await Reported("They ask for my password.");
        await SignIn("root", PlatformRoles.Administrator);
        var page = Page<CasePage>(with => with.Add(it => it.Code, code));
        var dialogs = Render<MudDialogProvider>();
        page.WaitForElement("#suspend").Click();
        dialogs.WaitForElement("#confirm").Click();

        page.WaitForAssertion(() => page.FindAll("#suspend").Should().BeEmpty());
    }

    private async Task<(string Code, long Subscriber)> Reported(string text)
    {
        reported++;
        var account = await Rig.Db.AccountOf(await Rig.Db.PersonNamed($"Brand{reported}"), $"Tea house {reported}");
        await using var db = Rig.Db.CreateDbContext();
        var subscriber = new Subscriber { Edition = Rig.Db.Policy.Edition, Phone = "sealed", PhoneKey = $"{reported}", Nickname = "Guest", Region = "SG", JoinedAt = Rig.Db.Clock.UtcNow };
        db.Add(subscriber);
        await db.SaveChangesAsync();
        (await Reports.Make(subscriber.Id, account.AppId, new(Guid.NewGuid(), ComplaintReason.Fraud, text, null))).Outcome.Should().Be(ComplaintOutcome.Made);
        return ((await Reports.Mine(subscriber.Id)).Items.Single().Code, subscriber.Id);
    }
}
