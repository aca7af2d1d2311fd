using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>
/// Tells the open pages of this process at once that money has moved or a bill has changed: the till's, and the payer's phone. Only ever
/// a hint: what counts stands in the database, where pages that are open elsewhere find it by themselves a little later.
/// </summary>
public sealed class PaymentSignal(InboxSignal phones)
{
    /// <summary>Something changed at an official account's tills; its internal number.</summary>
    public event Action<long>? Changed;

    /// <summary>Tells both.</summary>
    /// <param name="accountId">The official account.</param>
    /// <param name="subscriberId">The payer; null when nobody has paid or been asked.</param>
    public void Notify(long accountId, long? subscriberId)
    {
        Changed?.Invoke(accountId);
        if (subscriberId is { } payer)
            phones.Wake(payer);
    }
}
