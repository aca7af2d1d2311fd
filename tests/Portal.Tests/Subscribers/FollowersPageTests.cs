using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Portal.Tests.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Subscribers;

public sealed class FollowersPageTests : LayoutBunit
{
    private readonly TestDb db = TestDb.WeChat();
    private readonly ReadIn english = new("en");

    public FollowersPageTests()
    {
        On(db);
        Services.AddSingleton<TimeProvider>(db.Clock).AddSingleton<FollowerOperations>().AddSingleton<BlockOperations>().AddSingleton<TagOperations>();
    }

    [Fact]
    public async Task Somebody_is_blocked_after_a_question_and_let_in_again()
    {
        var (owner, account) = await Followed();
        SignIn(owner);
        var dialogs = Render<MudDialogProvider>();
        var page = Render<FollowersPage>(parameters => parameters.Add(it => it.AppId, account.AppId));
        await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().ContainSingle());

        await Press("Block");
        await page.WaitForAssertionAsync(() => page.Find("tbody .chip").TextContent.Should().Be("Blocked"));

        await Press("Unblock");
        await page.WaitForAssertionAsync(() => page.FindAll("tbody .chip").Should().BeEmpty());

        async Task Press(string verb)
        {
            // Not awaited: the click ends when the question is answered.
            var asked = page.Find("tbody button").ClickAsync(new());
            await dialogs.WaitForAssertionAsync(() => dialogs.FindAll(".mud-dialog").Should().ContainSingle());
            await dialogs.FindAll(".mud-dialog button").Single(button => button.TextContent.Trim() == verb).ClickAsync(new());
            await asked;
        }
    }

    [Fact]
    public async Task Chosen_followers_get_a_tag_and_the_list_is_narrowed_to_it()
    {
        var (owner, account) = await Followed();
        await new TagOperations(db, db.Clock).Create(owner, account.AppId, "Regulars");
        SignIn(owner);
        var page = Render<FollowersPage>(parameters => parameters.Add(it => it.AppId, account.AppId));
        await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().ContainSingle());
        page.Find("#tag-on").HasAttribute("disabled").Should().BeTrue("nobody is chosen");

        await page.Find("tbody input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("#tag-on").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("tbody .follower-tag").TextContent.Should().Be("Regulars"));
        page.Find("#tagged").TextContent.Should().Contain("Regulars");
        await page.InvokeAsync(() => page.FindComponent<MudSelect<int?>>().Instance.ValueChanged.InvokeAsync(FollowerTag.FirstNumber));
        await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().ContainSingle());

        await page.Find("thead input[type=checkbox]").ChangeAsync(new() { Value = true });
        await page.Find("#tag-off").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().BeEmpty("nobody carries it any more"));
    }

    [Fact]
    public async Task Odd_text_finds_nobody_and_stays_typed()
    {
        var (owner, account) = await Followed();
        SignIn(owner);
        var page = Render<FollowersPage>(parameters => parameters.Add(it => it.AppId, account.AppId));
        await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().ContainSingle());
        foreach (var text in OddText.All)
        {
            // As the field says it once nothing more is typed.
            await page.InvokeAsync(() => page.FindComponent<MudTextField<string>>().Instance.ValueChanged.InvokeAsync(text));

            await page.WaitForAssertionAsync(() => page.FindAll("tbody tr").Should().BeEmpty());
            page.FindAll(".empty").Should().ContainSingle();
            page.Find(".toolbar input").GetAttribute("value").Should().Be(text);
        }
    }

    [Fact]
    public async Task Another_brand_is_shown_nobody_and_can_block_nobody()
    {
        var (_, account) = await Followed();
        SignIn(await db.PersonNamed("Stranger"));

        var page = Render<FollowersPage>(parameters => parameters.Add(it => it.AppId, account.AppId));

        page.FindAll("tbody tr").Should().BeEmpty();
        page.FindAll("tbody button").Should().BeEmpty();
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        english.Dispose();
        db.Dispose();
    }

    private async Task<(Person Owner, OfficialAccount Account)> Followed()
    {
        var owner = await db.PersonNamed("Mei");
        var account = await db.AccountOf(owner, "Harbour Tea");
        var door = new SubscriberOperations(db, db.Policy, new ConfirmationCodes(db, db.Outbox, db.Vault, db.Policy, db.Clock), db.Vault, db.Clock);
        var person = (await door.Admit(Core.Editions.PhoneReading.Of("+85251234567", null).Value!))!.SubscriberId;
        await new FollowOperations(db, db.Policy, db.Clock).Follow(person, account.AppId, WayIn.QrCode);
        return (owner, account);
    }
}
