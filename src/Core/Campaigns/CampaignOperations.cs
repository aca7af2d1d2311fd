using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Campaigns;

/// <summary>A campaign in the brand's list.</summary>
public sealed record CampaignRow(
    long Id, string Code, string Title, string? CoverCode, CampaignState State, DateTime? StartsAt, DateTime? EndsAt, DateTime ChangedAt,
    DateTime? LaunchedAt, long Delivered, long Read, long Joined, int? Capacity);

/// <summary>A part of the list.</summary>
/// <param name="AccountName">Whose campaigns they are.</param>
/// <param name="TimeZone">The account's IANA time zone.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the next part begins; null at the end.</param>
public sealed record CampaignList(string AccountName, string TimeZone, IReadOnlyList<CampaignRow> Rows, long? Next);

/// <summary>A campaign as its editor needs it.</summary>
public sealed record CampaignSheet(
    string Code, CampaignDraft Draft, CampaignState State, Guid Version, DateTime ChangedAt, DateTime? LaunchedAt);

/// <summary>The account that a campaign is written for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AvatarCode">Its picture.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="TimeZone">IANA name of its clock.</param>
/// <param name="MayLaunch">Does the actor hold the right to launch?</param>
public sealed record CampaignDesk(string Name, string? AvatarCode, AccountStanding Standing, string TimeZone, bool MayLaunch);

/// <summary>What saving a draft came to. Exactly one of: saved, faults, conflict, locked, missing.</summary>
/// <param name="Saved">The campaign as it stands now.</param>
/// <param name="Faults">What cannot be kept.</param>
/// <param name="Conflict">Somebody else has saved meanwhile.</param>
/// <param name="Locked">It was launched meanwhile.</param>
/// <param name="TooMany">The account keeps too many drafts.</param>
public sealed record SaveResult(CampaignSheet? Saved = null, IReadOnlyList<CampaignFault>? Faults = null, bool Conflict = false, bool Locked = false, bool TooMany = false);

