using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.WeChat;

/// <summary>The database of the WeChat portal.</summary>
public abstract class WeChatDb(DbContextOptions options) : PortalDb(options, Edition.WeChat, typeof(WeChatDb).Assembly);

/// <summary>WeChat on SQLite; keeps the migrations of that engine.</summary>
public sealed class WeChatSqliteDb(DbContextOptions<WeChatSqliteDb> options) : WeChatDb(options);

/// <summary>WeChat on SQL Server; keeps the migrations of that engine.</summary>
public sealed class WeChatSqlServerDb(DbContextOptions<WeChatSqlServerDb> options) : WeChatDb(options);

/// <summary>Lets <c>dotnet ef</c> make migrations without a running portal; no database is opened.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<WeChatSqliteDb>, IDesignTimeDbContextFactory<WeChatSqlServerDb>
{
    WeChatSqliteDb IDesignTimeDbContextFactory<WeChatSqliteDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WeChatSqliteDb>().UseSqlite("Data Source=design.db").Options);

    WeChatSqlServerDb IDesignTimeDbContextFactory<WeChatSqlServerDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WeChatSqlServerDb>().UseSqlServer("Server=design").Options);
}
