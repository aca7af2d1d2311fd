using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What a scanned code leads to.</summary>
public enum PayTargetKind
{
    /// <summary>An official account's printed code.</summary>
    Merchant = 1,

    /// <summary>A till's bill, for whoever scans it.</summary>
    Bill,

    /// <summary>A bill for the reader alone, whose payment code the till has read.</summary>
    AskedBill,

    /// <summary>A friend's own code.</summary>
    Friend,

    /// <summary>The reader's own code.</summary>
    Self,
}

/// <summary>Whom a code is to pay, before anything is paid.</summary>
/// <param name="Kind">What the code is.</param>
/// <param name="Name">The official account's name, or the friend's nickname.</param>
/// <param name="Picture">The account's picture in the media store; null shows the first letter.</param>
/// <param name="MaskedName">The friend's own name with its first characters hidden; empty for an account.</param>
/// <param name="Fen">The bill's amount; null where the payer types it.</param>
/// <param name="Note">What the till has written; may be empty.</param>
/// <param name="State">How far the bill is; <see cref="BillState.Waiting"/> where there is none.</param>
/// <param name="IsTaking">Can it be paid at all at this moment?</param>
/// <param name="ExpiresAt">UTC until which the bill can be paid; null where there is none.</param>
/// <param name="Reason">Why the reader could not pay it; empty otherwise.</param>
/// <param name="Receipt">The reader's own payment of this bill; null otherwise.</param>
/// <param name="Purse">What the reader keeps with the account and could pay from, when it suffices; null otherwise.</param>
public sealed record PayTarget(
    PayTargetKind Kind, string Name, string? Picture, string MaskedName, long? Fen, string Note, BillState State, bool IsTaking, DateTime? ExpiresAt, Bilingual Reason, string? Receipt,
    Purse? Purse = null);

/// <summary>What is typed to pay a code.</summary>
/// <param name="Key">The form's own key: sent twice, it is one payment.</param>
/// <param name="Amount">Yuan as typed; not looked at where a bill says it.</param>
/// <param name="Note">A line for whoever gets it; likewise.</param>
/// <param name="Password">The payment password.</param>
/// <param name="FromPurse">From what is kept with the account; else from the wallet.</param>
public sealed record PayForm(Guid Key, string? Amount, string? Note, string? Password, bool FromPurse = false);

/// <summary>How paying a code ended.</summary>
/// <param name="Problems">What is wrong; empty when it is paid, or there is no such code.</param>
/// <param name="Payment">The payment's number.</param>
/// <param name="Transfer">The transfer's number, when the code was a friend's.</param>
public sealed record PayResult(IReadOnlyList<WalletProblem> Problems, string? Payment = null, string? Transfer = null)
{
    /// <summary>The code leads nowhere.</summary>
    public static PayResult Missing { get; } = new([]);

    internal static PayResult No(WalletProblem problem) => new([problem]);
}

/// <summary>A payment code on its owner's screen.</summary>
/// <param name="Digits">18 digits.</param>
/// <param name="ExpiresAt">UTC until which it works.</param>
public sealed record PaymentCodeView(string Digits, DateTime ExpiresAt);

/// <summary>A payment as the payer reads it.</summary>
/// <param name="Code">Its number.</param>
/// <param name="AppId">The official account's public id.</param>
/// <param name="Merchant">Its name.</param>
/// <param name="Picture">Its picture; null shows the first letter.</param>
/// <param name="Fen">Fen.</param>
/// <param name="RefundedFen">What came back.</param>
/// <param name="Goods">What it was for; may be empty.</param>
/// <param name="Way">How it was made.</param>
/// <param name="At">UTC.</param>
/// <param name="Refunds">What came back, the oldest first.</param>
/// <param name="FromPurse">It was paid from a membership card, and came back there.</param>
public sealed record ReceiptView(
    string Code, string AppId, string Merchant, string? Picture, long Fen, long RefundedFen, string Goods, PaymentWay Way, DateTime At, IReadOnlyList<RefundRow> Refunds, bool FromPurse)
{
    /// <summary>How much of it is left.</summary>
    public PaymentState State => Payment.StateOf(Fen, RefundedFen);
}

/// <summary>A refund in a list.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">UTC.</param>
public sealed record RefundRow(string Code, long Fen, string Reason, DateTime At);

/// <summary>A subscriber's own code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Nickname">As friends see them before they pay.</param>
/// <param name="MaskedName">Their own name, its first characters hidden.</param>
public sealed record ReceiveView(string Code, string Nickname, string MaskedName);
