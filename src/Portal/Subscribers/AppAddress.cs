using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>The app's own addresses.</summary>
public static class AppAddress
{
    /// <summary>The start: the chats.</summary>
    public const string Chats = "/app";
    /// <summary>The folder of the subscription accounts.</summary>
    public const string Subscriptions = "/app/subscriptions";
    /// <summary>The door, first step.</summary>
    public const string SignIn = "/app/sign-in";
    /// <summary>The door, second step.</summary>
    public const string Code = "/app/sign-in/code";
    /// <summary>Discovery.</summary>
    public const string Search = "/app/search";
    /// <summary>Where codes are scanned.</summary>
    public const string Scan = "/app/scan";
    /// <summary>What the person follows.</summary>
    public const string Following = "/app/following";
    /// <summary>All that the person joined, won and owns.</summary>
    public const string Things = "/app/things";
    /// <summary>The person's own page.</summary>
    public const string Me = "/app/me";
    /// <summary>What the person tells of themselves.</summary>
    public const string OwnProfile = "/app/me/profile";
    /// <summary>Where the person's number is changed, first step.</summary>
    public const string Number = "/app/me/number";
    /// <summary>The same, second step.</summary>
    public const string NumberCode = "/app/me/number/code";
    /// <summary>Where the person is signed in.</summary>
    public const string Devices = "/app/me/devices";
    /// <summary>Where the person leaves for good.</summary>
    public const string Leave = "/app/me/leave";

    /// <summary>A subscriber's picture.</summary>
    public static string Portrait(string code) => $"/app/portraits/{code}";

    /// <summary>An account's profile, with the way in when it is not the plain link.</summary>
    public static string Account(string appId, WayIn way = WayIn.Link) =>
        $"/app/accounts/{appId}{(way == WayIn.Link ? "" : $"?from={Word(way)}")}";

    /// <summary>What an account's own QR code leads to: its ticket follows.</summary>
    public const string Ticket = "/app/q/";

    /// <summary>The QR code of an account, to be shown to somebody.</summary>
    public static string AccountQr(string appId) => $"/app/accounts/{appId}/qr";

    /// <summary>Where an account is reported, or one of its messages.</summary>
    public static string Complain(string appId, string? message = null) => $"/app/accounts/{appId}/complain{(message is null ? "" : $"?message={message}")}";

    /// <summary>The chat with a followed account.</summary>
    public static string Chat(string appId) => $"/app/chats/{appId}";

    /// <summary>The way in that an address names. Anything else is a link: what somebody types there opens nothing more than a link does.</summary>
    public static WayIn WayOf(string? from) => from switch
    {
        "search" => WayIn.Search,
        "campaign" => WayIn.Campaign,
        _ => WayIn.Link,
    };

    /// <summary>Where to go after the sign-in: an address of the app, or its start. A link to the door must not lead to a stranger's site.</summary>
    public static string Return(string? address) =>
        address is not null && (address == Chats || address.StartsWith("/app/", StringComparison.Ordinal) || address.StartsWith("/app?", StringComparison.Ordinal))
        && !address.StartsWith(SignIn, StringComparison.Ordinal) && !address.Any(c => char.IsControl(c) || c == '\\')
            ? address
            : Chats;

    private static string Word(WayIn way) => way == WayIn.Search ? "search" : "campaign";
}
