using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Fields of the console's forms, as a problem names them; those of the wallet stand in <see cref="WalletFields"/>.</summary>
public static class TillFields
{
    /// <summary>The customer's payment code.</summary>
    public const string PaymentCode = nameof(PaymentCode);

    /// <summary>Why something is given back.</summary>
    public const string Reason = nameof(Reason);
}

/// <summary>A till.</summary>
/// <param name="AccountId">The official account's internal number: what <see cref="PaymentSignal"/> names.</param>
/// <param name="Name">The official account.</param>
/// <param name="IsTaking">Can it take payments at this moment?</param>
/// <param name="MayManage">May the reader give back and settle too?</param>
public sealed record TillView(long AccountId, string Name, bool IsTaking, bool MayManage);

/// <summary>What is typed at a till.</summary>
/// <param name="Key">The form's own key: sent twice, it is one bill.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Note">What it is for.</param>
/// <param name="PaymentCode">The customer's payment code; null to show a code for any customer.</param>
public sealed record TillForm(Guid Key, string? Amount, string? Note, string? PaymentCode = null);

/// <summary>A bill as its till sees it. Why a customer could not pay is theirs to know.</summary>
/// <param name="Code">What stands in the QR code.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Note">May be empty.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsAsked">Made with a customer's payment code.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="ExpiresAt">UTC until which it can be paid.</param>
/// <param name="Payment">The payment's number once it is paid.</param>
public sealed record BillView(string Code, long Fen, string Note, BillState State, bool IsAsked, DateTime MadeAt, DateTime ExpiresAt, string? Payment);

/// <summary>How asking for money ended.</summary>
/// <param name="Problems">What is wrong; empty when the bill stands, or there is no such till.</param>
/// <param name="Bill">The bill.</param>
public sealed record TillResult(IReadOnlyList<WalletProblem> Problems, BillView? Bill)
{
    /// <summary>There is no such till for the actor.</summary>
    public static TillResult Missing { get; } = new([], null);

    internal static TillResult No(WalletProblem problem) => new([problem], null);
}
