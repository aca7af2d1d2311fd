using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Sends messages in the background: when one was written, and every <see cref="Poll"/> for those that wait for another try.</summary>
internal sealed class OutboxWorker(OutboxDelivery delivery, OutboxSignal signal, ConfirmationCodes codes, TimeProvider clock, ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Tidy = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tidied = DateTime.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await delivery.SendDue(stoppingToken);
                if (clock.UtcNow - tidied > Tidy)
                {
                    await codes.Forget(stoppingToken);
                    tidied = clock.UtcNow;
                }

                await signal.Wait(Poll, stoppingToken);
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
