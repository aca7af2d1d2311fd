using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Accounts;

public sealed class StandingWorkerTests
{
    [Fact]
    public async Task The_job_takes_every_badge_whose_time_is_over_however_many_they_are()
    {
        using var db = TestDb.Weixin();
        var owner = await db.PersonNamed("owner");
        for (var number = 0; number < 120; number++)
            await db.AccountOf(owner, $"Tea house {number}", verified: true);
        db.Clock.Advance(TimeSpan.FromDays(366));

        await new StandingJob(new StandingOperations(db, db.Clock)).Execute(null!, default);

        await using var rows = db.CreateDbContext();
        (await rows.OfficialAccounts.CountAsync(row => row.Standing == AccountStanding.VerificationExpired)).Should().Be(120);
    }

    [Fact]
    public async Task A_portal_that_runs_has_the_job_on_its_scheduler()
    {
        await using var portal = await RunningPortal.Start(Core.Editions.EditionPolicy.Weixin);

        await using var db = TestDb.Of(portal).CreateDbContext();
        (await db.Database.SqlQueryRaw<string>("SELECT \"TRIGGER_NAME\" AS \"Value\" FROM \"QRTZ_TRIGGERS\" WHERE \"JOB_NAME\" = {0} AND \"JOB_GROUP\" = {1}", StandingJob.Key.Name, StandingJob.Key.Group).ToListAsync())
            .Should().Equal("round");
    }
}
