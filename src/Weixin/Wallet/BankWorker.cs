using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Hears what the banks say by themselves.</summary>
internal sealed class BankWorker(IBank bank, IEnumerable<BankListener> listeners, ILogger<BankWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (number, answer) in bank.Notices.ReadAllAsync(stoppingToken))
        {
            try
            {
                foreach (var listener in listeners)
                    await listener.Hear(number, answer, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The order stands, and is asked about again.
                log.LogWarning(error, "What the bank said about order {Order} could not be written", number);
            }
        }
    }
}

/// <summary>Every minute, on one node at a time: asks again about orders whose end nobody knows.</summary>
[DisallowConcurrentExecution]
internal sealed class BankOrderJob(BankOperations orders) : IJob
{
    public static readonly JobKey Key = new("bank-orders", "wallet");

    public static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await orders.AskAgain(cancellationToken);
}
