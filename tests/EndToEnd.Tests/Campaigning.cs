using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A brand writes a campaign and launches it; its followers read and join.</summary>
internal static class Campaigning
{
    /// <param name="brand">The brand's window.</param>
    /// <param name="appId">Its account.</param>
    /// <param name="followers">Everybody who is to receive it.</param>
    /// <param name="blocked">Somebody who follows and is blocked.</param>
    /// <param name="title">The campaign's title.</param>
    /// <param name="text">What it says.</param>
    /// <param name="side">Begins the names of the pictures.</param>
    public static async Task FromDraftToJoin(IPage brand, string appId, IPage[] followers, IPage blocked, string title, string text, string side)
    {
        foreach (var window in followers.Append(blocked))
            await window.GotoAsync("/app");
        await Write(brand, appId, title, text);
        await PreviewShows(brand, title, text);
        await AudienceIs(brand, followers.Length, side == "weixin" ? "WeChat" : "Weixin");
        await Stage.Picture(brand, $"{side}-10-editor");
        await brand.Locator("#launch").ClickAsync();
        await Assertions.Expect(brand.Locator(".launch-facts")).ToContainTextAsync(title);
        await Stage.Picture(brand, $"{side}-11-launch");
        await brand.Locator("#confirm-launch").ClickAsync();
        await brand.Reaches("**/results");
        await Numbers(brand, delivered: followers.Length, read: 0, joined: 0);

        foreach (var follower in followers)
        {
            // The open page of the inbox: it comes without a reload.
            await Assertions.Expect(follower.Locator("#chat-list a.list-item", new() { HasText = title })).ToBeVisibleAsync();
        }

        await Stage.Picture(followers[0], $"{side}-12-inbox");
        foreach (var follower in followers)
            await ReadAndJoin(follower, title);
        await Stage.Picture(followers[0], $"{side}-13-joined");
        await blocked.ReloadAsync();
        await Assertions.Expect(blocked.Locator("#chat-list a.list-item")).ToHaveCountAsync(1);
        await Assertions.Expect(blocked.Locator("#chat-list")).Not.ToContainTextAsync(title);

        // The page of the results is open all the while: its numbers come by themselves.
        await Numbers(brand, followers.Length, followers.Length, followers.Length);
        await brand.ReloadAsync();
        await Stage.Interactive(brand);
        await ChartShows(brand, followers.Length);
        await Stage.Picture(brand, $"{side}-14-results");
    }

    /// <summary>Writes everything that a launch asks for.</summary>
    public static async Task Write(IPage brand, string appId, string title, string text)
    {
        await brand.OpenConsole($"/a/{appId}/campaigns/new");
        await brand.FillAsync("#title", title);
        await brand.Locator(".ql-editor").ClickAsync();
        await brand.Keyboard.InsertTextAsync(text);
        await brand.Locator("#cover").SetInputFilesAsync(Files.Png("cover.png", 1200, 510));
        await Assertions.Expect(brand.Locator(".cover-shown img")).ToBeVisibleAsync();
        var today = TimeProvider.System.GetUtcNow().UtcDateTime;
        await brand.FillAsync("#starts", today.AddDays(-2).ToString("yyyy-MM-dd'T'HH:mm"));
        await brand.FillAsync("#ends", today.AddDays(9).ToString("yyyy-MM-dd'T'HH:mm"));
        await brand.FillAsync("#capacity", "50");
        await brand.Leaves("/new");
        await Saved(brand);
    }

    /// <summary>What is on the screen is in the database.</summary>
    public static Task Saved(IPage brand) => Assertions.Expect(brand.Locator(".autosave[data-status=Saved]")).ToBeVisibleAsync();

    public static async Task ReadAndJoin(IPage follower, string title)
    {
        await Assertions.Expect(follower.Locator("[data-badge='/app']")).ToBeVisibleAsync();
        await OpenMessage(follower, title);
        await Join(follower);
    }

