using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Isolation.Tests.Running;
using WeixinWeChat.Tests;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>A page to look at.</summary>
/// <param name="Name">How it is called in a finding.</param>
/// <param name="Actor">Who opens it.</param>
/// <param name="Address">Where.</param>
/// <param name="Then">What is done there before the look, if anything.</param>
/// <param name="Status">What it answers with.</param>
internal sealed record Visit(string Name, Actor Actor, string Address, Func<IPage, Task>? Then = null, int Status = 200);

/// <summary>Every page of the table of routes, and the states of pages that an address alone does not show.</summary>
internal static partial class Visits
{
    public static async Task<IReadOnlyList<Visit>> Of(Side side)
    {
        var (draft, review) = (await side.Draft("A draft"), side.Portal.Policy.Edition == Edition.Weixin ? await side.Case() : "");
        var (unconfirmed, half, waiting, changing) = (await side.Unconfirmed(), await side.HalfSignedIn(), await side.AtTheDoor(), await side.ChangingNumber());
        var routes = RouteTable.Of(side.Portal.Policy.Edition).Where(route => route.Method == "PAGE").Select(route => route.Pattern switch
        {
            "/account/confirm" => new Visit(route.Pattern, unconfirmed.Actor, unconfirmed.Address),
            "/account/second-step" => new Visit(route.Pattern, half.Actor, half.Address),
            "/app/sign-in/code" => new Visit(route.Pattern, waiting, route.Pattern),
            "/app/me/number/code" => new Visit(route.Pattern, changing, route.Pattern),
            // Who has a wallet opens none.
            "/app/wallet/open" => new Visit(route.Pattern, side.Passerby, route.Pattern),
            // Made for other addresses; asked for themselves they are no place.
            "/error" or "/not-found" => new Visit(route.Pattern, side.Visitor, route.Pattern, Status: 404),
            _ => new Visit(route.Pattern, ActorFor(side, route), Filled(side, route, draft, review)),
        });
        return [.. routes, .. await States(side, draft)];
    }

    private static Actor ActorFor(Side side, Route route) => route.Access switch
    {
        "public" => side.Visitor,
        Permissions.SignedIn => side.Owner,
        "subscriber" => side.Follower,
        _ when Permissions.OnAccounts.Contains(route.Access) => side.Owner,
        _ when Permissions.OfRole[PlatformRoles.Reviewer].Contains(route.Access) => side.Reviewer,
        _ when Permissions.OfRole[PlatformRoles.Administrator].Contains(route.Access) => side.Administrator,
        _ => throw new InvalidOperationException($"{route} is seen by nobody of a furnished side."),
    };

    private static string Filled(Side side, Route route, string draft, string review) => Placeholder().Replace(route.Pattern, match => match.Groups[1].Value switch
    {
        "AppId" => side.Account.AppId,
        "Ticket" => side.Account.QrTicket,
        "Code" when route.Pattern.StartsWith("/review/cards/", StringComparison.Ordinal) => side.Cards.Waiting,
        "Code" when route.Pattern.StartsWith("/app/cards/k/", StringComparison.Ordinal) || route.Pattern.StartsWith("/a/{AppId}/cards/", StringComparison.Ordinal) => side.Cards.Card,
        "Code" when route.Pattern.StartsWith("/app/cards/g/", StringComparison.Ordinal) => side.Cards.Gift,
        "Code" when route.Pattern.StartsWith("/app/cards/{Code}/", StringComparison.Ordinal) => side.Cards.Membership,
        "Code" when route.Pattern.StartsWith("/a/{AppId}/members/", StringComparison.Ordinal) => side.Cards.Member,
        "Code" when route.Pattern.StartsWith("/app/cards/", StringComparison.Ordinal) => side.Cards.Copy,
        "Secret" => side.Cards.Secret,
        "Code" when route.Pattern.StartsWith("/review/", StringComparison.Ordinal) => review,
        "Code" when route.Pattern.EndsWith("/campaigns/{Code}", StringComparison.Ordinal) => draft,
        "Code" when route.Pattern.Contains("/campaigns/") || route.Pattern.StartsWith("/app/c/", StringComparison.Ordinal) => side.CampaignCode,
        "Code" when side.CodeFor(route.Pattern) is { } code => code,
        var unknown => throw new InvalidOperationException($"{route.Pattern}: say what stands for {unknown}."),
    });

