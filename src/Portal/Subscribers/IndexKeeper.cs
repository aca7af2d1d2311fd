using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Search;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// Makes the search index when the portal starts, so that the first who searches need not wait, and keeps it on the disk now and then. Of
/// this process alone, not of the scheduler's: each node has an index of its own.
/// </summary>
internal sealed class IndexKeeper(AccountIndexer indexer, TimeProvider clock, ILogger<IndexKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Making it is work without a wait: the start must not wait for it.
        await Task.Yield();
        using var rounds = new PeriodicTimer(Round, clock);
        try
        {
            do
                await Keep(stoppingToken);
            while (await rounds.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whatever was not kept is led on at the next start.
        }
    }

    private async Task Keep(CancellationToken cancel)
    {
        try
        {
            await indexer.Keep(cancel);
        }
        catch (Exception error) when (error is IOException or DbException or InvalidOperationException)
        {
            log.LogWarning(error, "The search index was not kept; the next round tries again");
        }
    }
}
