using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Portal.Tests.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Subscribers;

public sealed class TagsPageTests : LayoutBunit
{
    private readonly TestDb db = TestDb.Weixin();
    private readonly ReadIn english = new("en");

    public TagsPageTests()
    {
        On(db);
        Services.AddSingleton<TimeProvider>(db.Clock).AddSingleton<TagOperations>();
    }

    [Fact]
    public async Task A_tag_is_made_renamed_and_deleted_after_a_question()
    {
        var (owner, account) = await Brand();
        SignIn(owner);
        var dialogs = Render<MudDialogProvider>();
        var page = Render(account);
        await page.WaitForAssertionAsync(() => page.FindAll(".empty").Should().ContainSingle());

        await Save(page, "Regulars");
        await page.WaitForAssertionAsync(() => page.Find("[data-tag='100'] .follower-tag").TextContent.Should().Be("Regulars"));
        page.Find("[data-field=TagName] input").GetAttribute("value").Should().BeNullOrEmpty();

        await page.FindAll("[data-tag='100'] button")[0].ClickAsync(new());
        await Save(page, "Friends");
        await page.WaitForAssertionAsync(() => page.Find("[data-tag='100'] .follower-tag").TextContent.Should().Be("Friends"));

        var asked = page.FindAll("[data-tag='100'] button")[1].ClickAsync(new());
        await dialogs.WaitForAssertionAsync(() => dialogs.FindAll(".mud-dialog").Should().ContainSingle());
        await dialogs.FindAll(".mud-dialog button").Single(button => button.TextContent.Trim() == "Delete").ClickAsync(new());
        await asked;
        await page.WaitForAssertionAsync(() => page.FindAll("[data-tag]").Should().BeEmpty());
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_and_stays_typed()
    {
        var (owner, account) = await Brand();
        await new TagOperations(db, db.Clock).Create(owner, account.AppId, "Regulars");
        var page = Open(owner, account);

        await Save(page, "REGULARS");

        await page.WaitForAssertionAsync(() => page.Find("[data-field=TagName] .mud-input-error").Should().NotBeNull());
        page.Find("[data-field=TagName]").TextContent.Should().Contain("already");
        page.Find("[data-field=TagName] input").GetAttribute("value").Should().Be("REGULARS");
    }

    [Fact]
    public async Task Odd_text_is_kept_as_a_name_or_answered_beside_the_field()
    {
        var (owner, account) = await Brand();
        var page = Open(owner, account);
        foreach (var text in OddText.All)
        {
            var before = page.FindAll("[data-tag]").Count;
            await Save(page, text);

            await page.WaitForAssertionAsync(() => (page.FindAll("[data-tag]").Count > before || page.FindAll("[data-field=TagName] .mud-input-error").Count > 0).Should().BeTrue());
            if (page.FindAll("[data-tag]").Count == before)
                page.Find("[data-field=TagName] input").GetAttribute("value").Should().Be(text);
        }
    }

    [Fact]
    public async Task Another_brand_is_shown_nothing()
    {
        var (owner, account) = await Brand();
        await new TagOperations(db, db.Clock).Create(owner, account.AppId, "Regulars");

        var page = Open(await db.PersonNamed("Stranger"), account);

        page.FindAll("[data-tag]").Should().BeEmpty();
        page.FindAll("form").Should().BeEmpty();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        english.Dispose();
        db.Dispose();
    }

    private static async Task Save(IRenderedComponent<TagsPage> page, string name)
    {
        await page.InvokeAsync(() => page.FindComponent<MudTextField<string>>().Instance.ValueChanged.InvokeAsync(name));
        await page.Find("form").SubmitAsync();
    }

    private IRenderedComponent<TagsPage> Open(Person actor, OfficialAccount account)
    {
        SignIn(actor);
        return Render(account);
    }

    private IRenderedComponent<TagsPage> Render(OfficialAccount account) => Render<TagsPage>(parameters => parameters.Add(it => it.AppId, account.AppId));

    private async Task<(Person Owner, OfficialAccount Account)> Brand()
    {
        var owner = await db.PersonNamed("Mei");
        return (owner, await db.AccountOf(owner, "云上茶事"));
    }
}
