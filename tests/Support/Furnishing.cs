using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Tests;

/// <summary>
/// Fills a running portal with people and with a brand whose every text bears the canary. Through its pages where a form does it, through
/// the operations where a circuit would.
/// </summary>
internal sealed class Furnishing(RunningPortal portal, string phones, string canary)
{
    private readonly TestDb dbs = TestDb.Of(portal);

    private bool IsWeixin => portal.Policy.Edition == Edition.Weixin;

    public async Task<Side> Furnish()
    {
        var owner = await SignedUp($"{canary} owner", $"{canary}.owner");
        var stranger = await SignedUp("Stranger", "stranger");
        var reviewer = await SignedUp("Reviewer", "reviewer", PlatformRoles.Reviewer);
        var senior = await SignedUp("Senior reviewer", "senior", PlatformRoles.SeniorReviewer);
        var administrator = await SignedUp("Administrator", "administrator", PlatformRoles.Administrator);
        await dbs.AccountOf(await PersonOf(stranger), $"{portal.Policy.Edition} stranger");
        var person = await PersonOf(owner);
        var appId = await Registered(person);
        var (caseCode, documentCode) = IsWeixin ? await new Verifying(dbs, canary).Verified(person, appId, await PersonOf(reviewer, PlatformRoles.Reviewer)) : ("", "");
        var account = await dbs.CreateDbContext().OfficialAccounts.SingleAsync(row => row.AppId == appId);

        var follower = await Entered($"{phones}111");
        var key = dbs.Vault.Fingerprint(Subscriber.PhonePurpose, $"{phones}111");
        await dbs.CreateDbContext().Subscribers.Where(row => row.PhoneKey == key).ExecuteUpdateAsync(row => row.SetProperty(subscriber => subscriber.Nickname, $"{canary} fan"));
        await follower.Client.Press($"/app/q/{account.QrTicket}", "follow");
        var fan = await dbs.CreateDbContext().Subscribers.Where(row => row.PhoneKey == key).Select(row => row.Id).SingleAsync();
        var (codes, paying) = (new Dictionary<string, string>(), new Paying(dbs, canary));
        if (IsWeixin)
        {
            foreach (var (address, code) in (await paying.Wallet(fan)).Concat(await paying.Merchant(fan, account.Id, person.UserId)).Concat(await paying.Ticket(account.Id, fan)))
                codes.Add(address, code);
        }

        codes.Add("/app/portraits/", await Portrayed(fan));
        codes.Add("/complaints/", await Reported(fan, appId, await PersonOf(reviewer, PlatformRoles.Reviewer)));
        foreach (var (address, code) in await Befriended(fan))
            codes.Add(address, code);
        foreach (var (address, code) in await Played(await PersonOf(administrator, PlatformRoles.Administrator), fan))
            codes.Add(address, code);
        var cards = IsWeixin ? await new Offering(dbs, canary).Cards(person, await PersonOf(reviewer, PlatformRoles.Reviewer), appId, fan) : OfferedCards.None;
        var passerby = await Entered($"{phones}112");
        var cover = await Cover(account, person);
        var launched = await Launched(person, appId, cover);
        await Commented(person, appId, fan, launched);
        var draft = await Written(person, appId, cover, "draft");
        await Remember(person, appId);
        var visitor = new CookieContainer();
        return new Side
        {
            Portal = portal,
            Canary = canary,
            Account = account,
            CampaignCode = launched,
            DraftCode = draft.Code,
            CoverCode = cover,
            CaseCode = caseCode,
            DocumentCode = documentCode,
            Codes = codes,
            Cards = cards,
            Visitor = new(portal.Visitor(visitor), visitor),
            Owner = owner,
            Stranger = stranger,
            Reviewer = reviewer,
            SeniorReviewer = senior,
            Administrator = administrator,
            Follower = follower,
            Passerby = passerby,
        };
    }

    private async Task<Actor> SignedUp(string name, string mailbox, string? role = null)
    {
        var email = $"{mailbox}@example.com";
        var (client, cookies) = await portal.SignUp(name, email);
        if (role is null)
            return new(client, cookies, email);
        await Appoint(email, role);
        // The roles stand in the cookie: whoever was appointed signs in again.
        return await portal.SignIn(email);
    }

    private async Task<Actor> Entered(string phone)
    {
        var (client, cookies) = await portal.Enter(phone);
        return new(client, cookies);
    }

    private async Task<Person> PersonOf(Actor actor, params string[] roles)
    {
        await using var db = dbs.CreateDbContext();
        var user = await db.Users.SingleAsync(row => row.Email == actor.Email);
        return new Person(user.Id, user.DisplayName, user.Email!, roles.ToHashSet());
    }

    private async Task Appoint(string email, string role)
    {
        await using var db = dbs.CreateDbContext();
        var user = await db.Users.SingleAsync(row => row.Email == email);
        await dbs.Appoint(user.Id, role);
    }

