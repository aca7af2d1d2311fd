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
/// <param name="RenewsAt">Beginning of the next period, UTC.</param>
public sealed record SendQuota(string Period, bool Monthly, int Allowed, int Used, DateTime RenewsAt)
{
    /// <summary>Sends left; what is left does not carry over.</summary>
    public int Left => Math.Max(0, Allowed - Used);

    /// <summary>Reads an account's quota.</summary>
    public static async Task<SendQuota> Of(PortalDb db, OfficialAccount account, PlatformLimits limits, DateTime now, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(limits);
        var monthly = account.Type == AccountType.Service;
        var today = DateOnly.FromDateTime(ZonedTime.ToLocal(now, account.TimeZone));
        var (period, next) = monthly
            ? (today.ToString("yyyy-MM", CultureInfo.InvariantCulture), new DateOnly(today.Year, today.Month, 1).AddMonths(1))
            : (today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), today.AddDays(1));
        var used = await db.SendSlots.CountAsync(slot => slot.AccountId == account.Id && slot.Period == period, cancel);
        return new(period, monthly, monthly ? limits.ServiceSendsPerMonth : limits.SubscriptionSendsPerDay, used,
            ZonedTime.ToUtc(next.ToDateTime(TimeOnly.MinValue), account.TimeZone));
    }
}
