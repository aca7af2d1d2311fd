using Quartz;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Every few seconds, on one node at a time: ends exchanges that a process which died has left on their way.</summary>
[DisallowConcurrentExecution]
internal sealed class ExchangeJob(ExchangeOperations exchanges) : IJob
{
    public static readonly JobKey Key = new("exchanges", "members");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await exchanges.EndHanging(cancellationToken);
}
