using Microsoft.AspNetCore.Authorization;

namespace WeixinWeChat.Portal.Access;

/// <summary>Stands beside the route of every console page and endpoint: what its visitor must hold (<c>Permissions</c>).</summary>
/// <param name="permission">A name from <c>Permissions</c>. One that is held on accounts is asked for the <c>AppId</c> of the route.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PermissionAttribute(string permission) : AuthorizeAttribute(permission)
{
    /// <summary>The route parameter that names the official account.</summary>
    public const string AppIdParameter = "AppId";

    /// <summary>The permission's name.</summary>
    public string Permission => Policy!;
}

/// <summary>Opens a page or endpoint to visitors who are not signed in, and says why that is right.</summary>
/// <param name="why">The reason, for the reader of the code and the table of routes.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute(string why) : Attribute, IAllowAnonymous
{
    /// <summary>Why anybody may come.</summary>
    public string Why => why;
}

/// <summary>Stands beside the routes of the app page: a signed-in subscriber of this side, nobody else.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SubscribersOnlyAttribute : AuthorizeAttribute
{
    /// <summary>The scheme stands in the policy: a component may not name one, and a portal user's cookie must not count here.</summary>
    public SubscribersOnlyAttribute()
        : base(Schemes.SubscriberPolicy)
    {
    }
}
