using Microsoft.Extensions.Hosting;
using Quartz;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Every minute, on one node at a time: writes down whose time is up, gives back what was paid for screenings that were called off, and gives the chains what they have earned.</summary>
[DisallowConcurrentExecution]
internal sealed class SeatJob(TicketOperations tickets, TicketEarnings earnings) : IJob
{
    public static readonly JobKey Key = new("seats", "cinema");

    public static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await tickets.ReleaseOver(cancellationToken);
        await tickets.ReturnCancelled(cancellationToken);
        await earnings.EarnOver(cancellationToken);
    }
}

/// <summary>Every hour, where people try the portal out and no chain plans its days: the coming days are shown as those before.</summary>
[DisallowConcurrentExecution]
internal sealed class RepeatJob(ChainOperations chains, IHostEnvironment environment) : IJob
{
    public static readonly JobKey Key = new("programme", "cinema");

    public static readonly TimeSpan Round = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
            await chains.RepeatAll(cancellationToken);
    }
}
