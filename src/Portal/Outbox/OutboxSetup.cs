using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
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
        services.AddHostedService<OutboxWorker>();
        services.AddSingleton<OutboxOperations>();
    }
}
