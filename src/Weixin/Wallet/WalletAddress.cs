using System.Globalization;

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

    /// <summary>To one friend, by the code in the person's own list.</summary>
    public static string TransferTo(string friend) => $"{Transfer}?friend={friend}";

    /// <summary>A transfer.</summary>
    public static string TransferOf(string code) => $"/app/wallet/transfers/{code}";

    /// <summary>A payment's receipt.</summary>
    public static string PaymentOf(string code) => $"/app/wallet/payments/{code}";

    /// <summary>A transfer to a bank account.</summary>
    public static string BankTransferOf(string code) => $"{BankTransfer}s/{code}";

    /// <summary>Where money is moved in that direction.</summary>
    public static string Move(BankDirection direction) => direction == BankDirection.In ? TopUp : Withdraw;

    /// <summary>The statements, by month.</summary>
    public const string Statements = "/app/wallet/statements";

    /// <summary>A statement as a file.</summary>
    /// <param name="month">Its month.</param>
    /// <param name="ending"><c>csv</c> or <c>pdf</c>.</param>
    public static string Statement(DateOnly month, string ending) => $"{Statements}/{Written(month)}.{ending}";

    /// <summary>The statements of earlier months.</summary>
    public static string StatementsOf(DateOnly before) => $"{Statements}?before={Written(before)}";

    /// <summary>The movements that the filters let through, from the newest or below a position.</summary>
    public static string HistoryOf(HistoryFilter filter, HistoryKind kind = HistoryKind.All, DateOnly? month = null, long? before = null)
    {
        var shown = filter switch { HistoryFilter.In => "show=in", HistoryFilter.Out => "show=out", _ => null };
        var sort = kind switch { HistoryKind.Bank => "kind=bank", HistoryKind.Transfers => "kind=transfers", HistoryKind.Payments => "kind=payments", HistoryKind.RedPackets => "kind=red-packets", _ => null };
        var of = month is { } one ? $"month={Written(one)}" : null;
        var below = before is { } position ? $"before={position}" : null;
        var query = string.Join('&', new[] { shown, sort, of, below }.OfType<string>());
        return query.Length == 0 ? History : $"{History}?{query}";
    }

    /// <summary>The sort that an address names; anything else shows all.</summary>
    public static HistoryKind KindOf(string? kind) => kind switch
    {
        "bank" => HistoryKind.Bank,
        "transfers" => HistoryKind.Transfers,
        "payments" => HistoryKind.Payments,
        "red-packets" => HistoryKind.RedPackets,
        _ => HistoryKind.All,
    };

    /// <summary>The month that an address names, by its first day; null when it names none.</summary>
    public static DateOnly? MonthOf(string? month) =>
        DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day : null;

    private static string Written(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The filter that an address names; anything else shows all.</summary>
    public static HistoryFilter FilterOf(string? show) => show switch
    {
        "in" => HistoryFilter.In,
        "out" => HistoryFilter.Out,
        _ => HistoryFilter.All,
    };
}
