using System.Threading.Channels;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Which way the money goes.</summary>
public enum BankDirection
{
    /// <summary>From the card into the wallet.</summary>
    In = 1,

    /// <summary>From the wallet to the card.</summary>
    Out,
}

/// <summary>What a bank answers.</summary>
/// <param name="Done">Whether it did what was asked.</param>
/// <param name="Reason">Why not, for the card's owner; null when it did.</param>
public sealed record BankAnswer(bool Done, Bilingual? Reason)
{
    /// <summary>It did.</summary>
    public static BankAnswer Yes { get; } = new(true, null);

    /// <summary>It did not.</summary>
    public static BankAnswer No(Bilingual reason) => new(false, reason);
}

/// <summary>An order as the bank gets it.</summary>
/// <param name="Number">The order's number: the bank carries it out once, and answers the same when it is asked again.</param>
/// <param name="Direction">Which way.</param>
/// <param name="CardNumber">The card, in digits.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Holder">In whose name the bank account must be; null for a card that was bound, which the bank has confirmed then.</param>
public sealed record BankOrderSlip(string Number, BankDirection Direction, string CardNumber, long Fen, string? Holder = null);

/// <summary>The banks, as the wallet speaks to them. Whoever runs the portal may put a real connection in the simulator's place.</summary>
public interface IBank
{
    /// <summary>Does this card belong to that person?</summary>
    /// <exception cref="BankAwayException">The bank does not answer.</exception>
    Task<BankAnswer> Verify(string cardNumber, string name, string idNumber, CancellationToken cancel = default);

    /// <summary>Carries an order out, or says again how it ended.</summary>
    /// <exception cref="BankAwayException">The bank does not answer: the order may or may not have been carried out.</exception>
    Task<BankAnswer> Carry(BankOrderSlip order, CancellationToken cancel = default);

    /// <summary>Answers that come by themselves, maybe for the second time.</summary>
    ChannelReader<(string Number, BankAnswer Answer)> Notices { get; }
}

/// <summary>Somebody who has orders at the banks, and hears what they say by themselves. One who does not know the number lets it pass.</summary>
/// <param name="Hear">Takes an answer.</param>
public sealed record BankListener(Func<string, BankAnswer, CancellationToken, Task> Hear);

/// <summary>The bank does not answer.</summary>
public sealed class BankAwayException() : Exception("The bank does not answer.");

/// <summary>The banks that this portal knows, by the beginning of their cards' numbers. Invented, as their cards are.</summary>
public static class Banks
{
    private static readonly IReadOnlyList<(string Code, string Begin, Bilingual Name)> All =
    [
        ("ELB", "621001", new("East Lake Bank", "东湖银行")),
        ("QSB", "621002", new("Qingshan Bank", "青山银行")),
        ("HHB", "621003", new("Haihe Commercial Bank", "海河商业银行")),
        ("LYB", "621004", new("Luoyang City Bank", "洛阳城市银行")),
    ];

    /// <summary>The bank of a card; null for none of ours.</summary>
    public static string? Of(string cardNumber) => All.Where(bank => cardNumber.StartsWith(bank.Begin, StringComparison.Ordinal)).Select(bank => bank.Code).FirstOrDefault();

    /// <summary>A bank's name.</summary>
    public static Bilingual NameOf(string code) => All.Where(bank => bank.Code == code).Select(bank => bank.Name).FirstOrDefault(new Bilingual(code, code));
}

/// <summary>Numbers of cards that the simulated banks accept, for whoever tries the wallet.</summary>
public static class TestCards
{
    /// <summary>One of each bank.</summary>
    public static IReadOnlyList<(string Number, Bilingual Bank)> All { get; } =
        [.. new[] { "621001000000001", "621002000000001", "621003000000001", "621004000000001" }.Select(Checked).Select(number => (number, Banks.NameOf(Banks.Of(number)!)))];

    /// <summary>A number with its check digit behind it.</summary>
    public static string Checked(string digits) => Enumerable.Range(0, 10).Select(check => $"{digits}{check}").First(number => CardNumber.Read(number).Value is not null);
}
