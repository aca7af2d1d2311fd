using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>What breaks in the middle is done again from its beginning, once and wholly. SQL Server's strategy does so; here SQLite is made to.</summary>
public sealed class TransactionTests
{
    [Theory]
    [InlineData("INSERT INTO \"AuditEntries\"")]
    [InlineData("INSERT INTO \"AccountSubjects\"")]
    [InlineData("INSERT INTO \"OfficialAccounts\"")]
    public async Task A_registration_that_breaks_in_the_middle_is_made_once(string where)
    {
        var breaks = OnCommand.Breaks(where);
        using var rig = new AccountsRig(EditionPolicy.Weixin, Retrying.After(breaks));
        var anna = await rig.Db.PersonNamed("anna");

        var appId = await rig.Registered(anna);

        breaks.Happened.Should().BeTrue();
        await using var db = rig.Db.CreateDbContext();
        (await db.OfficialAccounts.Select(row => row.AppId).ToListAsync()).Should().Equal(appId);
        (await db.AuditEntries.Select(entry => entry.Action).ToListAsync()).Should().Equal("account.registered");
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Theory]
    [InlineData("INSERT INTO \"AuditEntries\"")]
    [InlineData("UPDATE \"OfficialAccounts\" SET \"Introduction\"")]
    [InlineData("SET \"Hash\" = ")]
    public async Task A_save_that_breaks_is_saved_and_recorded_once(string where)
    {
        var breaks = OnCommand.Breaks(where);
        using var rig = new AccountsRig(EditionPolicy.Weixin, Retrying.After(breaks));
        var anna = await rig.Db.PersonNamed("anna");
        await rig.Db.AccountOf(anna, "Tea house");

        await using (var db = rig.Db.CreateDbContext())
        {
            var account = await db.OfficialAccounts.SingleAsync();
            account.Introduction = "Another tea every day";
            db.Record(new AuditFact(rig.Db.Clock.UtcNow, anna.UserId, "account.profile-changed", account.AppId));
            await db.SaveChangesAsync();
            (await db.SaveChangesAsync()).Should().Be(0, "what was saved is saved");
        }

        breaks.Happened.Should().BeTrue();
        await using var after = rig.Db.CreateDbContext();
        (await after.OfficialAccounts.SingleAsync()).Introduction.Should().Be("Another tea every day");
        (await after.AuditEntries.CountAsync()).Should().Be(1);
        (await AuditChain.FirstBroken(after)).Should().BeNull();
    }

    [Fact]
    public async Task A_context_whose_save_was_refused_records_once_when_it_saves_again()
    {
        using var dbs = TestDb.Weixin();
        await using var db = dbs.CreateDbContext();
        var member = new Membership { AccountId = 4711, UserId = "nobody" };
        db.Add(member);
        db.Record(new AuditFact(dbs.Clock.UtcNow, "tester", "account.joined", "subject"));
        await FluentActions.Awaiting(() => db.SaveChangesAsync()).Should().ThrowAsync<DbUpdateException>();
        await using (var other = dbs.CreateDbContext())
        {
            other.Record(new AuditFact(dbs.Clock.UtcNow, "tester", "account.left", "subject"));
            await other.SaveChangesAsync();
        }

        db.Remove(member);
        await db.SaveChangesAsync();

        (await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()).Should().Equal("account.left", "account.joined");
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Fact]
    public async Task A_code_that_breaks_on_its_way_is_sent_once()
    {
        var breaks = OnCommand.Breaks("INSERT INTO \"Outbox\"");
        using var world = new SubscriberWorld(TestDb.Weixin(Retrying.After(breaks)));

        await world.Door.RequestCode("13800138000", "CN");

        breaks.Happened.Should().BeTrue();
        await using var db = world.Db.CreateDbContext();
        (await db.OutboxMessages.CountAsync(), await db.Set<ConfirmationCode>().CountAsync()).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_follow_that_breaks_is_counted_once()
    {
        var breaks = OnCommand.Breaks("\"FollowerCount\" = ");
        using var world = new SubscriberWorld(TestDb.Weixin(Retrying.After(breaks)));
        var (account, person) = (await world.Account("Tea house", AccountStanding.Verified), await world.Somebody());

        (await world.Follows.Follow(person, account.AppId, WayIn.Search)).Should().BeTrue();

        breaks.Happened.Should().BeTrue();
        (await world.CounterOf(account)).Should().Be(1);
    }

    [Fact]
    public async Task A_withdrawal_of_a_role_that_breaks_is_recorded_once()
    {
        var breaks = OnCommand.Breaks("DELETE FROM \"AspNetUserRoles\"");
        using var dbs = TestDb.Weixin(Retrying.After(breaks));
        var staff = new StaffOperations(dbs, new Microsoft.AspNetCore.Identity.UpperInvariantLookupNormalizer(), dbs.Clock);
        var reviewer = await dbs.PersonNamed("reviewer");
        await staff.Appoint(Person.System, reviewer.Email, PlatformRoles.Reviewer);

        (await staff.Withdraw(Person.System, reviewer.UserId, PlatformRoles.Reviewer)).Should().Be(StaffChange.Done);

        breaks.Happened.Should().BeTrue();
        await using var db = dbs.CreateDbContext();
        (await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()).Should().Equal("staff.appointed", "staff.withdrawn");
    }
}
