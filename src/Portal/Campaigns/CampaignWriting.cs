using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>How the draft on the screen stands to the one in the database.</summary>
internal enum SaveStatus
{
    /// <summary>Nothing was changed.</summary>
    Clean = 1,

    /// <summary>Changed, to be saved in a moment.</summary>
    Dirty,

    /// <summary>Being saved.</summary>
    Saving,

    /// <summary>Saved.</summary>
    Saved,

    /// <summary>Cannot be kept as it is: see the faults.</summary>
    Refused,

    /// <summary>Something broke while it was being saved; will be tried again.</summary>
    Failed,

    /// <summary>Another tab or person has saved meanwhile.</summary>
    Conflict,

    /// <summary>Was launched, withdrawn or thrown away meanwhile.</summary>
    Gone,

    /// <summary>The account keeps too many drafts.</summary>
    TooMany,
}

/// <summary>One editor's work on one campaign: saves in order, never two at once, and knows what is wrong where.</summary>
internal sealed class CampaignWriting(CampaignOperations campaigns, LaunchOperations launches, TimeProvider clock, ILogger<CampaignWriting> log) : IDisposable
{
    private readonly SemaphoreSlim saving = new(1);
    private readonly Dictionary<CampaignField, CampaignFault> faults = [];
    private bool triedToLaunch;

    public Person Actor { get; private set; } = Person.System;

    public string AppId { get; private set; } = "";

    public CampaignSheet? Sheet { get; private set; }

    public SaveStatus Status { get; private set; } = SaveStatus.Clean;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public TimeProvider Clock => clock;

    /// <summary>Is there something on the screen that the database does not have, and that may still get there?</summary>
    public bool IsUnsaved => Status is SaveStatus.Dirty or SaveStatus.Failed;

    public CampaignFault? FaultOf(CampaignField field) => faults.GetValueOrDefault(field);

    public void Begin(Person actor, string appId, CampaignSheet? sheet) => (Actor, AppId, Sheet) = (actor, appId, sheet);

    /// <summary>Something was typed into a field: its old message goes, the text stays.</summary>
    public void Touch(CampaignField field)
    {
        faults.Remove(field);
        if (Status is not (SaveStatus.Conflict or SaveStatus.Gone))
            Status = SaveStatus.Dirty;
    }

    /// <summary>Saves what stands on the screen, if anything changed.</summary>
    public async Task<SaveStatus> Save(CampaignDraft draft)
    {
        await saving.WaitAsync();
        try
        {
            if (Status is not (SaveStatus.Dirty or SaveStatus.Refused or SaveStatus.Failed)) return Status;
            Status = SaveStatus.Saving;
            var (result, refused) = await Keep(draft);
            // What was typed while it was being saved is still to be saved.
            var typedMeanwhile = Status == SaveStatus.Dirty;
            Sheet = result?.Saved ?? Sheet;
            // Once a launch was tried, what still stands against it stays beside the fields until it is mended.
            Show([.. refused, .. result?.Faults ?? [], .. triedToLaunch ? draft.Tidied().Unready(Now) : []]);
            return Status = result switch
            {
                null or { Locked: true } => SaveStatus.Gone,
                { Conflict: true } => SaveStatus.Conflict,
                { TooMany: true } => SaveStatus.TooMany,
                { Faults: not null } => SaveStatus.Refused,
                _ when refused.Count > 0 && !typedMeanwhile => SaveStatus.Refused,
                _ => typedMeanwhile ? SaveStatus.Dirty : SaveStatus.Saved,
            };
        }
        catch (Exception error)
        {
            // The database may be away for a moment. Nobody waits for a save: an exception that left here would be seen by nobody, and the
            // screen would say forever that it is being saved.
            log.LogWarning(error, "A draft of {AppId} was not saved; it is tried again", AppId);
            return Status = SaveStatus.Failed;
        }
        finally
        {
            saving.Release();
        }
    }

    /// <summary>What stands against a launch, shown beside the fields. True when nothing does.</summary>
    public bool IsReady(CampaignDraft draft)
    {
        triedToLaunch = true;
        List<CampaignFault> all = [.. faults.Values, .. draft.Tidied().Unready(Now)];
        Show(all);
        return all.Count == 0;
    }

    public Task<LaunchForecast?> Forecast() => launches.Forecast(Actor, AppId);

    public async Task<LaunchResult?> Launch()
    {
        var result = Sheet is null ? null : await launches.Launch(Actor, AppId, Sheet.Code, Sheet.Version);
        Show(result?.Faults ?? []);
        return result;
    }

    public Task<bool> Discard() => Sheet is null ? Task.FromResult(true) : campaigns.Discard(Actor, AppId, Sheet.Code);

    public void Dispose() => saving.Dispose();

    // A field that cannot be kept stays as it was kept last: it does not hold up the others.
    private async Task<(SaveResult? Result, IReadOnlyList<CampaignFault> Refused)> Keep(CampaignDraft draft)
    {
        var result = await campaigns.Save(Actor, AppId, Sheet?.Code, Sheet?.Version, draft);
        if (result?.Faults is not { } faults) return (result, []);
        var last = Sheet?.Draft ?? CampaignDraft.Empty;
        var others = draft.Without(faults, last);
        return others.Tidied() == last ? (result, faults) : (await campaigns.Save(Actor, AppId, Sheet?.Code, Sheet?.Version, others), faults);
    }

    private void Show(IReadOnlyList<CampaignFault> found)
    {
        faults.Clear();
        foreach (var fault in found)
            faults.TryAdd(fault.Field, fault);
    }
}
