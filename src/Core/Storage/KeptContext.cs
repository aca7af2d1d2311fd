using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Core.Storage;

/// <summary>The context of one worker, kept from one piece of work to the next: to make one costs as much as writing several rows.</summary>
public sealed class KeptContext(IDbContextFactory<PortalDb> dbs)
{
    private PortalDb? kept;

    /// <summary>The one that is kept, or a new one. For one worker at a time.</summary>
    public async ValueTask<PortalDb> Get() => kept ??= await dbs.CreateDbContextAsync();

    /// <summary>After a failure: the next piece of work gets a new one. Never throws, or nobody would work for those who wait.</summary>
    public async Task Forget()
    {
        var broken = kept;
        kept = null;
        try
        {
            await (broken?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception)
        {
            // Whoever it worked for has been told already what went wrong.
        }
    }
}