    private static async Task<IEnumerable<Visit>> States(Side side, string draft)
    {
        var newcomer = await side.Newcomer();
        return
        [
            new("an address that leads nowhere", side.Visitor, "/there-is-no-such-page", Status: 404),
            new("a search that finds", side.Follower, "/app/search?q=canary"),
            new("a search that finds nothing", side.Follower, "/app/search?q=nothingofthatname"),
            new("a console without an account", newcomer, "/"),
            new("the sign-in with messages", side.Visitor, "/account/sign-in", page => page.ClickAsync("form button[type=submit].btn--block")),
            new("the wizard's second step with messages", newcomer, "/accounts/register", page => SecondStep(side, page)),
            new("the editor with its dialog open", side.Owner, $"/a/{side.Account.AppId}/campaigns/{draft}", async page =>
            {
                await page.ClickAsync("#launch");
                await Assertions.Expect(page.Locator(".launch-facts")).ToBeVisibleAsync();
            }),
            new("the person's menu, open", side.Owner, $"/a/{side.Account.AppId}", page => page.ClickAsync("[popovertarget=user-menu]")),
            new("the accounts' menu, open", side.Owner, $"/a/{side.Account.AppId}", page => page.ClickAsync("[popovertarget=account-menu]")),
            .. side.Portal.Policy.HasWallet ? Wallet(side) : [],
            new("somebody by their code", side.Passerby, $"/app/f/{side.CodeFor("/app/f/")}"),
            new("a scan with a message", side.Follower, "/app/scan", page => Refused(page, "#form-code-error")),
            new("somebody's code with a message", side.Follower, "/app/friends/add", page => Refused(page, "#form-code-error")),
            new("friends that a search finds", side.Follower, "/app/friends?q=canary"),
            new("friends that a search does not find", side.Follower, "/app/friends?q=nothingofthatname"),
            new("no friends yet", side.Passerby, "/app/friends"),
            new("no requests and nobody blocked", side.Passerby, "/app/friends/blocked"),
            new("leaving a friend", side.Follower, $"/app/friends/{side.CodeFor("/app/friends/")}", page => page.ClickAsync("[popovertarget=remove]:not([popovertargetaction])")),
            new("a profile with messages", side.Follower, "/app/me/profile", async page =>
            {
                await page.FillAsync("#form-nickname", "");
                await page.ClickAsync("form:has(#form-nickname) button[type=submit]");
                await Assertions.Expect(page.Locator("#form-nickname-error")).ToBeVisibleAsync();
            }),
            new("another number with a message", side.Follower, "/app/me/number", page => Refused(page, "#form-number-error")),
            new("leaving for good, with messages", side.Passerby, "/app/me/leave", async page =>
            {
                await page.ClickAsync("main .btn--danger");
                await Assertions.Expect(page.Locator("#form-sure-error")).ToBeVisibleAsync();
            }),
            new("comments with a message", side.Follower, $"/app/c/{side.CampaignCode}/comments", page => Refused(page, "#form-text-error")),
            new("comments that wait", side.Owner, $"/a/{side.Account.AppId}/comments?show=waiting"),
            new("comments of one article", side.Owner, $"/a/{side.Account.AppId}/comments?campaign={side.CampaignCode}"),
            new("no comments yet", side.Passerby, "/app/me/comments"),
            new("a chat with its menu open", side.Follower, $"/app/chats/{side.Account.AppId}", page => page.ClickAsync("[popovertarget=chat-menu]:not([popovertargetaction])")),
            new("a game that is played", side.Follower, $"/app/games/{side.CodeFor("/app/games/")}", page => Playing(page)),
            new("an entry of the catalogue, with messages", side.Administrator, "/platform/games/new", async page =>
            {
                await page.ClickAsync("#save");
                await Assertions.Expect(page.Locator("#title-en-error")).ToBeVisibleAsync();
            }),
            new("leaving an account", side.Follower, $"/app/accounts/{side.Account.AppId}", page => page.ClickAsync("[popovertarget=unfollow]:not([popovertargetaction])")),
        ];
    }

