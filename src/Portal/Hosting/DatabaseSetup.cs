using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Registers a portal's database.</summary>
public static class DatabaseSetup
{
    // The providers' own defaults: a batch saves round trips on SQL Server, and nothing on a file.
    private const int SqliteBatch = 1;
    private const int SqlServerBatch = 42;

    /// <summary>
    /// Registers factories for <see cref="PortalDb"/> and for the portal's own kind of it; operations make a context for each call.
    /// The provider's subclass exists so that each provider keeps migrations of its own.
    /// </summary>
    public static void AddPortalDatabase<TDb, TSqlite, TSqlServer>(this IServiceCollection services, PortalSettings settings)
        where TDb : PortalDb
        where TSqlite : TDb
        where TSqlServer : TDb
    {
        if (settings.Database.Provider == DatabaseProvider.Sqlite)
            Add<TDb, TSqlite>(services, options => options.UseFile(
                settings.ConnectionString, sqlite => sqlite.MaxBatchSize(settings.Database.MaxBatchSize ?? SqliteBatch)));
        else
            Add<TDb, TSqlServer>(services, options => options.UseSqlServer(
                settings.ConnectionString,
                // Broken connections, failovers and deadlocks are tried again; on a file nothing breaks, and a writer waits for the other.
                server => server.MaxBatchSize(settings.Database.MaxBatchSize ?? SqlServerBatch).EnableRetryOnFailure()));
    }

    private static void Add<TDb, TContext>(IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TDb : PortalDb
        where TContext : TDb
    {
        services.AddDbContextFactory<TContext>((provider, options) =>
        {
            configure(options);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<PortalDb>, Widened<PortalDb, TContext>>();
        services.AddSingleton<IDbContextFactory<TDb>, Widened<TDb, TContext>>();
        // Identity's stores want a context of the scope: they run in static pages, where the scope is one request.
        services.AddScoped<PortalDb>(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
    }

    private sealed class Widened<TDb, TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<TDb>
        where TDb : DbContext
        where TContext : TDb
    {
        public TDb CreateDbContext() => factory.CreateDbContext();
    }
}