    /// <summary>From the chats to the article; a subscription account's lies in the folder.</summary>
    public static async Task OpenMessage(IPage follower, string title)
    {
        var row = follower.Locator("#chat-list a.list-item", new() { HasText = title });
        if (await row.GetAttributeAsync("href") == "/app/subscriptions")
        {
            await row.ClickAsync();
            await follower.Reaches("**/app/subscriptions");
        }

        await row.ClickAsync();
        await follower.Reaches("**/app/chats/**");
        await follower.Locator("a.msg-card", new() { HasText = title }).ClickAsync();
        await follower.Reaches("**/app/c/**");
    }

    public static async Task Join(IPage follower)
    {
        await follower.Locator(".join-bar button").ClickAsync();
        await Assertions.Expect(follower.Locator(".join-bar p.joined:not(.muted)")).ToBeVisibleAsync();
    }

    public static async Task Numbers(IPage brand, int delivered, int read, int joined)
    {
        await Assertions.Expect(brand.Locator("#delivered")).ToHaveTextAsync($"{delivered}");
        await Assertions.Expect(brand.Locator("#read")).ToHaveTextAsync($"{read}");
        await Assertions.Expect(brand.Locator("#joined")).ToHaveTextAsync($"{joined}");
    }

    /// <summary>The newest follower is blocked; the consoles have no page for it yet.</summary>
    public static async Task BlockNewest(RunningPortal portal, string appId)
    {
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();
        var account = await db.OfficialAccounts.SingleAsync(row => row.AppId == appId);
        var openId = await db.Followings.Where(row => row.AccountId == account.Id).OrderByDescending(row => row.FollowedAt).Select(row => row.OpenId).FirstAsync();
        var owner = await db.Memberships.Where(row => row.AccountId == account.Id).Select(row => row.UserId).SingleAsync();
        var user = await db.Users.SingleAsync(row => row.Id == owner);
        var blocked = await new BlockOperations(dbs, TimeProvider.System).Set(new Person(user.Id, user.DisplayName, user.Email!, new HashSet<string>()), appId, openId, blocked: true);
        blocked.Should().BeTrue();
    }

    private static async Task PreviewShows(IPage brand, string title, string text)
    {
        var phone = brand.Locator(".phone-screen");
        await Assertions.Expect(phone.Locator(".article-title")).ToHaveTextAsync(title);
        await Assertions.Expect(phone.Locator(".prose")).ToContainTextAsync(text);
        await Assertions.Expect(phone.Locator("img.campaign-cover")).ToHaveAttributeAsync("src", (await brand.Locator(".cover-shown img").GetAttributeAsync("src"))!);
        (await phone.Locator("img.campaign-cover").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)")).Should().BePositive();
    }

    private static async Task AudienceIs(IPage brand, int reached, string otherSide)
    {
        var card = brand.Locator(".audience");
        await Assertions.Expect(card.Locator(".audience-number")).ToHaveTextAsync($"{reached}");
        await Assertions.Expect(card.Locator("#reach-blocked")).ToContainTextAsync("1");
        await Assertions.Expect(card.Locator("#reach-newcomers")).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator("#reach-other-side")).ToContainTextAsync(otherSide);
    }

    private static async Task ChartShows(IPage brand, int people)
    {
        // A bar for those who read and one for those who joined, both as high as there are people; the table says the same in numbers.
        var heights = await brand.Locator(".column-chart .mud-chart-bar").EvaluateAllAsync<double[]>("bars => bars.map(bar => bar.getBBox().height).filter(height => height > 1)");
        heights.Should().NotBeEmpty().And.HaveCountGreaterThanOrEqualTo(2);
        var rows = await brand.Locator("details table tbody tr").EvaluateAllAsync<int[][]>("rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => Number(cell.textContent)))");
        for (var column = 0; column < 3; column++)
            rows.Sum(row => row[column]).Should().Be(people);
    }
}
