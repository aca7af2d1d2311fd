namespace WeixinWeChat.Core.Accounts;

/// <summary>How far an official account has come, and whether it is still in good standing. DOMAIN, section 10.</summary>
public enum AccountStanding
{
    /// <summary>Registered, but what was asked for is not confirmed yet: exists for its administrator only.</summary>
    NotActivated = 1,

    /// <summary>In use; nobody has examined whose it is.</summary>
    Activated = 2,

    /// <summary>In use, and examined: carries the badge.</summary>
    Verified = 3,

    /// <summary>Was verified and not renewed in time: the badge is gone.</summary>
    VerificationExpired = 4,

    /// <summary>Stopped by the platform; may come back.</summary>
    Suspended = 5,

    /// <summary>Given up for good.</summary>
    Closed = 6,
}
