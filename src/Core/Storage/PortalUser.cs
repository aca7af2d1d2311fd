using Microsoft.AspNetCore.Identity;

namespace WeixinWeChat.Core.Storage;

/// <summary>A person who works in a portal: a brand's marketer, a reviewer, an administrator. A subscriber is no portal user.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>The longest name a person may give, in characters.</summary>
    public const int NameMax = 60;

    /// <summary>What colleagues call this person.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>UTC time of the sign-up.</summary>
    public DateTime SignedUpAt { get; set; }

    /// <summary>
    /// The half minute of the last code of the authenticator app that was taken, counted from 1970; null before the first. Written by the
    /// check of the code alone: what else is saved of a person leaves it as it is.
    /// </summary>
    public long? AuthenticatorStep { get; init; }
}
