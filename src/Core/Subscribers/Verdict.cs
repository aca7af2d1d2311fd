using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>How a person comes upon an account.</summary>
public enum WayIn
{
    /// <summary>By searching for it.</summary>
    Search = 1,

    /// <summary>By its QR code.</summary>
    QrCode,

    /// <summary>By a link to it; one's own list of followed accounts is one too.</summary>
    Link,

    /// <summary>By a campaign: out of the inbox, or by the campaign's own link or code.</summary>
    Campaign,
}

/// <summary>What a person wants of an account.</summary>
public enum Act
{
    /// <summary>Learn that it is there.</summary>
    Find = 1,

    /// <summary>See its profile, or read its campaign.</summary>
    View,

    /// <summary>Follow it, or go on following.</summary>
    Follow,

    /// <summary>Join its campaign.</summary>
    Join,
}

/// <summary>The rules of <see cref="Visibility"/> by name: every verdict says which one decided.</summary>
public enum VisibilityRule
{
    /// <summary>Weixin and WeChat never meet.</summary>
    OtherEdition = 1,

    /// <summary>Not in use yet.</summary>
    NotActivated,

    /// <summary>No longer there.</summary>
    Closed,

    /// <summary>Open to everybody of its edition.</summary>
    OpenToAll,

    /// <summary>Not verified: search does not show it.</summary>
    NotSearchableUntilVerified,

    /// <summary>Not verified: its QR code and its link lead to it.</summary>
    ByQrCodeOrLink,

    /// <summary>Not verified: a follower receives and joins its campaigns.</summary>
    CampaignsForItsFollowers,

    /// <summary>Not verified: its campaigns reach nobody else.</summary>
    CampaignsForItsFollowersOnly,

    /// <summary>Expired or suspended: search does not show it.</summary>
    GoneFromSearch,

    /// <summary>Expired or suspended: who follows keeps it.</summary>
    FollowersKeepIt,

    /// <summary>Expired or suspended: nobody new may come.</summary>
    ClosedToNewcomers,

    /// <summary>Suspended: its campaigns cannot be joined.</summary>
    SuspendedRunsNoCampaign,
}

/// <summary>An answer of <see cref="Visibility"/>.</summary>
/// <param name="Allowed">May the person?</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Explanation">The rule in words, for the brand and the reviewer. Never shown to somebody who may not know that the account exists.</param>
public sealed record Verdict(bool Allowed, VisibilityRule Rule, Bilingual Explanation)
{
    internal static Verdict Of(VisibilityRule rule) => rule switch
    {
        VisibilityRule.OtherEdition => No(rule,
            "Platform rule: Weixin accounts are for Weixin users and WeChat accounts for WeChat users only.",
            "平台规则：微信公众号仅面向微信用户，WeChat 公众号仅面向 WeChat 用户。"),
        VisibilityRule.NotActivated => No(rule, "The account is not activated yet: nobody can find or follow it.", "公众号尚未激活，无法被搜索或关注。"),
        VisibilityRule.Closed => No(rule, "The account has been closed.", "公众号已注销。"),
        VisibilityRule.OpenToAll => Yes(rule,
            "Everybody of this edition can find and follow the account and join its campaigns.", "本平台的所有用户都可以搜索、关注该公众号并参与其活动。"),
        VisibilityRule.NotSearchableUntilVerified => No(rule, "The account is not verified: search shows it only after verification.", "公众号未认证，认证后才能被搜索到。"),
        VisibilityRule.ByQrCodeOrLink => Yes(rule, "The account is not verified: its QR code and its link lead to it.", "公众号未认证，可通过二维码或链接查看和关注。"),
        VisibilityRule.CampaignsForItsFollowers => Yes(rule,
            "The account is not verified: its campaigns are for its followers, and followers can join.", "公众号未认证，活动仅面向关注者；关注者可以参与。"),
        VisibilityRule.CampaignsForItsFollowersOnly => No(rule,
            "The account is not verified: its campaigns are for its followers only.", "公众号未认证，活动仅面向关注者。"),
        VisibilityRule.GoneFromSearch => No(rule, "The verification has run out or the account is suspended: search no longer shows it.", "公众号认证已过期或已被暂停，不再出现在搜索结果中。"),
        VisibilityRule.FollowersKeepIt => Yes(rule,
            "The verification has run out or the account is suspended: people who follow it keep it.", "公众号认证已过期或已被暂停，已关注的用户可以继续保留。"),
        VisibilityRule.ClosedToNewcomers => No(rule,
            "The verification has run out or the account is suspended: nobody new can follow it.", "公众号认证已过期或已被暂停，暂不接受新用户关注。"),
        VisibilityRule.SuspendedRunsNoCampaign => No(rule, "The account is suspended: its campaigns cannot be joined for now.", "公众号已被暂停，暂时无法参与其活动。"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static Verdict Yes(VisibilityRule rule, string en, string zh) => new(true, rule, new(en, zh));

    private static Verdict No(VisibilityRule rule, string en, string zh) => new(false, rule, new(en, zh));
}
