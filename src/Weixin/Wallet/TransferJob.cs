using Quartz;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Every minute, on one node at a time: gives back what nobody took in time. A job of its own, so that no bank holds it up.</summary>
[DisallowConcurrentExecution]
internal sealed class TransferJob(TransferOperations transfers) : IJob
{
    public static readonly JobKey Key = new("transfers", "wallet");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await transfers.ReturnOver(cancellationToken);
}