    private async Task<string> Registered(Person owner)
    {
        var codes = new ConfirmationCodes(dbs, dbs.Outbox, dbs.Vault, portal.Policy, TimeProvider.System);
        var confirmations = new PhoneConfirmations(dbs, portal.Policy, dbs.Vault, codes, TimeProvider.System, dbs.Limits);
        var accounts = new AccountOperations(dbs, portal.Policy, dbs.Vault, confirmations, new((_, _, _) => Task.FromResult(false)), TimeProvider.System, dbs.Limits);
        var phone = PhoneReading.Of(IsWeixin ? "+8613123456789" : "+85251234567", null).Value!;
        var registered = await accounts.Register(owner, new Registration(
            Guid.NewGuid(), AccountType.Service, AccountName.Read($"{canary} brand").Value!, AccountIntroduction.Read($"All about {canary}").Value!, null,
            new SubjectDetails(SubjectKind.Enterprise, $"{canary} Limited", IsWeixin ? "CN" : "HK", $"{canary}-1"),
            new AdministratorDetails($"{canary} Zhang", IdDocument.Passport, $"{canary}7", phone), "Europe/Lisbon", "EUR"));
        var appId = registered.AppId ?? throw new InvalidOperationException(string.Join(", ", registered.Problems.Select(problem => problem.Reason.En)));
        if ((await confirmations.Confirm(owner, appId, await portal.CodeFor(phone.E164))).Outcome != PhoneOutcome.Confirmed)
            throw new InvalidOperationException("The account was not activated.");
        return appId;
    }

