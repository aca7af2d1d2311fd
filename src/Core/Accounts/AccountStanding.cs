namespace WeixinWeChat.Core.Accounts;

/// <summary>Where an official account stands with the platform.</summary>
public enum AccountStanding
{
    /// <summary>Registered, its e-mail or phone not yet confirmed.</summary>
    NotActivated,

    /// <summary>Active, not verified.</summary>
    Activated,

    /// <summary>Active and verified.</summary>
    Verified,

    /// <summary>Was verified; the year ran out.</summary>
    VerificationExpired,

    /// <summary>Stopped by the platform.</summary>
    Suspended,

    /// <summary>Closed by its owner.</summary>
    Closed,
}
