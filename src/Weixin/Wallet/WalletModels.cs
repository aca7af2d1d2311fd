using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Names of the fields of the wallet's forms, as a problem names them.</summary>
public static class WalletFields
{
    /// <summary>The name on the identity card.</summary>
    public const string Name = nameof(Name);

    /// <summary>The resident ID number.</summary>
    public const string IdNumber = nameof(IdNumber);

    /// <summary>A new payment password.</summary>
    public const string NewPassword = nameof(NewPassword);

    /// <summary>The same once more.</summary>
    public const string Repeated = nameof(Repeated);

    /// <summary>The payment password, to confirm something.</summary>
    public const string Password = nameof(Password);

    /// <summary>A code from a text message.</summary>
    public const string Code = nameof(Code);

    /// <summary>A bank card's number.</summary>
    public const string CardNumber = nameof(CardNumber);

    /// <summary>A bound bank card.</summary>
    public const string Card = nameof(Card);

    /// <summary>A friend's phone number.</summary>
    public const string Phone = nameof(Phone);

    /// <summary>What the friend reads.</summary>
    public const string Note = nameof(Note);

    /// <summary>An amount of money.</summary>
    public const string Amount = nameof(Amount);

    /// <summary>The form as a whole.</summary>
    public const string Form = nameof(Form);
}

/// <summary>What is wrong, and where.</summary>
/// <param name="Field">One of <see cref="WalletFields"/>.</param>
/// <param name="Reason">What to do about it, in both languages.</param>
public sealed record WalletProblem(string Field, Bilingual Reason);

/// <summary>The wallet as its owner sees it.</summary>
/// <param name="MaskedName">The name with its first characters hidden.</param>
/// <param name="BalanceFen">What can be spent, fen.</param>
/// <param name="HeldFen">What is put aside, fen.</param>
/// <param name="Cards">The bound cards, the newest first.</param>
/// <param name="Latest">The latest movements, the newest first; a handful.</param>
/// <param name="IsLocked">Too many wrong payment passwords.</param>
public sealed record WalletView(string MaskedName, long BalanceFen, long HeldFen, IReadOnlyList<CardView> Cards, IReadOnlyList<MovementRow> Latest, bool IsLocked);

/// <summary>A bound card as its owner sees it.</summary>
/// <param name="Code">Its code, for forms.</param>
/// <param name="Bank">The bank's name.</param>
/// <param name="LastFour">The last digits of its number.</param>
public sealed record CardView(string Code, Bilingual Bank, string LastFour);

/// <summary>A movement on the owner's balance.</summary>
/// <param name="Position">Its place in the row of all movements: the next page begins below it.</param>
/// <param name="Kind">What moved the money.</param>
/// <param name="Fen">Fen; more is positive.</param>
/// <param name="BalanceFen">The balance after it, fen.</param>
/// <param name="At">UTC.</param>
/// <param name="Subject">The order's code.</param>
public sealed record MovementRow(long Position, EntryKind Kind, long Fen, long BalanceFen, DateTime At, string Subject);

/// <summary>A page of the history.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">The position below which the next page begins; null on the last.</param>
public sealed record MovementPage(IReadOnlyList<MovementRow> Rows, long? Next);

/// <summary>An order to the bank as its owner sees it.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Direction">To or from the wallet.</param>
/// <param name="Fen">Fen.</param>
/// <param name="State">How far it is.</param>
/// <param name="Reason">Why the bank refused it; empty otherwise.</param>
/// <param name="Card">The card.</param>
/// <param name="AskedAt">UTC.</param>
public sealed record OrderView(string Code, BankDirection Direction, long Fen, BankOrderState State, Bilingual Reason, CardView Card, DateTime AskedAt);

/// <summary>The answer to a form that moves money between card and wallet.</summary>
/// <param name="Problem">What is wrong with what was typed; null when it was taken.</param>
/// <param name="Order">The order; null when there is a problem.</param>
public sealed record OrderResult(WalletProblem? Problem, OrderView? Order);

/// <summary>What is typed to open a wallet.</summary>
/// <param name="Name">The name on the identity card.</param>
/// <param name="IdNumber">The resident ID number.</param>
/// <param name="Password">The payment password, six digits.</param>
/// <param name="Repeated">The same once more.</param>
public sealed record OpenForm(string? Name, string? IdNumber, string? Password, string? Repeated);

/// <summary>What is typed to set another payment password.</summary>
/// <param name="Code">The code that came to the phone.</param>
/// <param name="IdNumber">The resident ID number, as proof beside the phone.</param>
/// <param name="Password">The new one.</param>
/// <param name="Repeated">The same once more.</param>
public sealed record PasswordReset(string? Code, string? IdNumber, string? Password, string? Repeated);

/// <summary>What is typed to move money between card and wallet.</summary>
/// <param name="Key">The form's own key: sent twice, it is one order.</param>
/// <param name="CardCode">The card.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Password">The payment password.</param>
public sealed record MoneyForm(Guid Key, string? CardCode, string? Amount, string? Password);

/// <summary>Whether a code was sent.</summary>
/// <param name="State">As the codes say it.</param>
/// <param name="MaskedPhone">Where to.</param>
public sealed record CodeNote(CodeSending State, string MaskedPhone);