    private async Task<string> Cover(OfficialAccount account, Person actor)
    {
        using var store = new MediaStore(dbs, TimeProvider.System, dbs.Limits, Path.Combine(portal.DataDirectory, "media"));
        using var picture = new SKBitmap(900, 383);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 90).AsStream();
        return (await store.Save(actor, account.Id, png, ImageShape.Cover)).Code!;
    }

    private async Task<CampaignSheet> Written(Person actor, string appId, string cover, string word)
    {
        var now = TimeProvider.System.UtcNow;
        var draft = new CampaignDraft($"{canary} {word}", canary, $"{canary} digest", $"<p>{canary} content</p>", cover, now.AddMinutes(-1), now.AddDays(2), 100, CommentRule.Everyone);
        return (await new CampaignOperations(dbs, TimeProvider.System).Save(actor, appId, null, null, draft))!.Saved!;
    }

    private async Task<string> Launched(Person actor, string appId, string cover)
    {
        var launches = new LaunchOperations(dbs, portal.Policy, dbs.Limits, TimeProvider.System, new DeliverySignal());
        var sheet = await Written(actor, appId, cover, "title");
        var launched = (await launches.Launch(actor, appId, sheet.Code, sheet.Version))!.Outcome;
        if (launched != LaunchOutcome.Launched)
            throw new InvalidOperationException($"The campaign was not launched: {launched}.");
        var id = await dbs.CreateDbContext().Campaigns.Where(row => row.Code == sheet.Code).Select(row => row.Id).SingleAsync();
        await new DeliveryOperations(dbs, TimeProvider.System, new DeliverySignal()).Deliver(id);
        return sheet.Code;
    }

    // One that is chosen, pinned and answered, and one that waits.
    private async Task Commented(Person owner, string appId, long fan, string campaign)
    {
        var (comments, desk) = (new CommentOperations(dbs, new VisitOperations(dbs, portal.Policy, TimeProvider.System), new(), dbs.Limits, TimeProvider.System), new CommentDesk(dbs, new(), TimeProvider.System));
        await comments.Write(fan, campaign, null, $"{canary} remark");
        var code = (await desk.List(owner, appId))!.Rows.Single().Code;
        await desk.Choose(owner, appId, code);
        await desk.Pin(owner, appId, code);
        await desk.Reply(owner, appId, code, $"{canary} thanks");
        await comments.Write(fan, campaign, null, $"{canary} waits");
    }

    // One that is decided, and one that waits.
    private async Task<string> Reported(long fan, string appId, Person staff)
    {
        var complaints = new ComplaintOperations(dbs, new DirectoryOperations(dbs, portal.Policy), TimeProvider.System);
        await complaints.Make(fan, appId, new(Guid.NewGuid(), ComplaintReason.Misleading, $"{canary} report", null));
        await new ComplaintDesk(dbs, TimeProvider.System).Decide(staff, (await complaints.Mine(fan)).Items.Single().Code, upheld: false, $"{canary} answer", $"{canary} note");
        await complaints.Make(fan, appId, new(Guid.NewGuid(), ComplaintReason.Other, $"{canary} report", null));
        return (await complaints.Mine(fan)).Items.Single(one => one.State == ComplaintState.Waiting).Code;
    }

    // Their picture, and a device of theirs.
    private async Task<string> Portrayed(long fan)
    {
        using var profiles = new ProfileOperations(dbs, portal.Policy, dbs.Limits, dbs.Vault);
        await using (var picture = Drawn(200, 200))
            await profiles.Show(fan, picture);
        await new DeviceOperations(dbs, TimeProvider.System).Begin(fan, Ids.Code(), $"{canary} phone");
        return (await profiles.Find(fan))!.PictureCode!;
    }

    // A friend with a remark, a request that waits, one that was made, and somebody blocked.
    private async Task<IReadOnlyDictionary<string, string>> Befriended(long fan)
    {
        using var tries = new CodeTries(dbs.Limits);
        var (codes, friends, requests) = (new PersonalCodes(dbs, TimeProvider.System), new FriendOperations(dbs, TimeProvider.System), new FriendRequestOperations(dbs, tries, dbs.Limits, TimeProvider.System));
        var subscribers = new SubscriberOperations(dbs, portal.Policy, new(dbs, dbs.Outbox, dbs.Vault, portal.Policy, TimeProvider.System), dbs.Vault, TimeProvider.System);
        List<long> others = [];
        for (var number = 0; number < 4; number++)
            others.Add((await subscribers.Admit(PhoneReading.Of($"{phones}12{number}", null).Value!))!.SubscriberId);
        foreach (var other in others[..2])
        {
            await requests.Ask(other, await codes.Of(fan), null);
            await requests.Accept(fan, (await requests.Waiting(fan)).Items[0].Code);
        }

        await friends.Block(fan, (await friends.List(fan)).Items[0].Code);
        var friend = (await friends.List(fan)).Items.Single().Code;
        await friends.Name(fan, friend, $"{canary} friend");
        await requests.Ask(others[2], await codes.Of(fan), $"{canary} asks");
        await requests.Ask(fan, await codes.Of(others[3]), $"{canary} hello");
        return new Dictionary<string, string> { ["/app/friends/"] = friend, ["/app/f/"] = await codes.Of(fan) };
    }

    // A game in the catalogue of the fan's region, one run that is counted and one that is not.
    private async Task<IEnumerable<(string Address, string Code)>> Played(Person staff, long fan)
    {
        var (picture, today) = (await Square(staff), TimeProvider.System.UtcNow);
        var draft = new EntryDraft("doubling", [IsWeixin ? "CN" : "GB"], $"{canary} play", $"{canary} play", $"{canary} words", $"{canary} words", picture, $"{today.AddDays(-2):yyyy-MM-dd}", null, "1");
        var catalogue = new CatalogueOperations(dbs, portal.Policy, new((_, _, _) => Task.FromResult(true)), TimeProvider.System);
        var code = (await catalogue.Save(staff, null, default, draft, EntryState.Shown)).Code!;
        var games = new GameOperations(dbs, dbs.Limits, TimeProvider.System);
        var counted = await games.Start(fan, code);
        // On until there is a point: without one nobody stands on the board.
        var (position, moves) = (GameKind.Of("doubling")!.Begin(counted.Seed), "");
        for (; position.Score == 0; position = position.After(moves[^1])!)
            moves += position.Possible.First();
        await games.Finish(fan, counted.Run, moves);
        return [("/app/games/", code), ("/platform/games/", code), ("/app/game-runs/", (await games.Start(fan, code)).Run)];
    }

    private async Task<string> Square(Person actor)
    {
        using var store = new MediaStore(dbs, TimeProvider.System, dbs.Limits, Path.Combine(portal.DataDirectory, "media"));
        await using var png = Drawn(200, 200);
        return (await store.Save(actor, null, png, CatalogueEntry.Shape)).Code!;
    }

    private static Stream Drawn(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        return picture.Encode(SKEncodedImageFormat.Png, 90).AsStream();
    }

    /// <summary>What else the portal would remember of the brand in the course of time.</summary>
    private async Task Remember(Person owner, string appId)
    {
        var drafts = new DraftOperations(dbs, dbs.Vault, TimeProvider.System);
        await drafts.Keep(owner, (await drafts.Open(owner)).FormKey, $$"""{"Name":"{{canary}} second"}""");
        await new UnsavedInputs(dbs, dbs.Vault, TimeProvider.System, NullLogger<UnsavedInputs>.Instance).Keep(owner, $"profile/{appId}", $"{canary} not saved yet");
        await new SessionOperations(dbs, TimeProvider.System).Start(owner.UserId, $"{canary} browser");
        var tags = new TagOperations(dbs, TimeProvider.System);
        await tags.Create(owner, appId, $"{canary} tag");
        await tags.Put(owner, appId, FollowerTag.FirstNumber, [(await new FollowerOperations(dbs).List(owner, appId))!.Rows[0].OpenId], on: true);

        await using var db = dbs.CreateDbContext();
        db.Set<IdentityUserPasskey<string>>().Add(new() { UserId = owner.UserId, CredentialId = [1, 2, 3], Data = new() { Name = $"{canary} key", PublicKey = [1], AttestationObject = [1], ClientDataJson = [1] } });
        dbs.Outbox.Mail(db, owner.Email, $"{canary} subject", $"{canary} body");
        db.Record(new AuditFact(TimeProvider.System.UtcNow, owner.UserId, "brand.remembered", appId, appId, canary));
        await db.SaveChangesAsync();
        await db.OutboxMessages.Where(message => message.Subject == $"{canary} subject")
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.LastError, $"{canary} was not reached"));
    }
}
