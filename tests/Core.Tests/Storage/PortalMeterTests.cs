using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Tests.Campaigns;

namespace WeixinWeChat.Core.Tests.Storage;

public sealed class PortalMeterTests
{
    [Fact]
    public async Task A_campaign_counts_its_launch_its_deliveries_and_each_person_who_joined_once()
    {
        // Other tests count at the same time: only what this one causes is listened to.
        var here = new AsyncLocal<bool>();
        var counted = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == PortalMeter.Name)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, number, _, _) =>
        {
            if (here.Value)
                counted.AddOrUpdate(instrument.Name, number, (_, before) => before + number);
        });
        listener.Start();
        using var world = await CampaignWorld.Make();
        here.Value = true;

        var campaign = await world.Launched();
        await world.Visits.Join(world.Followers[0], campaign.Code);
        await world.Visits.Join(world.Followers[0], campaign.Code);

        counted.Should().BeEquivalentTo(new Dictionary<string, long>
        {
            ["weixinwechat.campaign.launches"] = 1,
            ["weixinwechat.campaign.deliveries"] = 20,
            ["weixinwechat.campaign.joins"] = 1,
        });
    }
}
