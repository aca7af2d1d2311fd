using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>The addresses of payments in the app.</summary>
public static class PayAddress
{
    /// <summary>The payer's own code.</summary>
    public const string Pay = WalletAddress.Pay;

    /// <summary>What every scanned code's address begins with.</summary>
    public const string OfCode = $"{WalletAddress.Pay}/";

    /// <summary>The subscriber's own code, by which friends send them money.</summary>
    public const string Receive = WalletAddress.Receive;

    /// <summary>Money to somebody's bank account.</summary>
    public const string BankTransfer = WalletAddress.BankTransfer;

    /// <summary>Where a code is paid.</summary>
    public static string Of(string code) => $"{OfCode}{code}";

    /// <summary>A payment's receipt.</summary>
    public static string Receipt(string code) => WalletAddress.PaymentOf(code);

    /// <summary>A transfer to a bank account.</summary>
    public static string BankTransferOf(string code) => WalletAddress.BankTransferOf(code);

    /// <summary>The same as a whole address: what stands in a QR code.</summary>
    public static string Full(PortalSettings settings, string code)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Uri(settings.Address, Of(code)).ToString();
    }
}
