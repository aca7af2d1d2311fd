using Quartz;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Every minute, on one node at a time: asks again about payouts whose end nobody knows.</summary>
[DisallowConcurrentExecution]
internal sealed class PayoutJob(PayoutOperations payouts) : IJob
{
    public static readonly JobKey Key = new("payouts", "wallet");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await payouts.AskAgain(cancellationToken);
}
