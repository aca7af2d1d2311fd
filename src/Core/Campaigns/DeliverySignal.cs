namespace WeixinWeChat.Core.Campaigns;

/// <summary>
/// Wakes whoever waits in this process for something to be delivered: the worker, when a campaign was launched; inboxes, when something
/// has arrived. Only ever a hint: what counts stands in the database, where another process finds it by itself a little later.
/// </summary>
public sealed class DeliverySignal
{
    /// <summary>A campaign was launched; its internal number.</summary>
    public event Action<long>? Launched;

    /// <summary>Something new lies in inboxes.</summary>
    public event Action? Delivered;

    /// <summary>Tells that a campaign was launched.</summary>
    public void NotifyLaunched(long campaignId) => Launched?.Invoke(campaignId);

    /// <summary>Tells that something was delivered.</summary>
    public void Notify() => Delivered?.Invoke();
}
