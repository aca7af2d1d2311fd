using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// Who may find, see, follow and join what: the one function that every page, query and endpoint asks. It follows the matrix in DOMAIN,
/// section 10, and reads the editions' differences from <see cref="EditionPolicy"/>. These are rules of the platform, not of any law.
/// </summary>
public static class Visibility
{
    private enum Reach
    {
        Nobody,
        ItsFollowers,
        WhoeverHoldsTheLink,
        Everybody,
    }

    /// <summary>Decides one case. Pure: the same question always has the same answer.</summary>
    /// <param name="account">The policy of the account's edition.</param>
    /// <param name="standing">The account's standing.</param>
    /// <param name="person">The person's edition. Whoever is signed in at a portal is of that portal's edition.</param>
    /// <param name="follows">Does the person follow the account already?</param>
    /// <param name="way">How the person came.</param>
    /// <param name="act">What the person wants.</param>
    public static Verdict Decide(EditionPolicy account, AccountStanding standing, Edition person, bool follows, WayIn way, Act act)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!account.Owns(person)) return Verdict.Of(VisibilityRule.OtherEdition);

        return ReachOf(account, standing) switch
        {
            Reach.Nobody => Verdict.Of(standing == AccountStanding.Closed ? VisibilityRule.Closed : VisibilityRule.NotActivated),
            Reach.Everybody => Verdict.Of(VisibilityRule.OpenToAll),
            Reach.WhoeverHoldsTheLink => Unlisted(follows, way, act),
            _ => Kept(standing, follows, way, act),
        };
    }

    /// <summary>The same for the people of the account's own portal: whoever is signed in here.</summary>
    public static Verdict DecideForOwnPeople(EditionPolicy edition, AccountStanding standing, bool follows, WayIn way, Act act)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Decide(edition, standing, edition.Edition, follows, way, act);
    }

    /// <summary>
    /// The standings that a search at this portal may return, for a query's <c>Where</c>. Derived from the function itself, so that
    /// SQL and the rule cannot come apart.
    /// </summary>
    public static AccountStanding[] SearchableStandings(EditionPolicy edition) => StandingsFor(edition, follows: false, WayIn.Search, Act.Find);

    /// <summary>The standings in which the answer is yes, for any other query: the accounts that a follower keeps, for instance.</summary>
    public static AccountStanding[] StandingsFor(EditionPolicy edition, bool follows, WayIn way, Act act) =>
        [.. Enum.GetValues<AccountStanding>().Where(standing => DecideForOwnPeople(edition, standing, follows, way, act).Allowed)];

    // An edition that asks for no verification takes nothing away when one runs out.
    private static Reach ReachOf(EditionPolicy account, AccountStanding standing) => standing switch
    {
        AccountStanding.Verified => Reach.Everybody,
        AccountStanding.Activated => account.SearchableOnce == SearchableOnce.Activated ? Reach.Everybody : Reach.WhoeverHoldsTheLink,
        AccountStanding.VerificationExpired => account.SearchableOnce == SearchableOnce.Activated ? Reach.Everybody : Reach.ItsFollowers,
        AccountStanding.Suspended => Reach.ItsFollowers,
        _ => Reach.Nobody,
    };

    // Activated and not verified: whoever holds the code or the link may come in, but nothing carries it further than to its followers.
    private static Verdict Unlisted(bool follows, WayIn way, Act act)
    {
        if (way == WayIn.Search) return Verdict.Of(VisibilityRule.NotSearchableUntilVerified);
        if (way == WayIn.Campaign || act == Act.Join) return Verdict.Of(follows ? VisibilityRule.CampaignsForItsFollowers : VisibilityRule.CampaignsForItsFollowersOnly);
        return Verdict.Of(VisibilityRule.ByQrCodeOrLink);
    }

    // Expired or suspended: who follows keeps it, nobody comes in anew. A suspended account runs no campaign meanwhile.
    private static Verdict Kept(AccountStanding standing, bool follows, WayIn way, Act act)
    {
        if (way == WayIn.Search) return Verdict.Of(VisibilityRule.GoneFromSearch);
        if (!follows) return Verdict.Of(VisibilityRule.ClosedToNewcomers);
        if (act == Act.Join && standing == AccountStanding.Suspended) return Verdict.Of(VisibilityRule.SuspendedRunsNoCampaign);
        return Verdict.Of(VisibilityRule.FollowersKeepIt);
    }
}
