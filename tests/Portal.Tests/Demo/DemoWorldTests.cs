using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Portal.Tests.Demo;

/// <summary>The demo world as the running portal builds it. One portal after the other: each takes its seconds.</summary>
public sealed class DemoWorldTests(DemoWorldTests.WorldAbroad abroad) : IClassFixture<DemoWorldTests.WorldAbroad>
{
    [Fact]
    public async Task The_mainland_world_stands()
    {
        await using var portal = await RunningPortal.Start(EditionPolicy.Weixin, demo: true);
        await Stands(portal, "lin@demo.example",
        [
            AccountStanding.Verified, AccountStanding.Verified, AccountStanding.Verified, AccountStanding.Activated, AccountStanding.VerificationExpired, AccountStanding.Suspended, AccountStanding.NotActivated,
            // The second accounts, whose verification waits.
            AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Activated,
        ],
        async db =>
        {
            var (now, cases) = (TimeProvider.System.GetUtcNow().UtcDateTime, await db.VerificationCases.Where(row => row.DueAt != null).OrderBy(row => row.DueAt).ToListAsync());
            cases.Should().HaveCount(4);
            (cases[0].DueAt!.Value - now).Should().BePositive().And.BeLessThan(TimeSpan.FromDays(2));
            cases.Where(row => row.CorrectionsUsed > 0).Should().ContainSingle();
            cases.Where(row => row.State == CaseState.InReview && row.ClaimedUntil > now).Should().ContainSingle();
            cases.Max(row => row.SubmittedAt).Should().BeAfter(now.AddHours(-3));
        });
    }

    [Fact]
    public Task The_world_abroad_stands() => Stands(abroad.Portal, "maya@demo.example",
        [AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Suspended, AccountStanding.NotActivated]);

