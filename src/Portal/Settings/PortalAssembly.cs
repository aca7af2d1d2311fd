using System.Reflection;

namespace WeixinWeChat.Portal.Settings;

/// <summary>Where the pages that only this portal has are found.</summary>
/// <param name="Assembly">The portal project's own.</param>
public sealed record PortalAssembly(Assembly Assembly);
