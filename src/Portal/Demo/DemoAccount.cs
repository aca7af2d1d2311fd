using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Portal.Demo;

/// <summary>A brand's account on its way through the months: registered, followed, left, stopped.</summary>
public sealed class DemoAccount
{
    private const double LeavePerCampaign = 0.02;
    private const int BlockedPeople = 4;

    private readonly DemoWorld world;
    private readonly Queue<(long Id, DateTime At)> coming;
    private readonly FollowOperations follows;
    private readonly List<long> following = [];

    private DemoAccount(DemoWorld world, DemoBrand brand, IEnumerable<(long Id, DateTime At)> coming) =>
        (this.world, Brand, this.coming, follows) = (world, brand, new(coming), world.Make<FollowOperations>());

    /// <summary>The brand.</summary>
    public DemoBrand Brand { get; }

    /// <summary>Known once it is registered.</summary>
    public string AppId { get; private set; } = "";

    /// <summary>Internal number.</summary>
    public long Id { get; private set; }

    /// <summary>When it was registered, UTC.</summary>
    public DateTime RegisteredAt => world.Clock.Now.AddDays(-Brand.RegisteredDaysAgo).AddHours(-3);

    internal static DemoAccount Plan(DemoWorld world, DemoBrand brand, IReadOnlyList<(long Id, DateTime JoinedAt)> crowd, DemoTimeline timeline)
    {
        var open = world.Clock.Now.AddDays(-brand.RegisteredDaysAgo);
        var closed = brand.ClosedDaysAgo is { } days ? world.Clock.Now.AddDays(-days) : world.Clock.Now;
        var coming = crowd.Select((person, place) => (person.Id, At: TimeFor(person.JoinedAt), Known: place < world.Plan.Known.Count))
            .Where(person => person.At < closed && (person.Known || world.Dice.NextDouble() < brand.Share))
            .OrderBy(person => person.At).Select(person => (person.Id, person.At)).ToList();
        var account = new DemoAccount(world, brand, brand.Standing == AccountStanding.NotActivated ? [] : coming);

        timeline.Add(account.RegisteredAt, account.Register);
        foreach (var campaign in brand.Campaigns)
            new DemoLaunch(world, account, campaign).Plan(timeline);
        if (brand.Standing == AccountStanding.Suspended)
            timeline.Add(closed, async () =>
            {
                await account.Grow();
                await world.Make<StandingOperations>().Suspend(world.Staff(PlatformRoles.Administrator)[0], account.AppId);
            });
        else if (brand.Standing != AccountStanding.NotActivated)
            timeline.Add(closed.AddMinutes(-20), account.Settle);
        return account;

        // Soon after they came, or when they came across the brand later on.
        DateTime TimeFor(DateTime joined)
        {
            var first = joined > open ? joined : open;
            return first.AddDays((closed - first).TotalDays * Math.Pow(world.Dice.NextDouble(), 2)).AddMinutes(world.Dice.Next(2, 240));
        }
    }

    /// <summary>Lets in who wants to follow by now, in the ways that are open to them.</summary>
    public async Task Grow()
    {
        var now = world.Clock.UtcNow;
        var part = new List<(long Id, DateTime At, WayIn Way)>();
        AccountStanding standing;
        await using (var db = await world.Dbs.CreateDbContextAsync())
            standing = await db.OfficialAccounts.Where(row => row.Id == Id).Select(row => row.Standing).SingleAsync();
        var searchable = Visibility.SearchableStandings(world.Policy).Contains(standing);
        while (coming.TryPeek(out var next) && next.At <= now)
        {
            var (id, at) = coming.Dequeue();
            part.Add((id, at, WayFor(searchable, world.Dice.NextDouble())));
        }

        foreach (var way in part.GroupBy(one => one.Way))
        {
            await follows.FollowAll(way.Select(one =>
            {
                world.Clock.Set(one.At);
                return one.Id;
            }), AppId, way.Key);
        }

        following.AddRange(part.Select(one => one.Id));
        world.Clock.Set(now);
    }

    /// <summary>One of those who came first, by place.</summary>
    internal long Follower(int place) => following[place];

