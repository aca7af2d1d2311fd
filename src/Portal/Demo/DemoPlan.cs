using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Demo;

/// <summary>What a portal's demo world is made of. All of it is invented; each portal writes its own, in its own language.</summary>
/// <param name="Brands">The brands with an account each.</param>
/// <param name="Owners">Names of the people who run the brands; a brand names its owner by the place in this list.</param>
/// <param name="Staff">The platform's own people.</param>
/// <param name="Numbers">Where subscribers' numbers come from.</param>
/// <param name="Known">Numbers of the subscribers whom people are told to sign in as.</param>
/// <param name="Nicknames">What those call themselves who chose a name of their own.</param>
/// <param name="Tags">Two words by which brands group followers: those who came first, those who came last.</param>
public sealed record DemoPlan(
    IReadOnlyList<DemoBrand> Brands,
    IReadOnlyList<DemoPerson> Owners,
    IReadOnlyList<DemoStaff> Staff,
    IReadOnlyList<DemoNumbers> Numbers,
    IReadOnlyList<string> Known,
    IReadOnlyList<string> Nicknames,
    (string First, string Last) Tags);

/// <summary>Somebody who signs in at the portal.</summary>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Email">Their address, under a name that belongs to nobody.</param>
public sealed record DemoPerson(string Name, string Email);

/// <summary>One of the platform's own people.</summary>
public sealed record DemoStaff(string Name, string Email, string Role);

/// <summary>Mobile numbers that begin alike.</summary>
/// <param name="Prefix">Country code and first digits.</param>
/// <param name="Digits">How many follow.</param>
/// <param name="Weight">How common they are.</param>
public sealed record DemoNumbers(string Prefix, int Digits, int Weight);

/// <summary>A brand.</summary>
/// <param name="Name">Name of the account.</param>
/// <param name="Introduction">Its introduction.</param>
/// <param name="Type">Kind of account.</param>
/// <param name="Subject">The organisation.</param>
/// <param name="Administrator">Who answers for it.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Look">How its pictures look.</param>
/// <param name="Owner">Place of its owner in <see cref="DemoPlan.Owners"/>.</param>
/// <param name="Standing">Where it stands at the end of the story.</param>
/// <param name="RegisteredDaysAgo">When it began.</param>
/// <param name="ClosedDaysAgo">When it stopped taking in people, by suspension or expiry; null when it never did.</param>
/// <param name="Share">Part of all subscribers who come to follow it, 0 to 1.</param>
/// <param name="Campaigns">Its campaigns, the oldest first.</param>
public sealed record DemoBrand(
    string Name,
    string Introduction,
    AccountType Type,
    SubjectDetails Subject,
    AdministratorDetails Administrator,
    string TimeZone,
    string Currency,
    DemoLook Look,
    int Owner,
    AccountStanding Standing,
    int RegisteredDaysAgo,
    int? ClosedDaysAgo,
    double Share,
    IReadOnlyList<DemoCampaign> Campaigns);

/// <summary>A campaign.</summary>
/// <param name="DaysAgo">When it was launched; 0 or less for a draft.</param>
/// <param name="Days">How long people can join.</param>
/// <param name="Hour">Hour of the launch on the account's clock.</param>
/// <param name="Capacity">How many can join, or null.</param>
/// <param name="Reads">Part of the followers who open it.</param>
/// <param name="Joins">Part of these who join.</param>
/// <param name="Title">Headline.</param>
/// <param name="Author">Signature.</param>
/// <param name="Digest">The line below.</param>
/// <param name="Article">HTML; <c>{cover}</c> is the address of its picture.</param>
public sealed record DemoCampaign(
    int DaysAgo, int Days, int Hour, int? Capacity, double Reads, double Joins, string Title, string Author, string Digest, string Article);
