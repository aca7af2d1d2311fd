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
            var result = await campaigns.Save(Actor, AppId, Sheet?.Code, Sheet?.Version, draft);
            // What was typed while it was being saved is still to be saved.
            var typedMeanwhile = Status == SaveStatus.Dirty;
            Sheet = result?.Saved ?? Sheet;
            Show(result?.Faults ?? []);
            return Status = result switch
            {
                null or { Locked: true } => SaveStatus.Gone,
                { Conflict: true } => SaveStatus.Conflict,
                { TooMany: true } => SaveStatus.TooMany,
                { Faults: not null } => SaveStatus.Refused,
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
        var all = draft.Tidied().Unready(Now).ToList();
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

    private void Show(IReadOnlyList<CampaignFault> found)
    {
        faults.Clear();
        foreach (var fault in found)
            faults.TryAdd(fault.Field, fault);
    }
}
