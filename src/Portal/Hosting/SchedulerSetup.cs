using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// Quartz over the portal's own database: clustered on SQL Server, alone on SQLite. Features add their jobs to it, each in its own setup.
/// </summary>
internal static class SchedulerSetup
{
    public static void AddScheduler(this IServiceCollection services, PortalSettings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "portal";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(store => Keep(store, settings.Database.Provider == DatabaseProvider.Sqlite, settings.ConnectionString));
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>Makes the scheduler's tables where they are missing. That scheduler is built and never started: no job begins by it.</summary>
    public static async Task Provision(PortalDb db, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            Keep(store, db.Database.IsSqlite(), db.Database.GetConnectionString()!);
        }));
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler(cancel);
        await scheduler.Shutdown(cancellationToken: cancel);
    }

    private static void Keep(IPersistentStoreBuilder store, bool sqlite, string connectionString)
    {
        if (sqlite)
        {
            store.UseSqlite(connectionString);
        }
        else
        {
            store.UseSqlServer(connectionString);
            store.UseClustering(_ => { });
        }
    }
}
