using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>What a brand should know before it writes and before it launches.</summary>
public sealed record LaunchForecast(Audience Audience, SendQuota Quota);

/// <summary>What a launch came to.</summary>
public enum LaunchOutcome
{
    /// <summary>Launched, now or by an earlier click.</summary>
    Launched = 1,

    /// <summary>Something is missing or wrong: see the faults.</summary>
    Unready,

    /// <summary>No send is left in this period.</summary>
    QuotaSpent,

    /// <summary>Nobody would receive it.</summary>
    NobodyToReach,

    /// <summary>The account may not run campaigns: see the verdict.</summary>
    NotAllowed,

    /// <summary>The draft was changed since it was looked at.</summary>
    Conflict,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,
}

/// <summary>The outcome with what explains it.</summary>
public sealed record LaunchResult(LaunchOutcome Outcome, IReadOnlyList<CampaignFault>? Faults = null, Verdict? Verdict = null, SendQuota? Quota = null);

/// <summary>Launches campaigns within the quota, and takes them back.</summary>
public sealed class LaunchOperations(
    IDbContextFactory<PortalDb> dbs, EditionPolicy edition, PlatformLimits limits, TimeProvider clock, DeliverySignal signal)
{
    /// <summary>Who would receive a campaign now, and how many sends are left. Null when not the actor's account.</summary>
    public async Task<LaunchForecast?> Forecast(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CampaignsWrite, cancel) is not { } account) return null;
        return new(await Audience.Of(db, account, edition, cancel), await SendQuota.Of(db, account, limits, clock.UtcNow, cancel));
    }

    /// <summary>Launches a draft to all followers: once, however often it is asked. Null when missing or not the actor's.</summary>
    /// <param name="actor">Who launches.</param>
    /// <param name="appId">The account.</param>
    /// <param name="code">The campaign.</param>
    /// <param name="version">The version that the actor has seen.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<LaunchResult?> Launch(Person actor, string appId, string code, Guid version, CancellationToken cancel = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var db = await dbs.CreateDbContextAsync(cancel);
                var (result, launched) = await db.InTransaction(() => TryLaunch(db, actor, appId, code, version, cancel), cancel);
                if (launched is { } id)
                {
                    PortalMeter.Launches.Add(1);
                    signal.NotifyLaunched(id);
                }

                return result;
            }
            catch (DbUpdateException) when (attempt < Most)
            {
                // Another launch took the slot, or launched this very campaign, between our look and our write: look again.
            }
        }
    }

    /// <summary>Takes a campaign back: who has not received it will not, and nobody can open it. False when there is nothing to take back.</summary>
    public async Task<bool> Withdraw(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            var campaign = await db.CampaignOf(actor, appId, code, Permissions.CampaignsLaunch, cancel);
            if (campaign?.Withdraw(clock.UtcNow) != true) return false;
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "campaign.withdrawn", campaign.Code, appId));
            try
            {
                await db.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Most)
            {
                // The worker moved it on in this moment.
            }
        }
    }

    // Each attempt lost means that another launch of the account has won; there are at most as many as the quota.
    private int Most => Math.Max(limits.ServiceSendsPerMonth, limits.SubscriptionSendsPerDay) + 2;

    private async Task<((LaunchResult? Result, long? Launched) Answer, bool Keep)> TryLaunch(
        PortalDb db, Person actor, string appId, string code, Guid version, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        if (await db.AccountOf(actor, appId, Permissions.CampaignsLaunch, cancel) is not { } account
            || await db.Campaigns.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code, cancel) is not { } campaign)
            return No(null);
        if (campaign.State == CampaignState.Withdrawn) return No(new(LaunchOutcome.Withdrawn));
        if (campaign.State != CampaignState.Draft) return No(new(LaunchOutcome.Launched));
        if (campaign.Version != version) return No(new(LaunchOutcome.Conflict));
        if (CampaignOperations.SheetOf(campaign).Draft.Unready(now).ToList() is { Count: > 0 } faults) return No(new(LaunchOutcome.Unready, faults));

        var audience = await Audience.Of(db, account, edition, cancel);
        if (!audience.Launchable.Allowed) return No(new(LaunchOutcome.NotAllowed, Verdict: audience.Launchable));
        if (audience.Reached == 0) return No(new(LaunchOutcome.NobodyToReach));

        // From here on the account's launches stand in a line, and its clock stands still: two that read different clocks would take
        // numbers of different periods, and the slots' key would not hold them apart.
        if (await db.OfficialAccounts.Where(row => row.Id == account.Id && row.Version == account.Version)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Version, it => it.Version), cancel) == 0)
            throw new DbUpdateConcurrencyException("The account was changed in this moment.");
        var (quota, number, ends) = await SendQuota.Read(db, account, limits, now, cancel);
        if (quota.Left == 0) return No(new(LaunchOutcome.QuotaSpent, Quota: quota));

        campaign.Launch(now);
        db.SendSlots.Add(new SendSlot { AccountId = account.Id, Period = quota.Period, Number = number, CampaignId = campaign.Id, RenewsAt = ends });
        db.Sends.Add(new Send { CampaignId = campaign.Id, StartedAt = now });
        db.Record(new AuditFact(now, actor.UserId, "campaign.launched", campaign.Code, appId, $"followers: {audience.Reached}"));
        await db.SaveChangesAsync(cancel);
        return ((new(LaunchOutcome.Launched, Quota: quota), campaign.Id), true);

        static ((LaunchResult?, long?), bool) No(LaunchResult? why) => ((why, null), false);
    }
}
