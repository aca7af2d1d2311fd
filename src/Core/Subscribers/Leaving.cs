using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// What one feature has to say when a subscriber leaves for good; each that keeps something of people registers one as a singleton. What
/// it promises in words and what it does stand side by side.
/// </summary>
/// <param name="Erase">Erases what is the person's, in the transaction of the leaving.</param>
/// <param name="Erased">What is erased, for the person; empty for nothing.</param>
/// <param name="Kept">What must stay, and why; empty for nothing.</param>
/// <param name="Hindrance">What stands in the way, with what to do; null when nothing does, and where nothing ever can.</param>
public sealed record Leaving(
    Func<PortalDb, long, DateTime, CancellationToken, Task> Erase, Bilingual Erased = default, Bilingual Kept = default,
    Func<PortalDb, long, DateTime, CancellationToken, Task<Bilingual?>>? Hindrance = null);
