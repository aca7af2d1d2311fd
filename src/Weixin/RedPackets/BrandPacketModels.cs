using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>The fields of the brand's form, as a problem names them.</summary>
public enum BrandPacketField
{
    /// <summary>Yuan in all.</summary>
    Budget = 1,

    /// <summary>Least yuan of one.</summary>
    Least,

    /// <summary>Most yuan of one.</summary>
    Most,

    /// <summary>How many per person.</summary>
    PerPerson,

    /// <summary>The hours of the day.</summary>
    Hours,

    /// <summary>How many in a minute.</summary>
    PerMinute,

    /// <summary>The form as a whole.</summary>
    Form,
}

/// <summary>What the brand typed.</summary>
/// <param name="Budget">Yuan in all.</param>
/// <param name="Least">Least yuan of one.</param>
/// <param name="Most">Most yuan of one; empty when all are equal.</param>
/// <param name="PerPerson">How many per person.</param>
/// <param name="FromHour">0–23.</param>
/// <param name="ToHour">1–24.</param>
/// <param name="PerMinute">How many in a minute.</param>
public sealed record BrandPacketForm(string? Budget, string? Least, string? Most, string? PerPerson, int FromHour, int ToHour, string? PerMinute);

/// <summary>What is wrong, and where.</summary>
/// <param name="Field">The field.</param>
/// <param name="Reason">What to do about it, in both languages.</param>
public sealed record BrandPacketProblem(BrandPacketField Field, Bilingual Reason);

/// <summary>A campaign's red packets as its brand sees them.</summary>
/// <param name="Title">The campaign's.</param>
/// <param name="State">The campaign's.</param>
/// <param name="TakingsFen">What the account could put aside now, fen.</param>
/// <param name="Packet">The gift; null when there is none yet.</param>
/// <param name="People">How many people opened at least one.</param>
public sealed record BrandPacketView(string Title, CampaignState State, long TakingsFen, BrandPacket? Packet, long People);

/// <summary>Whether a reader of the campaign can open one now, and if not, why.</summary>
public enum BrandPacketStanding
{
    /// <summary>Can open one.</summary>
    Open = 1,

    /// <summary>Has to join the campaign first.</summary>
    JoinFirst,

    /// <summary>Has as many as one person may have.</summary>
    Had,

    /// <summary>Not at this hour.</summary>
    NotNow,

    /// <summary>Too many at this moment, or a minute has not passed since their last.</summary>
    Busy,

    /// <summary>Has as many of the account as one person may have in 24 hours.</summary>
    Today,

    /// <summary>The budget is spent.</summary>
    Spent,

    /// <summary>The campaign is not open: not yet, or over, or stopped.</summary>
    Closed,

    /// <summary>The reader has no wallet to take it into.</summary>
    NoWallet,
}

/// <summary>A campaign's red packets as a reader sees them.</summary>
/// <param name="State">Can they open one?</param>
/// <param name="MineFen">What they got so far, fen; 0 for nothing.</param>
/// <param name="MineCount">How many they opened.</param>
/// <param name="PerPerson">How many one person may open.</param>
/// <param name="FromHour">From this hour of the day.</param>
/// <param name="ToHour">To this one.</param>
public sealed record GiftView(BrandPacketStanding State, long MineFen, int MineCount, int PerPerson, int FromHour, int ToHour);
