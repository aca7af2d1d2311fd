using System.Net;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Tests;

/// <summary>Somebody with cookies.</summary>
public sealed record Actor(HttpClient Client, CookieContainer Cookies);

/// <summary>One portal with its people.</summary>
public sealed class Side
{
    public required RunningPortal Portal { get; init; }

    /// <summary>Stands in every text of the owner's brand.</summary>
    public required string Canary { get; init; }

    /// <summary>Not signed in.</summary>
    public required Actor Visitor { get; init; }

    /// <summary>Administers the account with the canary.</summary>
    public required Actor Owner { get; init; }

    /// <summary>Administers another brand of the same side.</summary>
    public required Actor Stranger { get; init; }

    /// <summary>A platform reviewer.</summary>
    public required Actor Reviewer { get; init; }

    /// <summary>A platform administrator.</summary>
    public required Actor Administrator { get; init; }

    /// <summary>Follows the canary's account and has received its campaign.</summary>
    public required Actor Follower { get; init; }

    /// <summary>The canary's account.</summary>
    public required OfficialAccount Account { get; init; }

    /// <summary>Its campaign, launched.</summary>
    public required string CampaignCode { get; init; }

    /// <summary>The campaign's cover.</summary>
    public required string CoverCode { get; init; }

    /// <summary>Pages of an account that only this portal has, as they follow its address.</summary>
    public string[] OwnPages => Portal.Policy.Edition == Edition.Weixin ? ["/verification"] : [];

    /// <summary>Pages of the reviewers; only one portal has them.</summary>
    public string[] ReviewPages => Portal.Policy.Edition == Edition.Weixin ? ["/review"] : [];

    public static async Task<Side> Furnish(RunningPortal portal, string phones, string canary)
    {
        using var dbs = TestDb.Of(portal);
        var owner = await SignedUp("Owner", "owner");
        var stranger = await SignedUp("Stranger", "stranger");
        var reviewer = await SignedUp("Reviewer", "reviewer", PlatformRoles.Reviewer);
        var administrator = await SignedUp("Administrator", "administrator", PlatformRoles.Administrator);
        var account = await dbs.AccountOf(await PersonOf("owner"), $"{canary} brand", verified: true);
        await dbs.AccountOf(await PersonOf("stranger"), $"{portal.Policy.Edition} stranger");
        var follower = await Entered($"{phones}111");
        await Rename(canary);
        await FollowAll(account.AppId);
        var cover = await Cover(account, await PersonOf("owner"));
        var code = await Launch(account.AppId, cover, await PersonOf("owner"));
        var visitorCookies = new CookieContainer();
        return new Side
        {
            Portal = portal,
            Canary = canary,
            Account = account,
            CampaignCode = code,
            Owner = owner,
            Stranger = stranger,
            Reviewer = reviewer,
            CoverCode = cover,
            Administrator = administrator,
            Follower = follower,
            Visitor = new(portal.Visitor(visitorCookies), visitorCookies),
        };

        async Task<Actor> SignedUp(string name, string mailbox, string? role = null)
        {
            var (client, cookies) = await portal.SignUp(name, $"{mailbox}@example.com");
            if (role is null)
                return new(client, cookies);
            await Appoint(mailbox, role);
            // The roles stand in the cookie: whoever was appointed signs in again.
            var fresh = new CookieContainer();
            var again = portal.Visitor(fresh);
            await again.Send("/account/sign-in", ("Form.Email", $"{mailbox}@example.com"), ("Form.Password", "wandering-otters-build-9-dams"));
            return new(again, fresh);
        }

        async Task<Actor> Entered(string phone)
        {
            var (client, cookies) = await portal.Enter(phone);
            return new(client, cookies);
        }

        async Task<Person> PersonOf(string mailbox)
        {
            await using var db = dbs.CreateDbContext();
            var user = await db.Users.SingleAsync(row => row.Email == $"{mailbox}@example.com");
            return new Person(user.Id, user.DisplayName, user.Email!, new HashSet<string>());
        }

        async Task Appoint(string mailbox, string role)
        {
            await using var db = dbs.CreateDbContext();
            var user = await db.Users.SingleAsync(row => row.Email == $"{mailbox}@example.com");
            var known = await db.Roles.SingleOrDefaultAsync(row => row.Name == role);
            if (known is null)
                db.Roles.Add(known = new(role) { NormalizedName = role.ToUpperInvariant() });
            db.UserRoles.Add(new() { UserId = user.Id, RoleId = known.Id });
            await db.SaveChangesAsync();
        }

        async Task Rename(string nickname)
        {
            await using var db = dbs.CreateDbContext();
            await db.Subscribers.ExecuteUpdateAsync(row => row.SetProperty(subscriber => subscriber.Nickname, nickname));
        }

        async Task FollowAll(string appId)
        {
            await using var db = dbs.CreateDbContext();
            var follows = new FollowOperations(dbs, portal.Policy, TimeProvider.System);
            foreach (var subscriber in await db.Subscribers.Select(row => row.Id).ToListAsync())
                await follows.Follow(subscriber, appId, WayIn.Link);
        }

        async Task<string> Launch(string appId, string cover, Person actor)
        {
            var campaigns = new CampaignOperations(dbs, TimeProvider.System);
            var launches = new LaunchOperations(dbs, portal.Policy, dbs.Limits, TimeProvider.System, new DeliverySignal());
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var draft = new CampaignDraft($"{canary} title", canary, $"{canary} digest", $"<p>{canary} content</p>", cover, now.AddMinutes(-1), now.AddDays(2), 100);
            var sheet = (await campaigns.Save(actor, appId, null, null, draft))!.Saved!;
            if ((await launches.Launch(actor, appId, sheet.Code, sheet.Version))!.Outcome != LaunchOutcome.Launched)
                throw new InvalidOperationException("The campaign was not launched.");
            await new DeliveryOperations(dbs, TimeProvider.System, new DeliverySignal()).Deliver(await IdOf(sheet.Code));
            return sheet.Code;
        }

        async Task<long> IdOf(string code)
        {
            await using var db = dbs.CreateDbContext();
            return await db.Campaigns.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
        }

        async Task<string> Cover(OfficialAccount account, Person actor)
        {
            using var store = new MediaStore(dbs, TimeProvider.System, dbs.Limits, Path.Combine(portal.DataDirectory, "media"));
            using var picture = new SKBitmap(900, 383);
            using var png = picture.Encode(SKEncodedImageFormat.Png, 90).AsStream();
            return (await store.Save(actor, account.Id, png, ImageShape.Cover)).Code!;
        }
    }
}
