namespace WeixinWeChat.Weixin.Payments;

/// <summary>The addresses of payments in the app.</summary>
public static class PayAddress
{
    /// <summary>The payer's own code.</summary>
    public const string Pay = "/app/pay";

    /// <summary>What every scanned code's address begins with.</summary>
    public const string OfCode = "/app/pay/";

    /// <summary>The subscriber's own code, by which friends send them money.</summary>
    public const string Receive = "/app/wallet/receive";

    /// <summary>Money to somebody's bank account.</summary>
    public const string BankTransfer = "/app/wallet/bank-transfer";

    /// <summary>Where a code is paid.</summary>
    public static string Of(string code) => $"{OfCode}{code}";

    /// <summary>A payment's receipt.</summary>
    public static string Receipt(string code) => $"/app/wallet/payments/{code}";

    /// <summary>A transfer to a bank account.</summary>
    public static string BankTransferOf(string code) => $"/app/wallet/bank-transfers/{code}";
}
