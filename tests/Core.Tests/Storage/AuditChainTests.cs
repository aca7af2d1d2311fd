using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Storage;

public sealed class AuditChainTests : IDisposable
{
    private readonly TestDb dbs = TestDb.Weixin();

    public void Dispose() => dbs.Dispose();

    [Fact]
    public async Task Entries_are_written_with_the_change_and_form_an_unbroken_chain()
    {
        await Write("account.registered", "account.activated");

        await using var db = dbs.CreateDbContext();
        (await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync())
            .Should().Equal("account.registered", "account.activated");
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Fact]
    public async Task Nothing_is_recorded_when_the_change_fails()
    {
        await using var db = dbs.CreateDbContext();
        db.Record(Fact("account.registered"));
        db.Add(new Core.Accounts.Membership { AccountId = 4711, UserId = "nobody" });

        await FluentActions.Awaiting(() => db.SaveChangesAsync()).Should().ThrowAsync<DbUpdateException>();

        await using var after = dbs.CreateDbContext();
        (await after.AuditEntries.CountAsync()).Should().Be(0);
        (await AuditChain.FirstBroken(after)).Should().BeNull();
    }

    [Fact]
    public async Task Writers_at_the_same_time_stand_in_one_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Write($"test.{number}"))));

        await using var db = dbs.CreateDbContext();
        (await db.AuditEntries.CountAsync()).Should().Be(20);
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"Actor\" = 'somebody else' WHERE \"Sequence\" = 2", 2)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 2", 2)]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 3", 3)]
    public async Task A_change_by_hand_is_found_at_its_entry(string sql, long broken)
    {
        await Write("one", "two", "three");
        await using var db = dbs.CreateDbContext();
        await FluentActions.Awaiting(() => db.Database.ExecuteSqlRawAsync(sql)).Should().ThrowAsync<System.Data.Common.DbException>("the table only grows");
        // Whoever owns the database can take its triggers away: the chain tells then.
        string[] drops = db.Database.IsSqlite()
            ? ["DROP TRIGGER \"AuditEntries_NoUPDATE\"", "DROP TRIGGER \"AuditEntries_NoDELETE\""]
            : ["DROP TRIGGER [AuditEntries_AppendOnly]"];
        foreach (var drop in drops)
            await db.Database.ExecuteSqlRawAsync(drop);
        await db.Database.ExecuteSqlRawAsync(sql);

        (await AuditChain.FirstBroken(db)).Should().Be(broken);
    }

    [Theory]
    [InlineData("AuditHead")]
    [InlineData("ORDER BY")]
    public async Task An_entry_that_is_written_while_the_chain_is_walked_breaks_nothing(string during)
    {
        var armed = false;
        TestDb? busy = null;
        var late = new OnCommand(during, _ => armed ? Write(busy!, "late") : Task.CompletedTask);
        using (busy = TestDb.Weixin(options => options.AddInterceptors(late)))
        {
            await Write(busy, "one", "two", "three");
            armed = true;
            late.Again();

            await using var db = busy.CreateDbContext();
            (await AuditChain.FirstBroken(db)).Should().BeNull();

            late.Happened.Should().BeTrue();
            (await db.AuditEntries.CountAsync()).Should().Be(4);
        }
    }

    [Fact]
    public async Task An_entry_that_the_head_does_not_count_is_too_much()
    {
        await Write("one", "two", "three");
        await using var db = dbs.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "AuditEntries" ("Sequence", "At", "Actor", "Action", "Subject", "AppId", "Detail", "Hash")
            SELECT 4, "At", "Actor", "Action", "Subject", "AppId", "Detail", "Hash" FROM "AuditEntries" WHERE "Sequence" = 3
            """);

        (await AuditChain.FirstBroken(db)).Should().Be(4);
    }

    private static AuditFact Fact(string action) => new(new DateTime(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc), "tester", action, "subject");

    private Task Write(params string[] actions) => Write(dbs, actions);

    private static async Task Write(TestDb dbs, params string[] actions)
    {
        foreach (var action in actions)
        {
            await using var db = dbs.CreateDbContext();
            db.Record(Fact(action));
            await db.SaveChangesAsync();
        }
    }
}
