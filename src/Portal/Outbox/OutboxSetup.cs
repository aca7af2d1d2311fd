using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Registers what sends mail and text messages.</summary>
internal static class OutboxSetup
{
    public static void AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<OutboxSignal>());
        services.AddSingleton<MailSender>();
        services.AddSingleton<ISmsSender, FileSmsSender>();
        services.AddSingleton<OutboxDelivery>();
        foreach (var channel in Enum.GetValues<OutboxChannel>())
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxWorker>(provider, channel));
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<TidyJob>(job => job.WithIdentity(TidyJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("round", "outbox").ForJob(TidyJob.Key).StartNow().WithSimpleSchedule(TidyJob.Round));
        });
        services.AddSingleton<OutboxOperations>();
    }
}
