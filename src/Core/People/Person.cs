using System.Collections.Frozen;
using System.Security.Claims;

namespace WeixinWeChat.Core.People;

/// <summary>
/// Who acts. Given to every operation by hand: an ambient "current user" is lost between a circuit's calls, and then nobody notices
/// whose rights a query ran with.
/// </summary>
/// <param name="UserId">The portal user's id.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Email">Their sign-in address.</param>
/// <param name="Roles">Platform roles (<see cref="PlatformRoles"/>).</param>
public sealed record Person(string UserId, string Name, string Email, IReadOnlySet<string> Roles)
{
    /// <summary>The claim that carries <see cref="Name"/>.</summary>
    public const string NameClaim = "display_name";

    /// <summary>The platform itself: workers and the demo world.</summary>
    public static Person System { get; } = new("system", "System", "", FrozenSet<string>.Empty);

    /// <summary>Reads the person from a signed-in principal; null for a visitor.</summary>
    public static Person? From(ClaimsPrincipal? principal)
    {
        if (principal?.Identity?.IsAuthenticated != true || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 } id)
            return null;
        var email = principal.FindFirstValue(ClaimTypes.Email) ?? "";
        return new Person(id, principal.FindFirstValue(NameClaim) ?? email, email,
            principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToFrozenSet());
    }

    /// <summary>
    /// Whether a platform role brings the permission, as far as the person's cookie knows: good for what to show. What an operation does
    /// is asked of the database (<see cref="PlatformRights"/>), as are rights on an official account.
    /// </summary>
    public bool Has(string permission) =>
        permission == Permissions.SignedIn || Roles.Any(role => Permissions.OfRole.TryGetValue(role, out var set) && set.Contains(permission));
}
