using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Storage;

/// <summary>A test that needs a SQL Server. Without one it is reported as skipped, so that nobody takes a run on SQLite for a run on both.</summary>
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute()
    {
        if (TestDb.Server is null)
            Skip = "TEST_SQLSERVER names no server: the operations were tested on SQLite alone.";
    }
}
