using System.Data.Common;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Tests.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Campaigns;

public sealed class CampaignPageTests : LayoutBunit
{
    private readonly Outage outage = new();
    private readonly TestDb db;
    private readonly ReadIn english = new("en");

    public CampaignPageTests()
    {
        db = TestDb.WeChat(options => options.AddInterceptors(outage));
        On(db);
        Services.AddLogging();
        Services.AddSingleton(db.Limits).AddSingleton<TimeProvider>(db.Clock).AddSingleton<PageWatch>().AddSingleton<DeliverySignal>()
            .AddSingleton<CampaignOperations>().AddSingleton<LaunchOperations>().AddSingleton<ResultOperations>()
            .AddTransient<CampaignWriting>().AddScoped<PictureUploads>();
        // The script's side of the article: an empty editor, of which it sends a line break.
        var script = JSInterop.SetupModule(call => call.Identifier == "import");
        script.Mode = JSRuntimeMode.Loose;
        var editor = script.SetupModule(call => call.Identifier == "create");
        editor.Mode = JSRuntimeMode.Loose;
        editor.Setup<IJSStreamReference>("content").SetResult(new NothingWritten());
    }

    [Fact]
    public async Task What_is_typed_is_saved_after_a_pause_and_the_campaign_gets_its_address()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);

        await page.Find("#title").InputAsync("Spring tea");
        db.Clock.Advance(TimeSpan.FromSeconds(3));

        await page.WaitForAssertionAsync(() => Services.GetRequiredService<NavigationManager>().Uri.Should().MatchRegex($"/a/{account.AppId}/campaigns/[A-Za-z0-9]{{22}}$"));
        (await Stored()).Title.Should().Be("Spring tea");
        page.Find("#title").GetAttribute("value").Should().Be("Spring tea");
    }

    [Fact]
    public async Task Odd_text_is_written_or_refused_beside_its_field_and_stays()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        string[] words = [OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script];
        (string Field, string[] Takes)[] fields = [("title", words), ("author", words[..2]), ("digest", words), ("capacity", [])];
        page.FindAll("input.input:not([type]), textarea.input").Select(input => input.Id).Should().BeEquivalentTo(fields.Select(field => field.Field), "all of them are tried");
        // What is right comes last, so that each field is right when the next is tried.
        foreach (var (field, takes, text) in fields.SelectMany(field => OddText.All.OrderBy(field.Takes.Contains).Select(text => (field.Field, field.Takes, text))))
        {
            await page.Find($"#{field}").InputAsync(text);
            db.Clock.Advance(TimeSpan.FromSeconds(3));

            await page.WaitForAssertionAsync(() => page.Find(".autosave").GetAttribute("data-status").Should().Be(takes.Contains(text) ? "Saved" : "Refused", $"{field} holds {OddText.Named(text)}"));
            page.FindAll($"#{field}-error").Any(said => said.TextContent.Length > 0).Should().Be(!takes.Contains(text));
            page.Find($"#{field}").GetAttribute("value").Should().Be(text);
        }

        await page.Find("#starts").ChangeAsync(OddText.Script);
        page.Find("#starts").GetAttribute("value").Should().BeNullOrEmpty("a browser sends a time here, or nothing");
    }

    [Fact]
    public async Task What_cannot_be_saved_is_said_kept_and_tried_again()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        outage.IsOn = true;

        await page.Find("#title").InputAsync("Spring tea");
        db.Clock.Advance(TimeSpan.FromSeconds(3));

        await page.WaitForAssertionAsync(() => page.Find(".autosave").TextContent.Should().Contain("Not saved"));
        page.Find("#title").GetAttribute("value").Should().Be("Spring tea");
        outage.IsOn = false;
        db.Clock.Advance(TimeSpan.FromSeconds(11));
        await page.WaitForAssertionAsync(() => page.Find(".autosave").TextContent.Should().Contain("Saved"));
        (await Stored()).Title.Should().Be("Spring tea");
    }

    [Fact]
    public async Task What_could_not_be_saved_is_saved_when_the_page_is_left()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        outage.IsOn = true;
        await page.Find("#title").InputAsync("Spring tea");
        db.Clock.Advance(TimeSpan.FromSeconds(3));
        await page.WaitForAssertionAsync(() => page.Find(".autosave").TextContent.Should().Contain("Not saved"));

        outage.IsOn = false;
        await DisposeComponentsAsync();

        (await Stored()).Title.Should().Be("Spring tea");
    }

    [Fact]
    public async Task Results_that_cannot_be_read_for_a_moment_stay_and_are_read_again()
    {
        var (mei, account) = await Brand();
        var draft = (await new CampaignOperations(db, db.Clock).Save(mei, account.AppId, null, null, CampaignDraft.Empty with { Title = "Spring tea" }))!.Saved!;
        await Change(CampaignState.Running, joined: 1);
        SignIn(mei);
        var page = Render<ResultsPage>(parameters => parameters.Add(it => it.AppId, account.AppId).Add(it => it.Code, draft.Code));
        await page.WaitForAssertionAsync(() => page.Find("#joined").TextContent.Should().Be("1"));
        outage.IsOn = true;
        db.Clock.Advance(TimeSpan.FromSeconds(2));
        await page.WaitForStateAsync(() => outage.Met);
        page.Find("#joined").TextContent.Should().Be("1");

        outage.IsOn = false;
        await Change(CampaignState.Running, joined: 2);

        await page.WaitForAssertionAsync(() =>
        {
            db.Clock.Advance(TimeSpan.FromSeconds(2));
            page.Find("#joined").TextContent.Should().Be("2");
        });

        async Task Change(CampaignState state, long joined)
        {
            await using var rows = db.CreateDbContext();
            await rows.Campaigns.ExecuteUpdateAsync(row => row.SetProperty(it => it.State, state).SetProperty(it => it.Joined, joined));
        }
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_answered_beside_the_field_and_stays_in_it()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        var title = new string('x', Campaign.TitleMax + 1);

        await page.Find("#title").InputAsync(title);
        db.Clock.Advance(TimeSpan.FromSeconds(3));

        await page.WaitForAssertionAsync(() => page.Find("#title-error").TextContent.Should().Contain("32"));
        page.Find("#title").GetAttribute("value").Should().Be(title);
        page.Find("#title").GetAttribute("aria-invalid").Should().Be("true");
        await using var rows = db.CreateDbContext();
        (await rows.Campaigns.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_launch_with_gaps_names_them_beside_their_fields_and_sends_nothing()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        await page.Find("#author").InputAsync("Mei");
        await page.Find("#capacity").InputAsync("many");

        await page.Find("#launch").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("#title-error").TextContent.Should().NotBeEmpty());
        page.Find("#cover-error").TextContent.Should().NotBeEmpty();
        page.Find("#capacity-error").TextContent.Should().NotBeEmpty();
        page.Find("#starts-error").TextContent.Should().NotBeEmpty();
        page.Find("#author").GetAttribute("value").Should().Be("Mei");
        (await Stored()).State.Should().Be(CampaignState.Draft);

        // What is saved afterwards does not take the messages of the other fields away.
        await page.Find("#title").InputAsync("Spring tea");
        db.Clock.Advance(TimeSpan.FromSeconds(3));
        await page.WaitForAssertionAsync(() => page.Find(".autosave").TextContent.Should().Contain("Not everything"));
        (await Stored()).Title.Should().Be("Spring tea");
        page.FindAll("#title-error").Should().BeEmpty();
        page.Find("#cover-error").TextContent.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_article_that_was_cleared_is_kept_empty_and_missed_at_the_launch()
    {
        var (mei, account) = await Brand();
        var draft = (await new CampaignOperations(db, db.Clock).Save(mei, account.AppId, null, null, CampaignDraft.Empty with { Content = "<p>Join us</p>" }))!.Saved!;
        var page = Open(mei, account.AppId, draft.Code);

        await page.InvokeAsync(page.FindComponent<RichText>().Instance.ContentChanged);
        await page.Find("#launch").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("#content-error").TextContent.Should().NotBeEmpty());
        (await Stored()).Content.Should().BeEmpty();
    }

    [Fact]
    public async Task One_field_at_fault_does_not_hold_up_the_others()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);
        await page.Find("#capacity").InputAsync("many");
        db.Clock.Advance(TimeSpan.FromSeconds(3));
        await page.WaitForAssertionAsync(() => page.Find("#capacity-error").TextContent.Should().NotBeEmpty());

        await page.Find("#title").InputAsync("Spring tea");
        db.Clock.Advance(TimeSpan.FromSeconds(3));

        await page.WaitForAssertionAsync(() => Services.GetRequiredService<NavigationManager>().Uri.Should().MatchRegex($"/a/{account.AppId}/campaigns/[A-Za-z0-9]{{22}}$"));
        page.Find("#capacity-error").TextContent.Should().NotBeEmpty();
        (await Stored()).Title.Should().Be("Spring tea");
        (await Stored()).Capacity.Should().BeNull();
        page.Find("#capacity").GetAttribute("value").Should().Be("many");
        page.Find(".autosave").TextContent.Should().Contain("Not everything");
        page.Find(".campaign-facts").TextContent.Should().NotContain("0", "a number that is none is not shown as one");
    }

    [Fact]
    public async Task The_chosen_period_is_read_back_in_words()
    {
        var (mei, account) = await Brand();
        var page = Open(mei, account.AppId);

        await page.Find("#starts").ChangeAsync("2026-11-25T21:30");

        page.Find("#period-chosen").TextContent.Should().Contain("Wed 25 Nov 2026 21:30");
    }

    [Theory]
    [InlineData("cancel", CampaignState.Running)]
    [InlineData("confirm", CampaignState.Withdrawn)]
    public async Task A_withdrawal_is_asked_for_once_more_in_red(string answer, CampaignState then)
    {
        var (mei, account) = await Brand();
        await using (var rows = db.CreateDbContext())
        {
            var campaign = new Campaign { AccountId = account.Id, CreatedAt = db.Clock.GetUtcNow().UtcDateTime };
            rows.Campaigns.Add(campaign);
            rows.Entry(campaign).Property(row => row.State).CurrentValue = CampaignState.Running;
            await rows.SaveChangesAsync();
        }

        var code = (await Stored()).Code;
        var dialogs = Render<MudBlazor.MudDialogProvider>();
        var button = Render<WithdrawButton>(parameters => parameters.Add(it => it.Actor, mei).Add(it => it.AppId, account.AppId).Add(it => it.Code, code));
        var asked = button.Find("button").ClickAsync(new());
        await dialogs.WaitForAssertionAsync(() => dialogs.Find("#confirm").ClassList.Should().Contain("mud-button-filled-error"));

        await dialogs.Find($"#{answer}").ClickAsync(new());
        await asked;

        (await Stored()).State.Should().Be(then);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_launch_button_is_there_for_those_who_may_launch_alone(bool mayLaunch)
    {
        var (mei, account) = await Brand();
        this.AddAuthorization().SetAuthorized(mei.Name);

        var editor = Render<CampaignEditor>(parameters => parameters
            .Add(it => it.Actor, mei).Add(it => it.AppId, account.AppId)
            .Add(it => it.Desk, new CampaignDesk(account.Name, null, account.Standing, account.TimeZone, mayLaunch))
            .Add(it => it.Upload, Services.GetRequiredService<PictureUploads>().For(account.AppId)));

        editor.FindAll("#launch").Should().HaveCount(mayLaunch ? 1 : 0);
    }

    [Fact]
    public async Task Another_brand_is_shown_nothing()
    {
        var (mei, account) = await Brand();
        var draft = (await new CampaignOperations(db, db.Clock).Save(mei, account.AppId, null, null, CampaignDraft.Empty with { Title = "CANARY" }))!.Saved!;

        var page = Open(await db.PersonNamed("Stranger"), account.AppId, draft.Code);

        page.Markup.Should().NotContain("CANARY").And.NotContain(account.Name);
        page.FindAll("#title").Should().BeEmpty();
    }

    [Fact]
    public async Task The_list_teaches_when_it_is_empty_and_counts_nothing_of_a_draft()
    {
        var (mei, account) = await Brand();
        SignIn(mei);
        var list = Render<CampaignsPage>(parameters => parameters.Add(it => it.AppId, account.AppId));
        await list.WaitForAssertionAsync(() => list.FindAll(".empty a").Should().ContainSingle());
        await Services.GetRequiredService<CampaignOperations>().Save(mei, account.AppId, null, null, CampaignDraft.Empty with { Title = "Spring tea" });

        list = Render<CampaignsPage>(parameters => parameters.Add(it => it.AppId, account.AppId));

        await list.WaitForAssertionAsync(() => list.FindAll("tbody tr").Should().ContainSingle().Which.TextContent.Should().Contain("Spring tea").And.Contain("–"));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        english.Dispose();
        db.Dispose();
    }

    private async Task<(Person Mei, OfficialAccount Account)> Brand()
    {
        var mei = await db.PersonNamed("Mei");
        return (mei, await db.AccountOf(mei, "Harbour Tea"));
    }

    private IRenderedComponent<CampaignPage> Open(Person actor, string appId, string? code = null)
    {
        SignIn(actor);
        return Render<CampaignPage>(parameters => parameters.Add(it => it.AppId, appId).Add(it => it.Code, code));
    }

    private async Task<Campaign> Stored()
    {
        await using var rows = db.CreateDbContext();
        return await rows.Campaigns.SingleAsync();
    }

    /// <summary>A database that is away for a while.</summary>
    private sealed class Outage : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        public bool Met { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Met |= IsOn;
            return IsOn ? throw new BrokenException() : base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }

    private sealed class NothingWritten : IJSStreamReference
    {
        public long Length => 1;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) => new(new MemoryStream("\n"u8.ToArray()));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
