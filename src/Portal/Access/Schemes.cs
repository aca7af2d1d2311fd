using System.Security.Claims;

namespace WeixinWeChat.Portal.Access;

/// <summary>Names of the cookie schemes. A portal user and a subscriber are two different people, with two cookies.</summary>
public static class Schemes
{
    /// <summary>The subscribers' cookie.</summary>
    public const string Subscriber = "Subscriber";

    /// <summary>The policy of the app page.</summary>
    public const string SubscriberPolicy = "subscriber";

    /// <summary>The claim with the subscriber's internal number; a portal user has none.</summary>
    public const string SubscriberIdClaim = "subscriber_id";

    /// <summary>The claim with the subscriber's session stamp.</summary>
    public const string SubscriberStampClaim = "subscriber_stamp";

    /// <summary>The claim with the code of the browser's own session.</summary>
    public const string SubscriberSessionClaim = "subscriber_session";

    /// <summary>The signed-in subscriber's number; null for anybody else.</summary>
    public static long? SubscriberId(this ClaimsPrincipal? principal) =>
        principal?.Identities.FirstOrDefault(identity => identity.AuthenticationType == Subscriber)?.FindFirst(SubscriberIdClaim)?.Value is { } id
            ? long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
