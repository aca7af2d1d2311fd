using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Demo;

/// <summary>A campaign from its writing to its last reader.</summary>
internal sealed class DemoLaunch(DemoWorld world, DemoAccount account, DemoCampaign campaign)
{
    // Most open a message on the day it comes; a few find it days later.
    private const double MeanHoursToRead = 7;

    private readonly VisitOperations visits = world.Make<VisitOperations>();

    public void Plan(DemoTimeline timeline)
    {
        var day = ZonedTime.ToLocal(world.Clock.Now, account.Brand.TimeZone).Date.AddDays(-campaign.DaysAgo);
        var at = ZonedTime.ToUtc(day.AddHours(campaign.Hour).AddMinutes(world.Dice.Next(0, 50)), account.Brand.TimeZone);
        if (campaign.DaysAgo > 0)
            timeline.Add(at, () => Launch(at));
        else
            timeline.Add(world.Clock.Now.AddHours(-2), () => Write(world.Clock.Now.AddDays(2)));
    }

    private async Task<CampaignSheet> Write(DateTime starts)
    {
        var owner = world.OwnerOf(account.Brand);
        var cover = await account.Picture(account.Id, DemoPictures.Cover(account.Brand.Look, campaign.Title), ImageShape.Cover);
        var draft = new CampaignDraft(campaign.Title, campaign.Author, campaign.Digest, campaign.Article.Replace("{cover}", $"/media/{cover}", StringComparison.Ordinal),
            cover, starts, starts.AddDays(campaign.Days), campaign.Capacity, CommentRule.Everyone);
        var saved = await world.Make<CampaignOperations>().Save(owner, account.AppId, null, null, draft);
        return saved?.Saved ?? throw new InvalidOperationException($"{campaign.Title} was not saved: {string.Join(" ", saved?.Faults ?? [])}");
    }

    private async Task Launch(DateTime at)
    {
        await account.Grow();
        world.Clock.Set(at.AddMinutes(-35));
        var sheet = await Write(at);
        world.Clock.Set(at);
        var launched = await world.Make<LaunchOperations>().Launch(world.OwnerOf(account.Brand), account.AppId, sheet.Code, sheet.Version);
        if (launched?.Outcome != LaunchOutcome.Launched)
            throw new InvalidOperationException($"{campaign.Title} was not launched: {launched?.Outcome} {string.Join(" ", launched?.Faults ?? [])}");
        world.Clock.Set(at.AddSeconds(20));
        var deliveries = world.Make<DeliveryOperations>();
        foreach (var id in await deliveries.Unfinished())
            await deliveries.Deliver(id);
        await Read(sheet.Code, at);
        world.Clock.Set(at.AddMinutes(10));
        await account.Leave();
    }

    private async Task Read(string code, DateTime launchedAt)
    {
        List<long> receivers;
        await using (var db = await world.Dbs.CreateDbContextAsync())
        {
            var campaigns = db.Campaigns.Where(row => row.Code == code);
            receivers = await db.Deliveries.Where(row => campaigns.Any(one => one.Id == row.CampaignId)).OrderBy(row => row.SubscriberId).Select(row => row.SubscriberId).ToListAsync();
        }

        var readings = receivers.Where(_ => world.Dice.NextDouble() < campaign.Reads)
            .Select(id => (Id: id, At: TimeToRead(launchedAt), Joins: world.Dice.NextDouble() < campaign.Joins, After: world.Dice.Next(30, 400)))
            .Where(one => one.At < world.Clock.Now).OrderBy(one => one.At);
        foreach (var (id, at, joins, after) in readings)
        {
            world.Clock.Set(at);
            await visits.Open(id, code);
            if (!joins)
                continue;
            world.Clock.Set(at.AddSeconds(after));
            await visits.Join(id, code);
        }
    }

    private DateTime TimeToRead(DateTime launchedAt)
    {
        var at = launchedAt.AddHours(-MeanHoursToRead * Math.Log(1 - world.Dice.NextDouble())).AddSeconds(world.Dice.Next(30, 300));
        // At night hardly anybody reads: they find it in the morning.
        var hour = ZonedTime.ToLocal(at, account.Brand.TimeZone).Hour;
        return hour is >= 1 and < 7 && world.Dice.NextDouble() < 0.9 ? at.AddHours(7 - hour + (2 * world.Dice.NextDouble())) : at;
    }
}
