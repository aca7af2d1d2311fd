using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>A sum.</summary>
/// <param name="Count">How many payments.</param>
/// <param name="Fen">Fen.</param>
public sealed record TakingsSum(int Count, long Fen);

/// <summary>What an official account takes, at a glance.</summary>
/// <param name="AccountId">Its internal number: what <see cref="PaymentSignal"/> names.</param>
/// <param name="MayManage">May the reader give back, settle and download?</param>
/// <param name="IsTaking">Can it take payments at this moment?</param>
/// <param name="Today">What was paid today.</param>
/// <param name="RefundedFen">What was given back today, whenever it was paid.</param>
/// <param name="HeldFen">What is there to settle and to give back from; null when that is not the reader's business.</param>
/// <param name="ByHour">Today's payments by the hour of the portal's clock: 24.</param>
/// <param name="ByWay">Today's payments by how they were made; ways that were not used are left out.</param>
public sealed record TakingsView(
    long AccountId, bool MayManage, bool IsTaking, TakingsSum Today, long RefundedFen, long? HeldFen, IReadOnlyList<TakingsSum> ByHour, IReadOnlyList<(PaymentWay Way, TakingsSum Sum)> ByWay);

/// <summary>A payment in the list of takings. Who paid stays unsaid.</summary>
/// <param name="Id">Where the next page begins.</param>
/// <param name="Code">Its number.</param>
/// <param name="Fen">Fen.</param>
/// <param name="RefundedFen">What was given back.</param>
/// <param name="Goods">What it was for; may be empty.</param>
/// <param name="Way">How it was made.</param>
/// <param name="At">UTC.</param>
public sealed record TakingsRow(long Id, string Code, long Fen, long RefundedFen, string Goods, PaymentWay Way, DateTime At)
{
    /// <summary>How much of it is left.</summary>
    public PaymentState State => Payment.StateOf(Fen, RefundedFen);
}

/// <summary>A page of takings.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">Below which the next page begins; null on the last.</param>
public sealed record TakingsSlice(IReadOnlyList<TakingsRow> Rows, long? Next);

/// <summary>A payment with what was given back of it, as its merchant reads it.</summary>
/// <param name="Row">The payment.</param>
/// <param name="Refunds">The oldest first.</param>
public sealed record TakingsDetail(TakingsRow Row, IReadOnlyList<RefundRow> Refunds);

/// <summary>What is typed to give something back.</summary>
/// <param name="Key">The form's own key: sent twice, it is one refund.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Reason">Why, as the payer reads it.</param>
public sealed record RefundForm(Guid Key, string? Amount, string? Reason);

/// <summary>How a form of the takings' page ended.</summary>
/// <param name="IsMissing">There is no such account or payment for the actor.</param>
/// <param name="Problems">What is wrong; empty when it is done.</param>
public sealed record TakingsResult(bool IsMissing, IReadOnlyList<WalletProblem> Problems)
{
    /// <summary>Done.</summary>
    public static TakingsResult Done { get; } = new(false, []);

    /// <summary>There is nothing of the kind.</summary>
    public static TakingsResult Missing { get; } = new(true, []);

    internal static TakingsResult No(params IReadOnlyList<WalletProblem> problems) => new(false, problems);
}

/// <summary>A line of the download.</summary>
/// <param name="Payment">The payment's number.</param>
/// <param name="Refund">The refund's number; null for the payment itself.</param>
/// <param name="At">UTC.</param>
/// <param name="Fen">Fen; a refund's are negative.</param>
/// <param name="Text">What it was for, or why it was given back.</param>
/// <param name="Way">How it was paid.</param>
public sealed record TakingsLine(string Payment, string? Refund, DateTime At, long Fen, string Text, PaymentWay Way);

/// <summary>The bank account to which takings go.</summary>
/// <param name="MaskedHolder">In whose name, its first characters hidden.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="LastFour">The last digits of the number.</param>
public sealed record MerchantBankView(string MaskedHolder, Bilingual Bank, string LastFour);

/// <summary>What is typed to name that bank account.</summary>
/// <param name="Holder">In whose name it is.</param>
/// <param name="Number">Its number.</param>
public sealed record MerchantBankForm(string? Holder, string? Number);

/// <summary>What is typed to have takings paid out.</summary>
/// <param name="Key">The form's own key: sent twice, it is one settlement.</param>
/// <param name="Amount">Yuan as typed.</param>
public sealed record SettleForm(Guid Key, string? Amount);

/// <summary>What is typed to send money to somebody's bank account.</summary>
/// <param name="Key">The form's own key: sent twice, it is one transfer.</param>
/// <param name="Name">In whose name the bank account is.</param>
/// <param name="CardNumber">Its number.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Note">A line for the sender's own history.</param>
/// <param name="Password">The payment password.</param>
public sealed record BankTransferForm(Guid Key, string? Name, string? CardNumber, string? Amount, string? Note, string? Password);

/// <summary>How such a form ended.</summary>
/// <param name="Problems">What is wrong; empty when it was taken.</param>
/// <param name="Code">The transfer's number; null when there is a problem.</param>
public sealed record BankTransferResult(IReadOnlyList<WalletProblem> Problems, string? Code);

/// <summary>Money on its way to a bank account, as whoever sends it sees it.</summary>
/// <param name="Code">Its number.</param>
/// <param name="MaskedHolder">In whose name the bank account is, the first characters hidden.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="LastFour">The last digits of the number.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Note">May be empty.</param>
/// <param name="State">How far it is.</param>
/// <param name="Reason">Why the bank refused it; empty otherwise.</param>
/// <param name="AskedAt">UTC.</param>
public sealed record PayoutView(string Code, string MaskedHolder, Bilingual Bank, string LastFour, long Fen, string Note, BankOrderState State, Bilingual Reason, DateTime AskedAt);
