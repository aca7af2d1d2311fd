using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>Counts by the hour, inside the transaction of what is counted.</summary>
internal static class CampaignCounters
{
    /// <summary>
    /// Adds to the numbers of this hour. Called after the campaign's own row was updated in the same transaction: that row's lock keeps two
    /// writers from both inserting the hour.
    /// </summary>
    public static async Task Count(PortalDb db, long campaignId, DateTime now, long delivered, long read, long joined, CancellationToken cancel)
    {
        var hour = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc);
        var counted = await db.CampaignHours.Where(row => row.CampaignId == campaignId && row.Hour == hour).ExecuteUpdateAsync(row => row
            .SetProperty(it => it.Delivered, it => it.Delivered + delivered)
            .SetProperty(it => it.Read, it => it.Read + read)
            .SetProperty(it => it.Joined, it => it.Joined + joined), cancel);
        if (counted > 0) return;
        db.CampaignHours.Add(new CampaignHour { CampaignId = campaignId, Hour = hour, Delivered = delivered, Read = read, Joined = joined });
        await db.SaveChangesAsync(cancel);
    }
}