    /// <summary>One of those who came last.</summary>
    internal long SomeFollower() => following[^(1 + world.Dice.Next(Math.Min(20, following.Count)))];

    /// <summary>Some have had enough, as happens after every message.</summary>
    internal async Task Leave()
    {
        var now = world.Clock.UtcNow;
        var leaving = following.Skip(world.Plan.Known.Count).Where(_ => world.Dice.NextDouble() < LeavePerCampaign).ToList();
        foreach (var id in leaving)
        {
            world.Clock.Set(now.AddMinutes(world.Dice.Next(5, 2000)));
            await follows.Unfollow(id, AppId);
            following.Remove(id);
        }

        world.Clock.Set(now);
    }

    private static WayIn WayFor(bool searchable, double chance) => (searchable, chance) switch
    {
        (true, < 0.45) => WayIn.Search,
        (_, < 0.7) => WayIn.QrCode,
        _ => WayIn.Link,
    };

    private async Task Settle()
    {
        await Grow();
        await using var db = await world.Dbs.CreateDbContextAsync();
        var tiresome = await db.Followings.Where(row => row.AccountId == Id && row.UnfollowedAt == null)
            .OrderBy(row => row.SubscriberId).Skip(world.Plan.Known.Count + 40).Take(BlockedPeople).Select(row => row.OpenId).ToListAsync();
        foreach (var openId in tiresome)
            await world.Make<BlockOperations>().Set(world.OwnerOf(Brand), AppId, openId, blocked: true);

        var followers = db.Followings.Where(row => row.AccountId == Id && row.UnfollowedAt == null);
        await Tag(world.Plan.Tags.First, await followers.OrderBy(row => row.FollowedAt).Take(TagOperations.Together).Select(row => row.OpenId).ToListAsync());
        await Tag(world.Plan.Tags.Last, await followers.OrderByDescending(row => row.FollowedAt).Take(TagOperations.Together / 2).Select(row => row.OpenId).ToListAsync());
    }

    private async Task Tag(string name, List<string> followers)
    {
        var (owner, tags) = (world.OwnerOf(Brand), world.Make<TagOperations>());
        await tags.Create(owner, AppId, name);
        var number = (await tags.List(owner, AppId))!.Tags.Single(tag => tag.Name == name).Number;
        await tags.Put(owner, AppId, number, followers, on: true);
    }

    private async Task Register()
    {
        var owner = world.OwnerOf(Brand);
        var avatar = await Picture(null, DemoPictures.Avatar(Brand.Look), ImageShape.Avatar);
        var registered = await world.Make<AccountOperations>().Register(owner, new Registration(
            Guid.NewGuid(), Brand.Type, AccountName.Read(Brand.Name).Value!, AccountIntroduction.Read(Brand.Introduction).Value!, avatar,
            Brand.Subject, Brand.Administrator, Brand.TimeZone, Brand.Currency));
        AppId = registered.AppId ?? throw new InvalidOperationException($"{Brand.Name}: {string.Join(" ", registered.Problems.Select(problem => problem.Reason.En))}");
        await using (var db = await world.Dbs.CreateDbContextAsync())
            Id = await db.OfficialAccounts.Where(row => row.AppId == AppId).Select(row => row.Id).SingleAsync();
        if (Brand.Standing == AccountStanding.NotActivated)
            return;
        world.Clock.Set(RegisteredAt.AddMinutes(4));
        var answer = await world.Make<PhoneConfirmations>().Confirm(owner, AppId, await world.LastCode());
        if (answer.Outcome != PhoneOutcome.Confirmed)
            throw new InvalidOperationException($"{Brand.Name} was not activated: {answer.Outcome}.");
    }

    internal async Task<string> Picture(long? accountId, byte[] drawn, ImageShape shape)
    {
        using var upload = new MemoryStream(drawn);
        var saved = await world.Media.Save(world.OwnerOf(Brand), accountId, upload, shape);
        return saved.Code ?? throw new InvalidOperationException($"A picture of {Brand.Name} was not taken: {saved.Problem.En}");
    }
}
