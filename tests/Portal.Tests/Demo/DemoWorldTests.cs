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
public sealed class DemoWorldTests
{
    [Fact]
    public Task The_mainland_world_stands() => Stands(EditionPolicy.Weixin, "lin@demo.example",
        [
            AccountStanding.Verified, AccountStanding.Verified, AccountStanding.Activated, AccountStanding.VerificationExpired, AccountStanding.Suspended, AccountStanding.NotActivated,
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

    [Fact]
    public Task The_world_abroad_stands() => Stands(EditionPolicy.WeChat, "maya@demo.example",
        [AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Activated, AccountStanding.Suspended, AccountStanding.NotActivated]);

    [Fact]
    public async Task The_same_seed_makes_the_same_world_twice()
    {
        var first = await World();
        var second = await World();

        second.Should().BeEquivalentTo(first, options => options.WithStrictOrdering());

        static async Task<string[]> World()
        {
            // The same to the minute: a follower more or less has read by the hour at which it is built.
            await using var portal = await RunningPortal.Start(EditionPolicy.WeChat, demo: true, settings: "--Portal:DemoMoment=2026-11-20T08:00:00Z");
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_world_whose_building_broke_off_is_built_anew_by_the_next_start(bool asked)
    {
        var data = Directory.CreateTempSubdirectory("demo-broken-");
        try
        {
            await using (var first = RunningPortal.Begin(EditionPolicy.WeChat, demo: true, data.FullName))
            {
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
                var pictures = Path.Combine(data.FullName, "media");
                while (!Directory.Exists(pictures) || !Directory.EnumerateFiles(pictures, "*", SearchOption.AllDirectories).Any())
                {
                    first.Output.Should().NotContain("is ready at", "it should be building");
                    await timer.WaitForNextTickAsync(CancellationToken.None);
                }

                if (asked)
                    (await first.Stop()).Should().Be(0, first.Output);
                else
                    await first.Kill();
                first.Output.Should().Contain("Building the demo world").And.NotContain("stands after").And.NotContain("is ready at");
            }

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

    private static async Task Stands(EditionPolicy policy, string brand, AccountStanding[] standings, Func<PortalDb, Task>? also = null)
    {
        await using var portal = await RunningPortal.Start(policy, demo: true);
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
}
