using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// Tells an open app page that its inbox has changed, as server-sent events: <c>inbox</c> with the mark that the page ought to show,
/// and <c>beat</c> so that nothing between here and there takes a quiet line for a dead one.
/// </summary>
internal static class InboxEvents
{
    public const string Path = "/app/events";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    // The browser comes back by itself, and its session is looked at again.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static ServerSentEventsResult<string> Stream(HttpContext http, InboxSignal signal, InboxMarks marks, TimeProvider clock, IHostApplicationLifetime host) =>
        TypedResults.ServerSentEvents(Changes(http.User.SubscriberId()!.Value, signal, marks, clock, host, http.RequestAborted));

    private static async IAsyncEnumerable<SseItem<string>> Changes(
        long subscriberId, InboxSignal signal, InboxMarks marks, TimeProvider clock, IHostApplicationLifetime host, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, host.ApplicationStopping);
        using var listener = signal.Listen(subscriberId);
        var (began, spoke, known) = (clock.GetTimestamp(), clock.GetTimestamp(), (string?)null);
        while (clock.GetElapsedTime(began) < Lifetime)
        {
            string mark;
            try
            {
                if (known is not null && !await listener.Wait(Poll, clock, ends.Token))
                    yield break;
                mark = await marks.Of(subscriberId, ends.Token);
            }
            catch (OperationCanceledException)
            {
                // The page was closed, or the portal stops.
                yield break;
            }

            if (mark != known)
            {
                (known, spoke) = (mark, clock.GetTimestamp());
                yield return new SseItem<string>(mark, "inbox") { ReconnectionInterval = TimeSpan.FromSeconds(3) };
            }
            else if (clock.GetElapsedTime(spoke) >= Beat)
            {
                spoke = clock.GetTimestamp();
                yield return new SseItem<string>("", "beat");
            }
        }
    }
}
