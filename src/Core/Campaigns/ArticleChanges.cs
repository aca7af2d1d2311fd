namespace WeixinWeChat.Core.Campaigns;

/// <summary>
/// Counts what has changed on this server of that which hangs below articles and is the same for all their readers, comments for instance:
/// whoever keeps a drawn article draws it anew then.
/// </summary>
public sealed class ArticleChanges
{
    private long count;

    /// <summary>How many so far.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>Something has changed, and the change stands.</summary>
    public void Add() => Interlocked.Increment(ref count);
}
