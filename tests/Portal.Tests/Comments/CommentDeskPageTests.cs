using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Comments;
using WeixinWeChat.Portal.Tests.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Comments;

public sealed class CommentDeskPageTests : LayoutBunit
{
    private readonly TestDb db = TestDb.WeChat();
    private readonly ReadIn english = new("en");
    private Person owner = null!;
    private OfficialAccount account = null!;
    private long reader;
    private string article = "";

    public CommentDeskPageTests()
    {
        On(db);
        Services.AddSingleton<TimeProvider>(db.Clock).AddSingleton<CommentDesk>().AddSingleton<ArticleChanges>().AddSingleton<BlockOperations>();
    }

    private CommentOperations Comments => new(db, new(db, db.Policy, db.Clock), new(), db.Limits, db.Clock);

    [Fact]
    public async Task A_comment_is_chosen_pinned_answered_and_deleted_after_a_question()
    {
        await Brand();
        var code = await Written("When do you open?");
        var dialogs = Render<MudDialogProvider>();
        var page = Open();
        page.Find(".said").TextContent.Should().Be("When do you open?");

        await Press(page, "Choose");
        await page.WaitForAssertionAsync(() => page.Find("li .chip").TextContent.Should().Be("Chosen"));
        await Press(page, "Put on top");
        await page.WaitForAssertionAsync(() => page.FindAll("li .chip--accent").Should().ContainSingle());
        await Press(page, "Reply");
        await page.Find($"#reply-{code}").InputAsync("At nine.");
        await Press(page, "Save the reply");
        await page.WaitForAssertionAsync(() => page.Find(".comment-reply .said").TextContent.Should().Be("At nine."));
        (await Comments.Read(reader, article))!.Pinned.Should().ContainSingle().Which.Reply.Should().Be("At nine.");

        await Press(page, "Delete the reply");
        await page.WaitForAssertionAsync(() => page.FindAll(".comment-reply").Should().BeEmpty());
        await Press(page, "Hide");
        await page.WaitForAssertionAsync(() => page.Find("li .chip").TextContent.Should().Be("Waiting"));
        // Not awaited: the click ends when the question is answered.
        var asked = Press(page, "Delete");
        await dialogs.WaitForElementAsync("#confirm");
        await dialogs.Find("#confirm").ClickAsync(new());
        await asked;
        await page.WaitForAssertionAsync(() => page.FindAll(".said").Should().BeEmpty());
        (await Comments.Mine(reader)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Odd_text_is_replied_as_text_or_refused_beside_the_field_and_stays()
    {
        await Brand();
        var code = await Written("Hello.");
        var page = Open();
        foreach (var text in OddText.All)
        {
            await page.FindAll("button").First(button => button.TextContent.Trim() is "Reply" or "Change the reply").ClickAsync(new());
            await page.Find($"#reply-{code}").InputAsync(text);
            await Press(page, "Save the reply");

            await page.WaitForAssertionAsync(() => (page.FindAll($"#reply-{code}-error").Count + page.FindAll(".comment-reply .said").Count(said => said.TextContent == text)).Should().Be(1, OddText.Named(text)));
            if (page.FindAll($"#reply-{code}-error").Count == 0)
                continue;
            page.Find($"#reply-{code}").GetAttribute("value").Should().Be(text);
            await Press(page, "Cancel");
        }
    }

    [Fact]
    public async Task The_list_is_narrowed_by_the_address_and_an_article_is_closed_and_opened()
    {
        await Brand();
        await new CommentDesk(db, new(), db.Clock).Choose(owner, account.AppId, await Written("Chosen."));
        await Written("Waits.");
        Open("show=waiting").FindAll(".said").Select(said => said.TextContent).Should().Equal("Waits.");
        Open("show=pinned").FindAll(".said").Should().BeEmpty();
        Open("campaign=nothing").Markup.Should().Contain("There is no such article");

        var page = Open($"campaign={article}");
        page.FindAll(".said").Should().HaveCount(2);
        await page.Find("#comments-rule").ChangeAsync(new ChangeEventArgs { Value = nameof(CommentRule.Off) });

        (await Comments.Read(reader, article))!.Standing.Should().Be(CommentStanding.Closed);
        await page.WaitForAssertionAsync(() => page.Find("#comments-rule").GetAttribute("value").Should().Be(nameof(CommentRule.Off)));
    }

    [Fact]
    public async Task What_cannot_be_pinned_is_said_and_what_is_gone_is_gone()
    {
        await Brand();
        var desk = new CommentDesk(db, new(), db.Clock);
        for (var number = 0; number <= Comment.PinnedMax; number++)
        {
            var code = await Written($"Number {number}");
            await desk.Choose(owner, account.AppId, code);
            if (number < Comment.PinnedMax)
                await desk.Pin(owner, account.AppId, code);
        }

        var page = Open();
        await Press(page, "Put on top");
        await page.WaitForAssertionAsync(() => page.Find("[role=alert]").TextContent.Should().Contain($"{Comment.PinnedMax}"));
        await Comments.Delete(reader, (await Comments.Mine(reader)).Items[0].Code);
        await Press(page, "Hide");
        await page.WaitForAssertionAsync(() => page.Find("[role=alert]").TextContent.Should().Contain("deleted in the meantime"));
        page.FindAll(".said").Should().HaveCount(Comment.PinnedMax);
    }

    [Fact]
    public async Task Whoever_writes_can_be_blocked()
    {
        await Brand();
        await Written("Hello.");
        var dialogs = Render<MudDialogProvider>();
        var page = Open();
        var asked = Press(page, "Block");
        await dialogs.WaitForElementAsync("#confirm");
        await dialogs.Find("#confirm").ClickAsync(new());
        await asked;
        await page.WaitForAssertionAsync(() => page.FindAll("button").Should().Contain(button => button.TextContent.Trim() == "Unblock"));
        (await Comments.Read(reader, article)).Should().BeNull();
    }

    [Fact]
    public async Task Another_brand_sees_nothing()
    {
        await Brand(signedIn: false);
        await Written("Hello.");
        SignIn(await db.PersonNamed("Stranger"));
        Open().FindAll(".said").Should().BeEmpty();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        english.Dispose();
        db.Dispose();
    }

    private static Task Press(IRenderedComponent<CommentDeskPage> page, string words) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == words).ClickAsync(new());

    private IRenderedComponent<CommentDeskPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/a/{account.AppId}/comments{(query.Length == 0 ? "" : $"?{query}")}");
        return Render<CommentDeskPage>(with => with.Add(it => it.AppId, account.AppId));
    }

