using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class StandingOperationsTests : IDisposable
{
    private readonly TestDb db = TestDb.Weixin();

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task A_badge_goes_when_its_time_is_over_and_not_before()
    {
        var owner = await db.PersonNamed("owner");
        var (old, young) = (await db.AccountOf(owner, "Old tea", verified: true), await db.AccountOf(owner, "Young tea", verified: true));
        await Until(old, db.Clock.UtcNow.AddDays(1));
        var standings = new StandingOperations(db, db.Clock);
        (await standings.ExpireOver()).Should().Be(0);

        db.Clock.Advance(TimeSpan.FromDays(1));

        (await standings.ExpireOver()).Should().Be(1);
        (await standings.ExpireOver()).Should().Be(0);
        (await StandingOf(old), await StandingOf(young)).Should().Be((AccountStanding.VerificationExpired, AccountStanding.Verified));
    }

    [Fact]
    public async Task It_is_recorded_once_and_a_round_that_finds_nothing_records_nothing()
    {
        var account = await db.AccountOf(await db.PersonNamed("owner"), "Old tea", verified: true);
        var standings = new StandingOperations(db, db.Clock);
        await standings.ExpireOver();
        await Until(account, db.Clock.UtcNow);

        await standings.ExpireOver();
        await standings.ExpireOver();

        await using var rows = db.CreateDbContext();
        (await rows.AuditEntries.Select(entry => new { entry.Action, entry.AppId }).ToListAsync())
            .Should().ContainSingle().Which.Should().Be(new { Action = "account.verification-expired", AppId = (string?)account.AppId });
    }

    private async Task Until(OfficialAccount account, DateTime until)
    {
        await using var rows = db.CreateDbContext();
        await rows.OfficialAccounts.Where(row => row.Id == account.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedUntil, until));
    }

    private async Task<AccountStanding> StandingOf(OfficialAccount account)
    {
        await using var rows = db.CreateDbContext();
        return await rows.OfficialAccounts.Where(row => row.Id == account.Id).Select(row => row.Standing).SingleAsync();
    }
}
