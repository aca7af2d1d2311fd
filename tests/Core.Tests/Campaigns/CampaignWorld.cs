using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Chats;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Campaigns;

/// <summary>A brand with an account, a cover and followers, and the operations over one database.</summary>
internal sealed class CampaignWorld : IDisposable
{
    private CampaignWorld(TestDb db)
    {
        Db = db;
        Campaigns = new(db, db.Clock);
        Launches = new(db, db.Policy, db.Limits, db.Clock, Signal);
        Deliveries = new(db, db.Clock, Signal) { ChunkSize = 7 };
        Visits = new(db, db.Policy, db.Clock, new(db));
        Chats = new(db, db.Policy, db.Clock);
        Results = new(db);
    }

    public TestDb Db { get; }

    public DeliverySignal Signal { get; } = new();

    public CampaignOperations Campaigns { get; }

    public LaunchOperations Launches { get; }

    public DeliveryOperations Deliveries { get; }

    public VisitOperations Visits { get; }

    public ChatOperations Chats { get; }

    public ResultOperations Results { get; }

    public Person Mei { get; private set; } = null!;

    public Person Stranger { get; private set; } = null!;

    public OfficialAccount Account { get; private set; } = null!;

    public string Cover { get; private set; } = "";

    public IReadOnlyList<long> Followers { get; private set; } = [];

    public CampaignDraft Ready => new("Spring tea", "Mei", "", "<p>Come and taste.</p>", Cover, Db.Clock.UtcNow, Db.Clock.UtcNow.AddDays(7), null);

    public static async Task<CampaignWorld> Make(TestDb? db = null, int followers = 20, AccountType type = AccountType.Service, bool verified = true)
    {
        var world = new CampaignWorld(db ?? TestDb.Weixin());
        (world.Mei, world.Stranger) = (await world.Db.PersonNamed("Mei"), await world.Db.PersonNamed("Stranger"));
        world.Account = await world.Db.AccountOf(world.Mei, "Tea house", type, verified);
        await world.Db.AccountOf(world.Stranger, "Another brand", type, verified);
        world.Cover = await world.Picture(world.Account.Id);
        world.Followers = await world.Follow(followers);
        return world;
    }

    public void Dispose()
    {
        Visits.Dispose();
        Db.Dispose();
    }

    public async Task<string> Picture(long accountId)
    {
        await using var db = Db.CreateDbContext();
        var item = new MediaItem { AccountId = accountId, ContentType = "image/png", Sha256 = new string('0', 64), UploadedBy = Mei.UserId, CreatedAt = Db.Clock.UtcNow };
        db.Add(item);
        await db.SaveChangesAsync();
        return item.Code;
    }

    /// <summary>People who are there, and follow unless told otherwise.</summary>
    public async Task<IReadOnlyList<long>> Follow(int count, bool follow = true)
    {
        await using var db = Db.CreateDbContext();
        var people = Enumerable.Range(0, count).Select(number => new Subscriber
        {
            Edition = Db.Policy.Edition,
            Phone = "sealed",
            PhoneKey = Guid.NewGuid().ToString("N"),
            Nickname = $"Guest {number}",
            Region = "CN",
            JoinedAt = Db.Clock.UtcNow,
        }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        if (follow)
            db.AddRange(people.Select(person => Following.Begin(Account.Id, person.Id, FollowScene.QrCode, Db.Clock.UtcNow)));
        await db.SaveChangesAsync();
        await Recount(db);
        return [.. people.Select(person => person.Id)];
    }

    public async Task Change(long follower, Action<Following> change)
    {
        await using var db = Db.CreateDbContext();
        change(await db.Followings.SingleAsync(row => row.AccountId == Account.Id && row.SubscriberId == follower));
        await db.SaveChangesAsync();
        await Recount(db);
    }

    public async Task Change(Action<OfficialAccount> change)
    {
        await using var db = Db.CreateDbContext();
        change(await db.OfficialAccounts.SingleAsync(row => row.Id == Account.Id));
        await db.SaveChangesAsync();
    }

    public async Task<CampaignSheet> Draft(CampaignDraft? draft = null) =>
        (await Campaigns.Save(Mei, Account.AppId, null, null, draft ?? Ready))!.Saved!;

    public async Task<Campaign> Launched(CampaignDraft? draft = null, bool delivered = true)
    {
        var sheet = await Draft(draft);
        (await Launches.Launch(Mei, Account.AppId, sheet.Code, sheet.Version))!.Outcome.Should().Be(LaunchOutcome.Launched);
        if (delivered)
        {
            foreach (var id in await Deliveries.Unfinished())
                await Deliveries.Deliver(id);
        }

        return await Stored(sheet.Code);
    }

    // Rows that pass by the operations are not counted by them.
    private async Task Recount(PortalDb db)
    {
        var followers = await db.Followings.LongCountAsync(row => row.AccountId == Account.Id && row.UnfollowedAt == null);
        await db.OfficialAccounts.Where(row => row.Id == Account.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.FollowerCount, followers));
    }

    public async Task<Campaign> Stored(string code)
    {
        await using var db = Db.CreateDbContext();
        return await db.Campaigns.SingleAsync(row => row.Code == code);
    }

    public async Task<List<Delivery>> Rows(Campaign campaign)
    {
        await using var db = Db.CreateDbContext();
        return await db.Deliveries.Where(row => row.CampaignId == campaign.Id).OrderBy(row => row.SubscriberId).ToListAsync();
    }
}
