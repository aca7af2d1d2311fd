using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>
/// Runs delivery on the portal's scheduler. The sends themselves stand in our own tables with their checkpoints; the scheduler only says
/// when and where to go on, so that losing one of its rows loses no delivery.
/// </summary>
internal static class DeliveryWorker
{
    /// <summary>How soon a send that was not taken up, or broke off, is found again.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static void AddDeliveryWorker(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RoundJob>(job => job.WithIdentity(RoundJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("round", "campaigns").ForJob(RoundJob.Key).StartNow().WithSimpleSchedule(Round));
        });
        services.AddHostedService<DeliveryStarter>();
    }
}

/// <summary>Begins a send the moment it is launched, and wakes open inboxes when something has arrived.</summary>
internal sealed class DeliveryStarter(DeliverySignal signal, InboxSignal inboxes, ISchedulerFactory schedulers, ILogger<DeliveryStarter> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Launched += Launched;
        signal.Delivered += inboxes.WakeAll;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        signal.Launched -= Launched;
        signal.Delivered -= inboxes.WakeAll;
        return Task.CompletedTask;
    }

    // Nobody waits for it, and nothing is lost when it fails: the next round finds the send.
    private void Launched(long campaignId) => _ = Task.Run(async () =>
    {
        try
        {
            await SendJob.Schedule(await schedulers.GetScheduler(), campaignId);
        }
        catch (Exception error) when (error is SchedulerException or System.Data.Common.DbException)
        {
            log.LogWarning(error, "Send {Campaign} waits for the next round", campaignId);
        }
    });
}

/// <summary>Every few seconds: takes up what is not through, ends what is over. One node at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class RoundJob(DeliveryOperations deliveries) : IJob
{
    public static readonly JobKey Key = new("round", "campaigns");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var campaign in await deliveries.Unfinished(cancellationToken))
            await SendJob.Schedule(context.Scheduler, campaign, cancellationToken);
        await deliveries.EndOver(cancellationToken);
    }
}

/// <summary>Brings one campaign to its followers, from its checkpoint to the end.</summary>
[DisallowConcurrentExecution]
internal sealed class SendJob(DeliveryOperations deliveries) : IJob
{
    private const string Campaign = "campaign";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(deliveries.Deliver(context.MergedJobDataMap.GetLong(Campaign), cancellationToken));

    /// <summary>Schedules the send for now, unless it is scheduled or runs already.</summary>
    public static async Task Schedule(IScheduler scheduler, long campaignId, CancellationToken cancel = default)
    {
        var key = new JobKey($"send-{campaignId}", "campaigns");
        if (await scheduler.Exists(key, cancel))
            return;
        var job = JobBuilder.Create<SendJob>().WithIdentity(key).UsingJobData(Campaign, campaignId).RequestRecovery().Build();
        try
        {
            await scheduler.ScheduleJob(job, TriggerBuilder.Create().ForJob(key).StartNow().Build(), cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node was faster.
        }
    }
}
