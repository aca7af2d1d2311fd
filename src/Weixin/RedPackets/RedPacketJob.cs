using Quartz;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Every minute, on one node at a time: gives back what nobody took in time, and what is left of a campaign that is over.</summary>
[DisallowConcurrentExecution]
internal sealed class RedPacketJob(RedPacketOperations packets, BrandPacketOperations gifts) : IJob
{
    public static readonly JobKey Key = new("red-packets", "wallet");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await packets.ReturnOver(cancellationToken);
        await gifts.CloseOver(cancellationToken);
    }
}
