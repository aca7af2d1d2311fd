using System.Threading.Channels;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// Wakes open app pages of this process at once, when something came in for their person. It carries no news: who wakes asks the
/// database. Pages that are open at another process ask by themselves every few seconds.
/// </summary>
public sealed class InboxSignal
{
    /// <summary>Open pages of one person that are kept awake; one more ends the oldest, which asks again by itself.</summary>
    public const int MaxListeners = 6;

    private readonly Lock gate = new();
    private readonly Dictionary<long, List<Listener>> listeners = [];

    /// <summary>Something came in for this person.</summary>
    public void Wake(long subscriberId)
    {
        lock (gate)
        {
            foreach (var listener in listeners.GetValueOrDefault(subscriberId) ?? [])
                listener.Wake();
        }
    }

    /// <summary>Something came in for many, after a campaign was delivered.</summary>
    public void WakeAll()
    {
        lock (gate)
        {
            foreach (var listener in listeners.Values.SelectMany(list => list))
                listener.Wake();
        }
    }

    /// <summary>Begins to wait for one open page; disposed when the page is closed.</summary>
    public Listener Listen(long subscriberId)
    {
        var listener = new Listener(this, subscriberId);
        lock (gate)
        {
            if (!listeners.TryGetValue(subscriberId, out var list))
                listeners[subscriberId] = list = [];
            if (list.Count >= MaxListeners)
                list[0].End();
            list.Add(listener);
        }

        return listener;
    }

    private void Forget(Listener listener)
    {
        lock (gate)
        {
            if (listeners.TryGetValue(listener.SubscriberId, out var list) && list.Remove(listener) && list.Count == 0)
                listeners.Remove(listener.SubscriberId);
        }
    }

    /// <summary>One open page.</summary>
    public sealed class Listener(InboxSignal signal, long subscriberId) : IDisposable
    {
        // Room for one wake-up: many at once are still one reason to look.
        private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        /// <summary>Whose page it is.</summary>
        public long SubscriberId => subscriberId;

        /// <summary>Says that there is something to look for.</summary>
        public void Wake() => wakes.Writer.TryWrite(true);

        /// <summary>Lets the page come back later.</summary>
        public void End() => wakes.Writer.TryComplete();

        /// <summary>Waits for a wake-up, at most as long as said.</summary>
        /// <returns>False when this page is to end.</returns>
        public async Task<bool> Wait(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var woken = wakes.Reader.WaitToReadAsync(over.Token).AsTask();
            var first = await Task.WhenAny(woken, Task.Delay(atMost, clock, over.Token));
            await over.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            if (first != woken)
                return true;
            wakes.Reader.TryRead(out _);
            return await woken;
        }

        /// <inheritdoc />
        public void Dispose() => signal.Forget(this);
    }
}
