using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>Takes badges back when their time is over, on the portal's scheduler.</summary>
internal static class StandingWorker
{
    /// <summary>How long a badge may outlive its verification.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    public static void AddStandingWorker(this IServiceCollection services) => services.AddQuartz(quartz =>
    {
        quartz.AddJob<StandingJob>(job => job.WithIdentity(StandingJob.Key).StoreDurably());
        quartz.AddTrigger(trigger => trigger.WithIdentity("round", "accounts").ForJob(StandingJob.Key).StartNow().WithSimpleSchedule(Round));
    });
}

/// <summary>Every minute, on one node at a time: whoever's verification is over loses the badge.</summary>
[DisallowConcurrentExecution]
internal sealed class StandingJob(StandingOperations standings) : IJob
{
    public static readonly JobKey Key = new("standings", "accounts");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (await standings.ExpireOver(cancellationToken) > 0)
        {
        }
    }
}
