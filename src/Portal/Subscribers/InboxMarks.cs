namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// A short text that changes whenever a part of what the chats show has changed for a person. Every feature that puts something
/// there registers one as a singleton; the texts are compared, never shown.
/// </summary>
/// <param name="Of">Reads it for a subscriber. Asked every few seconds for each open page: one bounded query.</param>
public sealed record InboxMark(Func<long, CancellationToken, Task<string>> Of);

/// <summary>All marks of a person together: an open page that shows another one is old.</summary>
public sealed class InboxMarks(IEnumerable<InboxMark> marks)
{
    /// <summary>The marks as one text.</summary>
    public async Task<string> Of(long subscriberId, CancellationToken cancel = default)
    {
        List<string> all = [];
        foreach (var mark in marks)
            all.Add(await mark.Of(subscriberId, cancel));
        return string.Join('.', all);
    }
}
