using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>What is typed to send a red packet.</summary>
/// <param name="Key">The form's own key: sent twice, it is one red packet.</param>
/// <param name="Kind">For whom.</param>
/// <param name="Phone">The friend's number as typed; looked at for <see cref="RedPacketKind.Friend"/> alone.</param>
/// <param name="Shares">How many shares, as typed; not looked at for a friend, who has one.</param>
/// <param name="Amount">Yuan as typed: of each share when all are equal, of all together otherwise.</param>
/// <param name="Greeting">What stands on it; empty for the usual wish.</param>
/// <param name="Password">The payment password.</param>
/// <param name="Friend">Names the friend in the sender's list; looked at for <see cref="RedPacketKind.Friend"/> alone, and empty when a number was typed.</param>
public sealed record RedPacketForm(Guid Key, RedPacketKind Kind, string? Phone, string? Shares, string? Amount, string? Greeting, string? Password, string? Friend = null);

/// <summary>How sending ended.</summary>
/// <param name="Problems">What is wrong with what was typed; empty when it was sent.</param>
/// <param name="Code">The red packet; null when there is a problem.</param>
public sealed record RedPacketResult(IReadOnlyList<WalletProblem> Problems, string? Code);

/// <summary>A share that somebody took.</summary>
/// <param name="Nickname">Who.</param>
/// <param name="IsMine">Is it the reader's?</param>
/// <param name="Fen">Fen.</param>
/// <param name="At">UTC.</param>
/// <param name="IsBest">The largest of a lucky red packet whose shares are all taken; of equal ones the first.</param>
public sealed record ShareView(string Nickname, bool IsMine, long Fen, DateTime At, bool IsBest);

/// <summary>A red packet as its reader may see it.</summary>
/// <param name="Code">For its link.</param>
/// <param name="Kind">For whom.</param>
/// <param name="IsMine">Did the reader send it?</param>
/// <param name="From">The sender's nickname.</param>
/// <param name="To">The friend's masked number; shown to the sender alone, empty otherwise.</param>
/// <param name="Greeting">What stands on it.</param>
/// <param name="State">How far it is; what nobody took in time counts as returned from that moment on.</param>
/// <param name="Fen">Fen in all.</param>
/// <param name="Shares">Into how many it was divided.</param>
/// <param name="Taken">Who took what, the newest first; empty to readers who have no share and could still get one.</param>
/// <param name="TakenCount">How many were taken.</param>
/// <param name="SentAt">UTC.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="EndedAt">UTC at which the last share was taken, or the rest went back.</param>
public sealed record RedPacketView(
    string Code, RedPacketKind Kind, bool IsMine, string From, string To, string Greeting, RedPacketState State, long Fen, int Shares, IReadOnlyList<ShareView> Taken, int TakenCount,
    DateTime SentAt, DateTime ExpiresAt, DateTime? EndedAt)
{
    /// <summary>The reader's share, fen; null when they have none.</summary>
    public long? MyFen => Taken.FirstOrDefault(share => share.IsMine)?.Fen;

    /// <summary>May the reader try to open it?</summary>
    public bool CanOpen => State == RedPacketState.Open && MyFen is null && !(IsMine && Kind == RedPacketKind.Friend);
}

/// <summary>A red packet in a list.</summary>
/// <param name="Code">For its link.</param>
/// <param name="Kind">For whom.</param>
/// <param name="Other">The sender's nickname, or whom it was sent to.</param>
/// <param name="Fen">The reader's share, or all of it; null for one that waits to be opened.</param>
/// <param name="TakenCount">How many were taken.</param>
/// <param name="Shares">Of how many.</param>
/// <param name="State">How far it is.</param>
/// <param name="At">UTC.</param>
public sealed record RedPacketRow(string Code, RedPacketKind Kind, string Other, long? Fen, int TakenCount, int Shares, RedPacketState State, DateTime At);

/// <summary>How opening ended.</summary>
public enum OpenOutcome
{
    /// <summary>The reader has a share, now or since before.</summary>
    Opened = 1,

    /// <summary>There is no such red packet for the reader.</summary>
    Missing,

    /// <summary>Everything was taken.</summary>
    Empty,

    /// <summary>24 hours are over.</summary>
    Over,

    /// <summary>It is for a friend, and the reader sent it.</summary>
    Own,

    /// <summary>The reader has no wallet to take it into.</summary>
    NoWallet,
}
