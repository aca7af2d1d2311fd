using System.Collections.Frozen;

namespace WeixinWeChat.Core.People;

/// <summary>
/// The one table of who may do what. A page names its permission beside its route; nothing is allowed that does not stand here.
/// A platform permission comes from a role, an account permission from membership of the official account in the address.
/// </summary>
public static class Permissions
{
    /// <summary>Anything that every signed-in person may: their own list of accounts, registering one, their security settings.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>See an official account's console.</summary>
    public const string AccountView = "account.view";

    /// <summary>Change profile and settings, apply for verification.</summary>
    public const string AccountSettings = "account.settings";

    /// <summary>Write and preview campaigns, upload material.</summary>
    public const string CampaignsWrite = "campaigns.write";

    /// <summary>Launch a campaign, which spends quota.</summary>
    public const string CampaignsLaunch = "campaigns.launch";

    /// <summary>See what readers comment, choose what others see of it, answer and delete.</summary>
    public const string CommentsModerate = "comments.moderate";

    /// <summary>See followers and numbers.</summary>
    public const string InsightsView = "insights.view";

    /// <summary>Make cards and offers, issue and stop them, see how they do. Weixin alone.</summary>
    public const string CardsManage = "cards.manage";

    /// <summary>Redeem cards and offers at the counter. Weixin alone.</summary>
    public const string CardsRedeem = "cards.redeem";

    /// <summary>Take payments at the till and see today's takings. Weixin alone.</summary>
    public const string PaymentsTake = "payments.take";

    /// <summary>Give payments back, settle to the bank account, download the takings. Weixin alone.</summary>
    public const string PaymentsManage = "payments.manage";

    /// <summary>See the review queue, open cases and their documents, decide on them.</summary>
    public const string CasesReview = "cases.review";

    /// <summary>Decide what a reviewer may not decide alone.</summary>
    public const string CasesDecide = "cases.decide";

    /// <summary>See what subscribers reported, and decide on it.</summary>
    public const string ComplaintsDecide = "complaints.decide";

    /// <summary>Keep the catalogues of games: what is shown in which region, under what title, from when to when.</summary>
    public const string GamesManage = "games.manage";

    /// <summary>Run the platform: staff, audit log, settings.</summary>
    public const string PlatformAdminister = "platform.administer";

    /// <summary>Permissions that a platform role brings.</summary>
    public static FrozenDictionary<string, FrozenSet<string>> OfRole { get; } = new Dictionary<string, FrozenSet<string>>
    {
        [PlatformRoles.Reviewer] = [CasesReview, ComplaintsDecide],
        [PlatformRoles.SeniorReviewer] = [CasesReview, CasesDecide, ComplaintsDecide],
        [PlatformRoles.Administrator] = [PlatformAdminister, ComplaintsDecide, GamesManage],
    }.ToFrozenDictionary();

    /// <summary>Permissions that a member's role on an official account brings.</summary>
    public static FrozenDictionary<MemberRole, FrozenSet<string>> OfMember { get; } = new Dictionary<MemberRole, FrozenSet<string>>
    {
        [MemberRole.Administrator] = [AccountView, AccountSettings, CampaignsWrite, CampaignsLaunch, CommentsModerate, InsightsView, CardsManage, CardsRedeem, PaymentsTake, PaymentsManage],
        [MemberRole.ShopStaff] = [CardsRedeem, PaymentsTake],
    }.ToFrozenDictionary();

    /// <summary>All permissions that are held on an official account.</summary>
    public static FrozenSet<string> OnAccounts { get; } = OfMember.Values.SelectMany(set => set).ToFrozenSet();

    /// <summary>Every permission there is.</summary>
    public static FrozenSet<string> All { get; } = OfRole.Values.SelectMany(set => set).Concat(OnAccounts).Append(SignedIn).ToFrozenSet();

    /// <summary>The platform roles that bring a permission.</summary>
    public static string[] PlatformRolesWith(string permission) =>
        [.. OfRole.Where(role => role.Value.Contains(permission)).Select(role => role.Key)];

    /// <summary>The member roles that hold a permission on an account.</summary>
    public static MemberRole[] MemberRolesWith(string permission) =>
        [.. OfMember.Where(role => role.Value.Contains(permission)).Select(role => role.Key)];
}

/// <summary>Roles of the platform's own staff, as Identity's role names.</summary>
public static class PlatformRoles
{
    /// <summary>Decides verification cases.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Decides what needs a second pair of eyes.</summary>
    public const string SeniorReviewer = "senior-reviewer";

    /// <summary>Runs the platform.</summary>
    public const string Administrator = "platform-administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Reviewer, SeniorReviewer, Administrator];
}

/// <summary>What a person is on one official account.</summary>
public enum MemberRole
{
    /// <summary>Registered it and answers for it.</summary>
    Administrator,

    /// <summary>Works at the counter of one of its shops: sees nothing of the console but what the counter needs. Weixin alone.</summary>
    ShopStaff,
}
