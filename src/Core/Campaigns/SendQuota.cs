using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>How often an account may still send: a subscription account by the natural day, a service account by the natural month. DOMAIN 4.1.</summary>
/// <param name="Period">The account's day or month, <c>2026-11-22</c> or <c>2026-11</c>.</param>
/// <param name="Monthly">By the month, not by the day.</param>
/// <param name="Allowed">Sends in the period.</param>
/// <param name="Used">Sends spent.</param>
/// <param name="RenewsAt">When the sends that are spent are given back, UTC: the beginning of the next period.</param>
public sealed record SendQuota(string Period, bool Monthly, int Allowed, int Used, DateTime RenewsAt)
{
    /// <summary>Sends left; what is left does not carry over.</summary>
    public int Left => Math.Max(0, Allowed - Used);

    /// <summary>Reads an account's quota.</summary>
    public static async Task<SendQuota> Of(PortalDb db, OfficialAccount account, PlatformLimits limits, DateTime now, CancellationToken cancel = default) =>
        (await Read(db, account, limits, now, cancel)).Quota;

    /// <summary>
    /// Reads it with what the next send must carry: its number within the period, and the period's end. A send counts until the period is
    /// over on the clock by which it was spent: an account that moves its clock to where tomorrow has begun gets no new day by it.
    /// </summary>
    internal static async Task<(SendQuota Quota, int Number, DateTime Ends)> Read(
        PortalDb db, OfficialAccount account, PlatformLimits limits, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(limits);
        var monthly = account.Type == AccountType.Service;
        var allowed = monthly ? limits.ServiceSendsPerMonth : limits.SubscriptionSendsPerDay;
        var today = DateOnly.FromDateTime(ZonedTime.ToLocal(now, account.TimeZone));
        var (period, tomorrow) = monthly
            ? (today.ToString("yyyy-MM", CultureInfo.InvariantCulture), new DateOnly(today.Year, today.Month, 1).AddMonths(1))
            : (today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), today.AddDays(1));
        var next = ZonedTime.ToUtc(tomorrow.ToDateTime(TimeOnly.MinValue), account.TimeZone);
        var spent = await db.SendSlots.Where(slot => slot.AccountId == account.Id && (slot.Period == period || slot.RenewsAt > now))
            .Select(slot => new { slot.Period, slot.RenewsAt }).ToListAsync(cancel);
        var elsewhere = spent.Where(slot => slot.Period != period).Select(slot => slot.RenewsAt).DefaultIfEmpty().Max();
        var taken = spent.Count(slot => slot.Period == period);
        // With sends left in this very period, only those of another clock are waited for.
        var renews = elsewhere != default && (taken < allowed || elsewhere > next) ? elsewhere : next;
        return (new(period, monthly, allowed, spent.Count, renews), taken + 1, next);
    }
}
