using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A verified brand with cards, a reviewer, shop staff and subscribers, on a real database.</summary>
internal sealed class CardRig : IDisposable
{
    private int people;

    public CardRig(Action<DbContextOptionsBuilder>? configure = null, bool together = false, TestDb? db = null)
    {
        Db = db ?? TestDb.Weixin(configure);
        Mails = new(Db.Outbox, new PortalSettings { PublicAddress = "https://weixin.example" });
        Claims = together
            ? new(Db, new(Db, Mails), Db.Clock, new(Db, new(Db), Db.Clock), new MemoryCache(new MemoryCacheOptions()))
            : new(Db, new(Db, Mails), Db.Clock);
        Cards = new(Db, Db.Clock);
        Stores = new(Db, Db.Clock);
        Reviews = new(Db, Mails, Db.Clock);
        Copies = new(Db, Db.Clock);
        Gifts = new(Db, Db.Clock);
        Counter = new(Db, Tries, Db.Clock);
        Handouts = new(Db, Claims, Db.Clock, NullLogger<Handouts>.Instance) { ChunkSize = 3 };
        Campaigns = new(Db, Claims, Db.Policy, Db.Clock);
        Expiry = new(Db, Db.Clock);
    }

    public TestDb Db { get; }

    public CardMails Mails { get; }

    public Claims Claims { get; }

    public CardOperations Cards { get; }

    public StoreOperations Stores { get; }

    public CardReviews Reviews { get; }

    public CopyOperations Copies { get; }

    public GiftOperations Gifts { get; }

    public CounterTries Tries { get; } = new();

    public RedemptionOperations Counter { get; }

    public Handouts Handouts { get; }

    public CampaignCards Campaigns { get; }

    public CardExpiry Expiry { get; }

    public Person Owner { get; private set; } = Person.System;

    public Person Reviewer { get; private set; } = Person.System;

    public Person Staff { get; private set; } = Person.System;

    public OfficialAccount Account { get; private set; } = default!;

    public string AppId => Account.AppId;

    /// <summary>Thirty yuan off from a hundred on, until the end of the month.</summary>
    public CardTerms Terms => new()
    {
        Kind = CardKind.Cash,
        BrandName = "云上茶事",
        Title = "满百减三十",
        SubTitle = "全场茶饮可用",
        Notice = "结账前请出示",
        Description = "每次限用一张。",
        LeastCost = 10_000,
        ReduceCost = 3_000,
        Quantity = 10,
        GetLimit = 2,
        BeginsAt = ChinaTime.StartOf(new(2026, 11, 20)),
        EndsAt = ChinaTime.StartOf(new(2026, 12, 1)),
    };

    public static async Task<CardRig> Begin(Action<DbContextOptionsBuilder>? configure = null, bool together = false, TestDb? db = null)
    {
        var rig = new CardRig(configure, together, db);
        rig.Owner = await rig.Db.PersonNamed("Owner");
        rig.Reviewer = await rig.Db.PersonNamed("Reviewer", PlatformRoles.Reviewer);
        rig.Account = await rig.Db.AccountOf(rig.Owner, "云上茶事", verified: true);
        rig.Staff = await rig.StaffNamed("Staff");
        return rig;
    }

    public async Task<Person> StaffNamed(string name)
    {
        var person = await Db.PersonNamed(name);
        await using var db = Db.CreateDbContext();
        db.Add(new Membership { AccountId = Account.Id, UserId = person.UserId, Role = MemberRole.ShopStaff, Since = Db.Clock.UtcNow });
        await db.SaveChangesAsync();
        return person;
    }

    public async Task<long> Subscriber()
    {
        var subscribers = new SubscriberOperations(Db, Db.Policy, new(Db, Db.Outbox, Db.Vault, Db.Policy, Db.Clock), Db.Vault, Db.Clock);
        return (await subscribers.Admit(PhoneReading.Of($"+861380014{++people:0000}", null).Value!))!.SubscriberId;
    }

    public async Task<long> Follower()
    {
        var me = await Subscriber();
        await using var db = Db.CreateDbContext();
        db.Add(Following.Begin(Account.Id, me, FollowScene.Search, Db.Clock.UtcNow));
        await db.SaveChangesAsync();
        return me;
    }

    public async Task<string> Store(string name = "人民广场店")
    {
        (await Stores.Save(Owner, AppId, null, name, "人民大道1号", "021-55501234")).Should().BeEmpty();
        return (await Stores.List(Owner, AppId))!.Single(store => store.Name == name).Code;
    }

    public async Task<CardSheet> Draft(CardTerms? terms = null, params string[] stores) =>
        (await Cards.Save(Owner, AppId, null, null, terms ?? Terms, stores)).Sheet!;

    public async Task<CardSheet> Submitted(CardTerms? terms = null, params string[] stores)
    {
        var draft = await Draft(terms, stores);
        var result = await Cards.Submit(Owner, AppId, draft.Code, draft.Version);
        result.Outcome.Should().Be(CardOutcome.Done, string.Join(", ", result.Faults ?? []));
        return result.Sheet!;
    }

    public async Task<CardSheet> Approved(CardTerms? terms = null, params string[] stores)
    {
        var sheet = await Submitted(terms, stores);
        (await Reviews.Approve(Reviewer, sheet.Code, sheet.Version)).Should().Be(CardOutcome.Done);
        return await Sheet(sheet.Code);
    }

    public async Task<CardSheet> Issued(CardTerms? terms = null, params string[] stores)
    {
        var sheet = await Approved(terms, stores);
        return (await Cards.Dispatch(Owner, AppId, sheet.Code, sheet.Version)).Sheet!;
    }

    public async Task<CardSheet> Sheet(string code) => (await Cards.Find(Owner, AppId, code))!;

    public Task<ClaimResult> Take(long me, string card, Guid? key = null) => Claims.Take(me, card, key ?? Guid.NewGuid(), ClaimSource.Link);

    public async Task<string> Taken(long me, string card)
    {
        var taken = await Take(me, card);
        taken.Outcome.Should().Be(ClaimOutcome.Taken);
        return taken.Code!;
    }

    public async Task<CardCode> Copy(string code)
    {
        await using var db = Db.CreateDbContext();
        return await db.CardCodes.AsNoTracking().SingleAsync(row => row.Code == code);
    }

    /// <summary>A launched campaign that can be joined now and for a week.</summary>
    public async Task<string> Campaign(TimeSpan? startsIn = null)
    {
        var now = Db.Clock.UtcNow;
        var campaign = new Campaign { AccountId = Account.Id, CreatedAt = now };
        campaign.Write(new("Title", "", "", "<p>Text</p>", null, now + (startsIn ?? -TimeSpan.FromDays(1)), now.AddDays(7), null), now).Should().BeTrue();
        campaign.Launch(now).Should().BeTrue();
        await using var db = Db.CreateDbContext();
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign.Code;
    }

    /// <summary>A follower who has joined a campaign.</summary>
    public async Task<long> Joiner(string campaign)
    {
        var me = await Follower();
        (await new VisitOperations(Db, Db.Policy, Db.Clock).Join(me, campaign)).Should().Be(JoinState.Joined);
        return me;
    }

    public async Task Suspend()
    {
        await using var db = Db.CreateDbContext();
        (await db.OfficialAccounts.SingleAsync(row => row.Id == Account.Id)).Suspend();
        await db.SaveChangesAsync();
    }

    public void Dispose()
    {
        Tries.Dispose();
        Db.Dispose();
    }
}