/// <summary>Campaigns for their brand: the list, and writing them.</summary>
public sealed class CampaignOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Rows in one part of the list.</summary>
    public const int PageSize = 20;

    /// <summary>More than any article that could be kept, tags of the editor's included; longer input is refused unread.</summary>
    public const int ContentTypedMax = 10 * Campaign.ContentBelow;

    /// <summary>The account's name and clock for the editor. Null when the actor may not write there.</summary>
    public async Task<CampaignDesk?> Desk(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CampaignsWrite, cancel) is not { } account) return null;
        var mayLaunch = await db.AccountsOf(actor, Permissions.CampaignsLaunch).AnyAsync(row => row.Id == account.Id, cancel);
        return new(account.Name, account.AvatarCode, account.Standing, account.TimeZone, mayLaunch);
    }

    /// <summary>Lists an account's campaigns, newest first. Null when there is no such account, or not for the actor.</summary>
    public async Task<CampaignList?> List(Person actor, string appId, CampaignState? state = null, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.AccountView, cancel) is not { } account) return null;
        var rows = await db.Campaigns
            .Where(row => row.AccountId == account.Id && (state == null || row.State == state) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(PageSize + 1)
            .Select(row => new CampaignRow(row.Id, row.Code, row.Title, row.CoverCode, row.State, row.StartsAt, row.EndsAt, row.ChangedAt,
                row.LaunchedAt, row.Delivered, row.Read, row.Joined, row.Capacity))
            .ToListAsync(cancel);
        return rows.Count > PageSize
            ? new(account.Name, account.TimeZone, rows[..PageSize], rows[PageSize - 1].Id)
            : new(account.Name, account.TimeZone, rows, null);
    }

    /// <summary>A campaign for its editor; null when missing or not the actor's.</summary>
    public async Task<CampaignSheet?> Find(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.CampaignOf(actor, appId, code, Permissions.CampaignsWrite, cancel) is { } campaign ? SheetOf(campaign) : null;
    }

    /// <summary>Keeps what was written, complete or not. Null when missing or not the actor's.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="appId">For which account.</param>
    /// <param name="code">The campaign; null for a new one.</param>
    /// <param name="version">The version that was changed.</param>
    /// <param name="typed">All fields; the article is sanitised here.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<SaveResult?> Save(Person actor, string appId, string? code, Guid? version, CampaignDraft typed, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CampaignsWrite, cancel) is not { } account) return null;
        if (typed.Content.Length > ContentTypedMax)
            return new(Faults: [new(CampaignField.Content, CampaignProblem.TooLong)]);

        var (draft, faults) = await Cleaned(db, account.Id, typed, cancel);
        if (faults.Count > 0) return new(Faults: faults);

        Campaign? campaign;
        if (code is null)
        {
            if (await db.Campaigns.CountAsync(row => row.AccountId == account.Id && row.State == CampaignState.Draft, cancel) >= Campaign.DraftsMax)
                return new(TooMany: true);
            db.Campaigns.Add(campaign = new Campaign { AccountId = account.Id, CreatedAt = clock.UtcNow });
        }
        else
        {
            campaign = await db.Campaigns.SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code, cancel);
            if (campaign is null) return null;
            if (campaign.State != CampaignState.Draft) return new(Locked: true);
            if (campaign.Version != version) return new(Conflict: true);
        }

        campaign.Write(draft, clock.UtcNow);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(Conflict: true);
        }

        return new(SheetOf(campaign));
    }

    /// <summary>Throws a draft away. False when there is no such draft for the actor.</summary>
    public async Task<bool> Discard(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.CampaignOf(actor, appId, code, Permissions.CampaignsWrite, cancel) is not { State: CampaignState.Draft } campaign) return false;
        db.Campaigns.Remove(campaign);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Launched or thrown away by somebody else in this moment.
            return false;
        }

        return true;
    }

    internal static CampaignSheet SheetOf(Campaign campaign) => new(campaign.Code,
        new(campaign.Title, campaign.Author, campaign.Digest, campaign.Content, campaign.CoverCode, campaign.StartsAt, campaign.EndsAt, campaign.Capacity, campaign.Comments),
        campaign.State, campaign.Version, campaign.ChangedAt, campaign.LaunchedAt);

    // Only the account's own pictures: a code that somebody has seen elsewhere shows nothing here.
    private static async Task<(CampaignDraft Draft, List<CampaignFault> Faults)> Cleaned(PortalDb db, long accountId, CampaignDraft typed, CancellationToken cancel)
    {
        var draft = typed.Tidied();
        var asked = ArticleSanitizer.PicturesIn(draft.Content).Prepend(draft.CoverCode).OfType<string>().Distinct().Take(200).ToList();
        var own = asked.Count == 0 ? [] : await db.Media.Where(row => row.AccountId == accountId && asked.Contains(row.Code)).Select(row => row.Code).ToHashSetAsync(cancel);
        draft = draft with { Content = ArticleSanitizer.Clean(draft.Content, own) };
        List<CampaignFault> faults = [.. draft.Unstorable()];
        if (draft.CoverCode is { } cover && !own.Contains(cover))
            faults.Add(new(CampaignField.Cover, CampaignProblem.Unknown));
        return (draft, faults);
    }
}

/// <summary>The way to load a campaign that asks for the right first.</summary>
public static class CampaignAccess
{
    extension(PortalDb db)
    {
        /// <summary>The campaigns of that account, if the actor holds the permission there.</summary>
        public IQueryable<Campaign> CampaignsOf(Person actor, string appId, string permission)
        {
            var accounts = db.AccountsOf(actor, permission).Where(account => account.AppId == appId);
            return db.Campaigns.Where(row => accounts.Select(account => account.Id).Contains(row.AccountId));
        }

        /// <summary>The one with that code, whole: with its article.</summary>
        public Task<Campaign?> CampaignOf(Person actor, string appId, string code, string permission, CancellationToken cancel = default) =>
            db.CampaignsOf(actor, appId, permission).SingleOrDefaultAsync(row => row.Code == code, cancel);
    }
}
