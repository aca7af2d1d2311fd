using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Friends;

/// <summary>The addresses of friends in the app.</summary>
public static class FriendAddress
{
    /// <summary>The list.</summary>
    public const string Home = "/app/friends";

    /// <summary>The person's own code.</summary>
    public const string Code = $"{Home}/code";

    /// <summary>Where another's code is typed.</summary>
    public const string Add = $"{Home}/add";

    /// <summary>What waits for an answer.</summary>
    public const string Requests = $"{Home}/requests";

    /// <summary>The people whom the person blocked.</summary>
    public const string Blocked = $"{Home}/blocked";

    /// <summary>A friend, by the code in the person's own list.</summary>
    public static string Of(string code) => $"{Home}/{code}";

    /// <summary>Somebody, by their own code.</summary>
    public static string Person(string code) => $"/app/f/{code}";

    /// <summary>The same as a whole address: what stands in a QR code.</summary>
    public static string Full(PortalSettings settings, string code)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Uri(settings.Address, Person(code)).ToString();
    }

    /// <summary>The list, to choose somebody for what a <see cref="FriendLink"/> does.</summary>
    public static string Choose(string purpose) => $"{Home}?for={purpose}";
}
