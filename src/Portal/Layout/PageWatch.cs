using Microsoft.Extensions.Logging;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// Lets an open page look again and again for what happens elsewhere. It asks the database instead of being told by another page: with
/// several processes the other one may be in none of this one's.
/// </summary>
public sealed class PageWatch(TimeProvider clock, ILogger<PageWatch> log)
{
    /// <summary>Looks at every step of the pace until the page is left. Never fails: the database may be away for a moment, and the next step looks again.</summary>
    /// <param name="pace">Time between two looks.</param>
    /// <param name="look">Looks, on the page's own thread of work (<c>InvokeAsync</c>).</param>
    /// <param name="gone">Cancelled when the page is left.</param>
    public async Task Every(TimeSpan pace, Func<Task> look, CancellationToken gone)
    {
        using var timer = new PeriodicTimer(pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                try
                {
                    await look();
                }
                catch (Exception error) when (!gone.IsCancellationRequested)
                {
                    log.LogWarning(error, "An open page could not look again");
                }
            }
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // The page was left: what it asked for is of no use any more.
        }
    }
}
