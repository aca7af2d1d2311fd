namespace WeixinWeChat.Weixin.Wallet;

/// <summary>The wallet's own addresses in the app.</summary>
public static class WalletAddress
{
    /// <summary>The wallet.</summary>
    public const string Home = "/app/wallet";
    /// <summary>Where it is opened.</summary>
    public const string Open = "/app/wallet/open";
    /// <summary>The bound cards.</summary>
    public const string Cards = "/app/wallet/cards";
    /// <summary>Where another card is bound.</summary>
    public const string AddCard = "/app/wallet/cards/add";
    /// <summary>From a card into the wallet.</summary>
    public const string TopUp = "/app/wallet/top-up";
    /// <summary>From the wallet to a card.</summary>
    public const string Withdraw = "/app/wallet/withdraw";
    /// <summary>To a friend.</summary>
    public const string Transfer = "/app/wallet/transfer";
    /// <summary>The payer's own code.</summary>
    public const string Pay = "/app/pay";
    /// <summary>The subscriber's own code, by which friends send them money.</summary>
    public const string Receive = "/app/wallet/receive";
    /// <summary>To somebody's bank account.</summary>
    public const string BankTransfer = "/app/wallet/bank-transfer";
    /// <summary>All movements.</summary>
    public const string History = "/app/wallet/history";
    /// <summary>Where another payment password is set.</summary>
    public const string Password = "/app/wallet/password";

    /// <summary>The bound cards, with one of them opened.</summary>
    public static string Card(string code) => $"{Cards}?card={code}";

    /// <summary>An order to the bank.</summary>
    public static string Order(string code) => $"/app/wallet/orders/{code}";

    /// <summary>A transfer.</summary>
    public static string TransferOf(string code) => $"/app/wallet/transfers/{code}";

    /// <summary>A payment's receipt.</summary>
    public static string PaymentOf(string code) => $"/app/wallet/payments/{code}";

    /// <summary>A transfer to a bank account.</summary>
    public static string BankTransferOf(string code) => $"{BankTransfer}s/{code}";

    /// <summary>Where money is moved in that direction.</summary>
    public static string Move(BankDirection direction) => direction == BankDirection.In ? TopUp : Withdraw;

    /// <summary>The movements that a filter lets through, from the newest or below a position.</summary>
    public static string HistoryOf(HistoryFilter filter, long? before = null)
    {
        var shown = filter switch { HistoryFilter.In => "show=in", HistoryFilter.Out => "show=out", _ => null };
        var below = before is { } position ? $"before={position}" : null;
        var query = string.Join('&', new[] { shown, below }.OfType<string>());
        return query.Length == 0 ? History : $"{History}?{query}";
    }

    /// <summary>The filter that an address names; anything else shows all.</summary>
    public static HistoryFilter FilterOf(string? show) => show switch
    {
        "in" => HistoryFilter.In,
        "out" => HistoryFilter.Out,
        _ => HistoryFilter.All,
    };
}
