using Quartz;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Every minute, on one node at a time: gives back what nobody took in time.</summary>
[DisallowConcurrentExecution]
internal sealed class RedPacketJob(RedPacketOperations packets) : IJob
{
    public static readonly JobKey Key = new("red-packets", "wallet");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await packets.ReturnOver(cancellationToken);
}
