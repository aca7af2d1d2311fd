using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Storage;

public sealed class ServerTests
{
    [ServerFact]
    public async Task The_operations_run_on_a_SQL_Server()
    {
        using var dbs = TestDb.Weixin();
        await using var db = dbs.CreateDbContext();

        db.Database.IsSqlServer().Should().BeTrue("TEST_SQLSERVER is set: every test of this run that makes a database makes it there");
        (await db.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
    }
}