    private static async Task Playing(IPage page)
    {
        await page.ClickAsync("[data-panel=ready] [data-begin]");
        await Assertions.Expect(page.Locator(".game")).ToHaveAttributeAsync("data-state", "playing");
    }

    private static IEnumerable<Visit> Wallet(Side side) =>
    [
        new("a wallet that is not opened yet", side.Passerby, "/app/wallet"),
        new("the opening of a wallet, with messages", side.Passerby, "/app/wallet/open", page => Refused(page, "#form-name-error")),
        new("a transfer with messages", side.Follower, "/app/wallet/transfer", page => Refused(page, "#form-phone-error")),
        new("a transfer to a friend with messages", side.Follower, $"/app/wallet/transfer?friend={side.CodeFor("/app/friends/")}", page => Refused(page, "#form-amount-error")),
        new("a friend, chosen for a transfer", side.Follower, "/app/friends?for=transfer"),
        new("a red packet for a group, with messages", side.Follower, "/app/red-packets/new?kind=lucky", page => Refused(page, "#form-shares-error")),
        new("red packets that were sent", side.Follower, "/app/red-packets?show=sent"),
        new("a payment by code with messages", side.Follower, $"/app/pay/{side.CodeFor("/app/pay/")}", page => Refused(page, "#form-amount-error")),
        new("a transfer to a bank account with messages", side.Follower, "/app/wallet/bank-transfer", page => Refused(page, "#form-name-error")),
        new("a code at the till", side.Owner, $"/a/{side.Account.AppId}/till", async page =>
        {
            await page.FillAsync("#amount", "12.50");
            await page.ClickAsync("#show");
            await Assertions.Expect(page.Locator(".till-bill .qr")).ToBeVisibleAsync();
        }),
        new("a refund, asked for", side.Owner, $"/a/{side.Account.AppId}/takings", async page =>
        {
            await page.ClickAsync("tr[data-payment] button");
            await Assertions.Expect(page.Locator("#refund")).ToBeVisibleAsync();
        }),
        new("money for a membership card, with messages", side.Follower, $"/app/cards/{side.Cards.Membership}/balance", page => Refused(page, "#form-amount-error")),
        new("another payment password", side.Follower, "/app/wallet/password?sent=yes"),
    ];

    private static async Task Refused(IPage page, string message)
    {
        await page.ClickAsync("main form button[type=submit]");
        await Assertions.Expect(page.Locator(message)).ToBeVisibleAsync();
    }

    private static async Task SecondStep(Side side, IPage page)
    {
        // A draft keeps the step: in the second language the wizard opens where it was left in the first.
        if (await page.Locator(".steps li:nth-child(2)[aria-current=step]").CountAsync() == 0)
            await FirstStep(side, page);
        await page.PressNext();
        await Assertions.Expect(page.Locator(".mud-input-error").First).ToBeVisibleAsync();
    }

    private static async Task FirstStep(Side side, IPage page)
    {
        if (side.Portal.Policy.Edition == Edition.Weixin)
        {
            await page.Locator("[data-field=Type] label.choice").Last.ClickAsync();
        }
        else
        {
            await page.Fill("LegalName", "Harbour Books Ltd");
            await page.Fill("RegistrationNumber", "GB1234567");
            await page.Locator("[data-field=Country] input").First.FillAsync("GB");
            await page.Locator(".mud-popover-open .mud-list-item").First.ClickAsync();
            await page.ListCloses();
        }

        await page.NextStep(1);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
