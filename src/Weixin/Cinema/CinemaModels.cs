using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>A film as lists show it.</summary>
/// <param name="Code">For addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it runs.</param>
/// <param name="Genre">What sort it is.</param>
/// <param name="Rating">Tenths; null when nobody has seen it.</param>
/// <param name="Hue">The poster's colour.</param>
public sealed record FilmView(string Code, Bilingual Title, int Minutes, FilmGenre Genre, int? Rating, int Hue);

/// <summary>A time at which a film is shown.</summary>
/// <param name="Code">The screening.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Fen">Of a seat.</param>
/// <param name="Language">What is spoken.</param>
/// <param name="Format">How it is shown.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="Free">Seats that are left.</param>
public sealed record ShowTime(string Code, DateTime StartsAt, DateTime EndsAt, long Fen, ScreeningLanguage Language, ScreeningFormat Format, string Hall, int Free);

/// <summary>A film of a day in a city.</summary>
/// <param name="Film">The film.</param>
/// <param name="FromFen">The lowest price of the day.</param>
/// <param name="Count">How often it is still shown that day.</param>
/// <param name="FirstAt">UTC: when it is shown next.</param>
/// <param name="LastAt">UTC: when it is shown for the last time that day.</param>
/// <param name="Next">The next few times.</param>
public sealed record FilmOfDay(FilmView Film, long FromFen, int Count, DateTime FirstAt, DateTime LastAt, IReadOnlyList<NextShow> Next);

/// <summary>One of the next times of a film.</summary>
/// <param name="Code">The screening.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="Cinema">The cinema's name.</param>
public sealed record NextShow(string Code, DateTime StartsAt, string Cinema);

/// <summary>A place in a list of films.</summary>
/// <param name="Count">How often the film there is shown.</param>
/// <param name="FilmId">The film's number.</param>
public sealed record FilmPlace(int Count, long FilmId);

/// <summary>A page of films.</summary>
/// <param name="Rows">Those that are shown most often first.</param>
/// <param name="Next">After which film the next page begins; null on the last.</param>
public sealed record FilmPageOf(IReadOnlyList<FilmOfDay> Rows, FilmPlace? Next);

/// <summary>A page of cinemas.</summary>
/// <param name="Rows">By their names.</param>
/// <param name="Next">After which name the next page begins; null on the last.</param>
public sealed record CinemaPageOf(IReadOnlyList<CinemaOfDay> Rows, string? Next);

/// <summary>A cinema that shows a film on a day.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Street and number.</param>
/// <param name="Times">From the first to the last.</param>
public sealed record CinemaOfDay(string Name, string Address, IReadOnlyList<ShowTime> Times);

/// <summary>A screening with its seats.</summary>
/// <param name="Film">The film.</param>
/// <param name="Time">When, and for how much.</param>
/// <param name="City">Where.</param>
/// <param name="Cinema">The cinema.</param>
/// <param name="Address">Street and number.</param>
/// <param name="Plan">The hall's seats.</param>
/// <param name="Taken">Seats that others hold or have bought.</param>
/// <param name="Mine">Seats that the reader holds or has bought.</param>
/// <param name="IsOnSale">Whether any can be bought.</param>
/// <param name="IsCancelled">Whether it was called off.</param>
public sealed record ScreeningView(
    FilmView Film, ShowTime Time, string City, string Cinema, string Address, HallPlan Plan, IReadOnlySet<int> Taken, IReadOnlySet<int> Mine, bool IsOnSale, bool IsCancelled);

/// <summary>An order of seats as its owner sees it.</summary>
/// <param name="Code">For addresses.</param>
/// <param name="State">How far it is; one whose time is up is let go, whether or not somebody came by to write it down.</param>
/// <param name="Film">The film.</param>
/// <param name="Time">When, and for how much.</param>
/// <param name="Cinema">The cinema.</param>
/// <param name="Address">City, street and number.</param>
/// <param name="Seats">The seats' names.</param>
/// <param name="SeatCount">How many.</param>
/// <param name="Fen">What all of them cost.</param>
/// <param name="DueFen">What is to be paid; less than zero when the change of a ticket gives money back.</param>
/// <param name="HeldUntil">UTC.</param>
/// <param name="SecondsLeft">Until then, by the portal's clock: the reader's may be wrong.</param>
/// <param name="TicketCode">What is shown at the door; null until it is paid.</param>
/// <param name="PaidAt">UTC.</param>
/// <param name="UsedAt">UTC.</param>
/// <param name="Replaces">The order that it takes the place of.</param>
/// <param name="IsCancelled">Whether the screening was called off.</param>
/// <param name="MayReturn">Whether it can be given back.</param>
/// <param name="MayChange">Whether it can be changed for another screening.</param>
public sealed record TicketView(
    string Code, TicketState State, FilmView Film, ShowTime Time, string Cinema, string Address, Bilingual Seats, int SeatCount, long Fen, long DueFen, DateTime HeldUntil, int SecondsLeft,
    string? TicketCode, DateTime? PaidAt, DateTime? UsedAt, string? Replaces, bool IsCancelled, bool MayReturn, bool MayChange)
{
    /// <summary>How far it is, in a word of the texts.</summary>
    public string Standing => State != TicketState.Paid ? State.ToString() : IsCancelled ? "CalledOff" : UsedAt is not null ? "Used" : State.ToString();
}

/// <summary>A page of somebody's orders.</summary>
/// <param name="Rows">The latest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record TicketPageOf(IReadOnlyList<TicketView> Rows, long? Next);

/// <summary>What is asked for at the seat map.</summary>
/// <param name="Key">The form's own key: sent twice, it is one order.</param>
/// <param name="Screening">The screening's code.</param>
/// <param name="Places">The seats' numbers.</param>
/// <param name="Replaces">The ticket that is changed; null when a new one is bought.</param>
public sealed record SeatWish(Guid Key, string Screening, IReadOnlyList<int> Places, string? Replaces = null);

/// <summary>How holding seats ended.</summary>
/// <param name="Code">The order; null when there is none.</param>
/// <param name="Problem">Why, for the reader.</param>
/// <param name="Taken">The seats that somebody else has by now.</param>
/// <param name="Open">An order that the reader holds already, and ends first.</param>
public sealed record HoldResult(string? Code, Bilingual? Problem, IReadOnlyList<int> Taken, string? Open = null)
{
    internal static HoldResult Of(string code) => new(code, null, []);

    internal static HoldResult No(Bilingual problem) => new(null, problem, []);
}

/// <summary>How a step of an order ended.</summary>
public enum TicketOutcome
{
    /// <summary>Done, now or before.</summary>
    Done = 1,

    /// <summary>There is no such order of the reader's.</summary>
    Missing,

    /// <summary>It is not, or no longer, possible.</summary>
    Refused,
}

/// <summary>The answer to a step of an order.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record TicketResult(TicketOutcome Outcome, Wallet.WalletProblem? Problem = null)
{
    internal static TicketResult Done { get; } = new(TicketOutcome.Done);

    internal static TicketResult Missing { get; } = new(TicketOutcome.Missing);

    internal static TicketResult No(Wallet.WalletProblem problem) => new(TicketOutcome.Refused, problem);

    internal static TicketResult Because(Bilingual problem) => No(new Wallet.WalletProblem(Wallet.WalletFields.Form, problem));
}
