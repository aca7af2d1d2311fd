using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WeixinWeChat.Core.Storage;

/// <summary>What a portal counts and times of its own, for whoever watches it. Counted after the commit: what was rolled back did not happen.</summary>
public static class PortalMeter
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "WeixinWeChat";

    private static readonly Meter Meter = new(Name);

    /// <summary>Work that no request waits for.</summary>
    public static readonly ActivitySource Work = new(Name);

    /// <summary>Campaigns launched.</summary>
    public static readonly Counter<long> Launches = Meter.CreateCounter<long>("weixinwechat.campaign.launches", "{campaign}", "Campaigns launched");

    /// <summary>Campaigns that arrived in inboxes.</summary>
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("weixinwechat.campaign.deliveries", "{delivery}", "Campaigns delivered to followers");

    /// <summary>People who joined campaigns.</summary>
    public static readonly Counter<long> Joins = Meter.CreateCounter<long>("weixinwechat.campaign.joins", "{person}", "People who joined campaigns");

    /// <summary>Subscribers who signed in. Those of the portal's own people are counted by Identity.</summary>
    public static readonly Counter<long> SignIns = Meter.CreateCounter<long>("weixinwechat.subscriber.sign_ins", "{sign-in}", "Subscribers who signed in");
}
