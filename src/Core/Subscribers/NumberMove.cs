using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// What a feature does that keeps something under a number's fingerprint, when the subscriber changes the number or leaves: each registers
/// one as a singleton. Else whoever has the number next would find what was another person's.
/// </summary>
/// <param name="Move">Given the fingerprint of before and the one from now on, in the transaction of the change.</param>
public sealed record NumberMove(Func<PortalDb, string, string, CancellationToken, Task> Move);
