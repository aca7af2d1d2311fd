namespace WeixinWeChat.Portal.Platform;

/// <summary>A role of the platform's staff that this portal has work for: whoever brings the work registers one as a singleton.</summary>
/// <param name="Name">One of <see cref="Core.People.PlatformRoles"/>.</param>
/// <param name="Order">Smaller stands higher.</param>
public sealed record StaffRole(string Name, int Order);