    private async Task<string> Written(string text)
    {
        (await Comments.Write(reader, article, null, text)).Outcome.Should().Be(CommentOutcome.Written);
        return (await Comments.Mine(reader)).Items[0].Code;
    }

    private async Task Brand(bool signedIn = true)
    {
        owner = await db.PersonNamed("Mei");
        account = await db.AccountOf(owner, "Harbour Tea", verified: true);
        var door = new SubscriberOperations(db, db.Policy, new ConfirmationCodes(db, db.Outbox, db.Vault, db.Policy, db.Clock), db.Vault, db.Clock);
        reader = (await door.Admit(Core.Editions.PhoneReading.Of("+85251234567", null).Value!))!.SubscriberId;
        await new FollowOperations(db, db.Policy, db.Clock).Follow(reader, account.AppId, WayIn.QrCode);
        var now = db.Clock.UtcNow;
        var draft = new CampaignDraft("Spring tea", "", "", "<p>Come and taste.</p>", null, now, now.AddDays(7), null, CommentRule.Everyone);
        article = (await new CampaignOperations(db, db.Clock).Save(owner, account.AppId, null, null, draft))!.Saved!.Code;
        await using var rows = db.CreateDbContext();
        var campaign = await rows.Campaigns.SingleAsync();
        campaign.Launch(now);
        await rows.SaveChangesAsync();
        if (signedIn)
            SignIn(owner);
    }
}
