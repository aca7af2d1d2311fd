using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>Brings launched campaigns to their followers, a part at a time, and closes what is over. The worker's operations: no person acts.</summary>
public sealed class DeliveryOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock, DeliverySignal signal)
{
    /// <summary>Followers looked at in one transaction: long enough to be fast, short enough to let joins through in between.</summary>
    public int ChunkSize { get; init; } = 5000;

    /// <summary>Sends that are not through yet, oldest first, at most 100.</summary>
    public async Task<IReadOnlyList<long>> Unfinished(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Sends.Where(send => send.FinishedAt == null).OrderBy(send => send.CampaignId).Select(send => send.CampaignId).Take(100).ToListAsync(cancel);
    }

    /// <summary>How often inboxes are told while a send runs: each word makes every open page ask the database.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Delivers until everybody has it, or until told to stop; what is left is taken up by the next call.</summary>
    public async Task Deliver(long campaignId, CancellationToken cancel = default)
    {
        using var work = PortalMeter.Work.StartActivity("deliver campaign")?.SetTag("campaign.id", campaignId);
        long? told = null;
        try
        {
            while (await DeliverChunk(campaignId, cancel))
            {
                if (told is { } before && clock.GetElapsedTime(before) < Pace) continue;
                told = clock.GetTimestamp();
                signal.Notify();
            }
        }
        finally
        {
            signal.Notify();
        }
    }

    /// <summary>Delivers to the next part of the followers. False when there is no more to do.</summary>
    public async Task<bool> DeliverChunk(long campaignId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (more, delivered) = await db.InTransaction<(bool More, long Delivered)>(async () =>
        {
            // First of all, as joins do: two that take the same rows in the same order cannot lock each other out.
            if (await db.Campaigns.Where(row => row.Id == campaignId).ExecuteUpdateAsync(row => row.SetProperty(it => it.Delivered, it => it.Delivered), cancel) == 0)
                return ((false, 0), false);
            var send = await db.Sends.AsNoTracking().SingleOrDefaultAsync(row => row.CampaignId == campaignId && row.FinishedAt == null, cancel);
            if (send is null) return ((false, 0), false);
            var campaign = await db.Campaigns.AsNoTracking().SingleAsync(row => row.Id == campaignId, cancel);
            return campaign.State == CampaignState.Launching && await Next(db, campaign, send, cancel) is { } delivered
                ? ((true, delivered), true)
                : ((false, 0), await Finish(db, campaignId, cancel));
        }, cancel);
        PortalMeter.Deliveries.Add(delivered);
        return more;
    }

    /// <summary>Ends the campaigns whose period is over. Returns how many.</summary>
    public async Task<int> EndOver(CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        var over = await db.Campaigns.Where(row => row.State == CampaignState.Running && row.EndsAt <= now).OrderBy(row => row.EndsAt).Take(100).ToListAsync(cancel);
        foreach (var campaign in over)
            campaign.End(now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return over.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Withdrawn by its brand, or ended by another node, in this moment: the next round sees what is left.
            return 0;
        }
    }

    // How many it was delivered to; null when nobody is left to look at.
    private async Task<long?> Next(PortalDb db, Campaign campaign, Send send, CancellationToken cancel)
    {
        var sqlite = db.Database.IsSqlite();
        var from = send.Checkpoint;
        var end = await db.Database.SqlQueryRaw<long?>(DeliverySql.EndOfChunk(sqlite), campaign.AccountId, from, ChunkSize).ToListAsync(cancel);
        if (end is not [{ } to]) return null;

        if (await db.Sends.Where(row => row.CampaignId == campaign.Id && row.Checkpoint == from).ExecuteUpdateAsync(row => row.SetProperty(it => it.Checkpoint, to), cancel) == 0)
            throw new DbUpdateConcurrencyException("Somebody else delivers this campaign at the same time.");
        var now = clock.UtcNow;
        object[] parameters = [campaign.Id, campaign.AccountId, from, to, now, send.StartedAt];
        long delivered = await db.Database.ExecuteSqlRawAsync(DeliverySql.DeliverToReaders(sqlite), parameters, cancel)
            + await db.Database.ExecuteSqlRawAsync(DeliverySql.Deliver(sqlite), parameters, cancel);
        if (delivered > 0)
        {
            await db.Campaigns.Where(row => row.Id == campaign.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.Delivered, it => it.Delivered + delivered), cancel);
            await CampaignCounters.Count(db, campaign.Id, now, delivered, 0, 0, cancel);
        }

        return delivered;
    }

    private async Task<bool> Finish(PortalDb db, long campaignId, CancellationToken cancel)
    {
        var campaign = await db.Campaigns.SingleAsync(row => row.Id == campaignId, cancel);
        campaign.Arrive();
        await db.SaveChangesAsync(cancel);
        var now = clock.UtcNow;
        await db.Sends.Where(row => row.CampaignId == campaignId).ExecuteUpdateAsync(row => row.SetProperty(it => it.FinishedAt, now), cancel);
        return true;
    }
}
