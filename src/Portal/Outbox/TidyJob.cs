using Quartz;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Every hour, on one node at a time: messages and codes that say nothing more are thrown away.</summary>
[DisallowConcurrentExecution]
internal sealed class TidyJob(OutboxDelivery delivery, ConfirmationCodes codes, UnsavedInputs unsaved) : IJob
{
    public static readonly JobKey Key = new("tidy", "outbox");

    public static readonly TimeSpan Round = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await delivery.Forget(cancellationToken);
        await codes.Forget(cancellationToken);
        await unsaved.ForgetOld(cancellationToken);
    }
}
