using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WeixinWeChat.Tests;

/// <summary>Tries again as SQL Server's own strategy does, on SQLite, without its pauses.</summary>
public sealed class Retrying(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.Zero)
{
    /// <summary>A database that breaks once where said, and whose operations are tried again.</summary>
    public static Action<DbContextOptionsBuilder> After(params Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor[] breaks) => options =>
        options.AddInterceptors(breaks).UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new Retrying(dependencies)));

    protected override bool ShouldRetryOn(Exception exception) => exception is BrokenException;

    protected override TimeSpan? GetNextDelay(Exception lastException) => base.GetNextDelay(lastException) is null ? null : TimeSpan.Zero;
}
