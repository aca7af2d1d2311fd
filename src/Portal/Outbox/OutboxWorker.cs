using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Sends a channel's messages in the background: when one was written, and every <see cref="Poll"/> for those that wait for another try.</summary>
internal sealed class OutboxWorker(OutboxChannel channel, OutboxDelivery delivery, OutboxSignal signal, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await delivery.SendDue(channel, stoppingToken);
                await signal.Wait(channel, Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database may be away for a moment. A worker that ends here would leave every code unsent until the next start.
                log.LogError(error, "The outbox stopped in the middle; it goes on at the next poll.");
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