    [Fact]
    public async Task The_same_seed_makes_the_same_world_twice()
    {
        await using var second = await RunningPortal.Start(EditionPolicy.WeChat, demo: true, settings: abroad.Moment);

        (await World(second)).Should().BeEquivalentTo(await World(abroad.Portal), options => options.WithStrictOrdering());

        static async Task<string[]> World(RunningPortal portal)
        {
            using var dbs = TestDb.Of(portal);
            await using var db = dbs.CreateDbContext();
            var accounts = await db.OfficialAccounts.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
            var names = accounts.ToDictionary(account => account.Id, account => account.Name);
            var subscribers = await db.Subscribers.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Nickname, row.Phone }).ToListAsync();
            var callings = subscribers.ToDictionary(row => row.Id, row => row.Nickname);
            var followings = await db.Followings.AsNoTracking().ToListAsync();
            var campaigns = await db.Campaigns.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
            return
            [
                .. accounts.Select(row => $"{row.Name} {row.Standing} {row.FollowerCount}"),
                .. campaigns.Select(row => $"{names[row.AccountId]} {row.Title} {row.State} {row.Delivered} {row.Read} {row.Joined}"),
                Digest(subscribers.Select(row => row.Nickname)),
                Digest(followings.Select(row => $"{names[row.AccountId]} {callings[row.SubscriberId]} {row.Scene} {row.Blocked} {row.UnfollowedAt is null}").Order(StringComparer.Ordinal)),
            ];
        }

        static string Digest(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    [Fact]
    public async Task A_world_whose_building_broke_off_is_built_anew_by_the_next_start()
    {
        var data = Directory.CreateTempSubdirectory("demo-broken-");
        try
        {
            await BrokenOff(async portal => (await portal.Stop()).Should().Be(0, portal.Output));
            // And once more while it is built anew, this time as a power cut would.
            await BrokenOff(portal => portal.Kill());

            await using var portal = await RunningPortal.Start(EditionPolicy.WeChat, demo: true, dataDirectory: data.FullName);
            using var dbs = TestDb.Of(portal);
            await using var db = dbs.CreateDbContext();
            portal.Output.Should().Contain("its building broke off").And.Contain("stands after").And.Contain("demo: password of all");
            (await db.Subscribers.CountAsync()).Should().Be(3000);
            File.Exists(Path.Combine(data.FullName, "demo-unfinished")).Should().BeFalse();
        }
        finally
        {
            data.Delete(recursive: true);
        }

        async Task BrokenOff(Func<RunningPortal, Task> end)
        {
            await using var portal = RunningPortal.Begin(EditionPolicy.WeChat, demo: true, data.FullName);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            // What an earlier start had built is gone before it says that it builds.
            var pictures = Path.Combine(data.FullName, "media");
            while (!portal.Output.Contains("Building the demo world", StringComparison.Ordinal) || !Directory.Exists(pictures) || !Directory.EnumerateFiles(pictures, "*", SearchOption.AllDirectories).Any())
            {
                portal.Output.Should().NotContain("is ready at", "it should be building");
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }

            await end(portal);
            portal.Output.Should().NotContain("stands after").And.NotContain("is ready at");
        }
    }

    [Fact]
    public async Task Without_the_demo_a_portal_is_empty()
    {
        await using var portal = await RunningPortal.Start(EditionPolicy.WeChat, demo: false);
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();

        portal.Output.Should().NotContain("demo: ");
        (await db.Users.AnyAsync()).Should().BeFalse();
        (await db.OfficialAccounts.AnyAsync()).Should().BeFalse();
        (await db.Subscribers.AnyAsync()).Should().BeFalse();
        (await db.Campaigns.AnyAsync()).Should().BeFalse();
        (await db.OutboxMessages.AnyAsync()).Should().BeFalse();
    }

    private static async Task Stands(RunningPortal portal, string brand, AccountStanding[] standings, Func<PortalDb, Task>? also = null)
    {
        using var dbs = TestDb.Of(portal);
        await using var db = dbs.CreateDbContext();

        portal.Output.Should().Contain($"demo: brand              {brand}").And.Contain("demo: password of all").And.Contain("demo: subscriber phones");
        File.Exists(Path.Combine(portal.DataDirectory, "demo-unfinished")).Should().BeFalse();

        var accounts = await db.OfficialAccounts.AsNoTracking().ToListAsync();
        accounts.Select(account => account.Standing).Should().BeEquivalentTo(standings);
        var reviewing = await db.Roles.Where(role => role.Name == PlatformRoles.Reviewer || role.Name == PlatformRoles.SeniorReviewer).Select(role => role.Id).ToListAsync();
        (await db.UserRoles.Where(held => reviewing.Contains(held.RoleId)).Select(held => held.UserId).Distinct().CountAsync()).Should().Be(2);
        (await db.Subscribers.CountAsync()).Should().Be(3000);
        foreach (var account in accounts)
        {
            account.FollowerCount.Should().Be(await db.Followings.CountAsync(row => row.AccountId == account.Id && row.UnfollowedAt == null), account.Name);
            account.AvatarCode.Should().NotBeNull();
        }

        (await db.Followings.AnyAsync(row => row.UnfollowedAt != null)).Should().BeTrue();
        (await db.Followings.AnyAsync(row => row.Blocked)).Should().BeTrue();

        var campaigns = await db.Campaigns.AsNoTracking().ToListAsync();
        campaigns.Select(campaign => campaign.State).Distinct().Should().BeEquivalentTo([CampaignState.Ended, CampaignState.Running, CampaignState.Draft]);
        foreach (var campaign in campaigns.Where(campaign => campaign.State != CampaignState.Draft))
        {
            var deliveries = db.Deliveries.Where(row => row.CampaignId == campaign.Id);
            campaign.Delivered.Should().BePositive().And.Be(await deliveries.CountAsync(row => row.DeliveredAt != null), campaign.Title);
            campaign.Read.Should().BePositive().And.Be(await deliveries.CountAsync(row => row.ReadAt != null), campaign.Title);
            campaign.Joined.Should().BePositive().And.Be(await deliveries.CountAsync(row => row.JoinedAt != null), campaign.Title);
        }

        if (also is not null)
            await also(db);
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    /// <summary>One world for all who only look at it: building one takes as long as everything else here.</summary>
    public sealed class WorldAbroad : IAsyncLifetime
    {
        // Of this hour: the same to the minute in a second world, and with campaigns that still run.
        public string Moment { get; } = FormattableString.Invariant($"--Portal:DemoMoment={TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:00:00Z}");

        public RunningPortal Portal { get; private set; } = default!;

        public async Task InitializeAsync() => Portal = await RunningPortal.Start(EditionPolicy.WeChat, demo: true, settings: Moment);

        public async Task DisposeAsync() => await Portal.DisposeAsync();
    }
}
