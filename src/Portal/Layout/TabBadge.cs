namespace WeixinWeChat.Portal.Layout;

/// <summary>A number beside a tab of the subscribers' app: each feature registers one as a singleton, and the numbers of one tab are added up.</summary>
/// <param name="Href">The tab.</param>
/// <param name="Count">How many wait there for a subscriber; 0 shows nothing, and more than <see cref="Most"/> is shown as many.</param>
public sealed record TabBadge(string Href, Func<long, CancellationToken, Task<int>> Count)
{
    /// <summary>The largest number that is shown.</summary>
    public const int Most = 99;
}
