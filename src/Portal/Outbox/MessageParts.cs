using System.Text.RegularExpressions;

namespace WeixinWeChat.Portal.Outbox;

/// <summary>Cuts a message's plain text so that the page can make its addresses clickable.</summary>
internal static partial class MessageParts
{
    public static IEnumerable<(string Text, bool Link)> Of(string body)
    {
        var end = 0;
        foreach (Match address in Address().Matches(body))
        {
            yield return (body[end..address.Index], false);
            yield return (address.Value, true);
            end = address.Index + address.Length;
        }

        yield return (body[end..], false);
    }

    [GeneratedRegex(@"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")]
    private static partial Regex Address();
}
