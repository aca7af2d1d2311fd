using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin;

/// <summary>The database of the Weixin portal.</summary>
public abstract class WeixinDb(DbContextOptions options) : PortalDb(options, Edition.Weixin, typeof(WeixinDb).Assembly);

/// <summary>Weixin on SQLite; keeps the migrations of that engine.</summary>
public sealed class WeixinSqliteDb(DbContextOptions<WeixinSqliteDb> options) : WeixinDb(options);

/// <summary>Weixin on SQL Server; keeps the migrations of that engine.</summary>
public sealed class WeixinSqlServerDb(DbContextOptions<WeixinSqlServerDb> options) : WeixinDb(options);

/// <summary>Lets <c>dotnet ef</c> make migrations without a running portal; no database is opened.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<WeixinSqliteDb>, IDesignTimeDbContextFactory<WeixinSqlServerDb>
{
    WeixinSqliteDb IDesignTimeDbContextFactory<WeixinSqliteDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WeixinSqliteDb>().UseSqlite("Data Source=design.db").Options);

    WeixinSqlServerDb IDesignTimeDbContextFactory<WeixinSqlServerDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WeixinSqlServerDb>().UseSqlServer("Server=design").Options);
}
