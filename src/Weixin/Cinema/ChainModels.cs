using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Names of the fields of the chain's forms, as a problem names them.</summary>
public static class ChainFields
{
    /// <summary>A cinema's or a hall's name.</summary>
    public const string Name = nameof(Name);

    /// <summary>The city.</summary>
    public const string City = nameof(City);

    /// <summary>The address.</summary>
    public const string Address = nameof(Address);

    /// <summary>A hall's seats.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>A film's Chinese title.</summary>
    public const string TitleZh = nameof(TitleZh);

    /// <summary>A film's English title.</summary>
    public const string TitleEn = nameof(TitleEn);

    /// <summary>How long it runs.</summary>
    public const string Minutes = nameof(Minutes);

    /// <summary>The film of a screening.</summary>
    public const string Film = nameof(Film);

    /// <summary>The hall of a screening.</summary>
    public const string Hall = nameof(Hall);

    /// <summary>The time of day.</summary>
    public const string Time = nameof(Time);

    /// <summary>The price.</summary>
    public const string Price = nameof(Price);
}

/// <summary>What is wrong, and where.</summary>
/// <param name="Field">One of <see cref="ChainFields"/>.</param>
/// <param name="Reason">What to do about it.</param>
public sealed record ChainProblem(string Field, Bilingual Reason);

/// <summary>How a change of the programme ended.</summary>
/// <param name="Found">Whether there is such an account for the actor.</param>
/// <param name="Problems">What is wrong; empty when it is done.</param>
public sealed record ChainResult(bool Found, IReadOnlyList<ChainProblem> Problems)
{
    internal static ChainResult Missing { get; } = new(false, []);

    internal static ChainResult Done { get; } = new(true, []);

    /// <summary>Whether it is done.</summary>
    public bool IsDone => Found && Problems.Count == 0;

    internal static ChainResult No(params IReadOnlyList<ChainProblem> problems) => new(true, problems);

    internal static ChainResult No(string field, Bilingual reason) => No(new ChainProblem(field, reason));
}

/// <summary>What is typed for a cinema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="City">Where it is.</param>
/// <param name="Address">Street and number.</param>
public sealed record CinemaForm(string? Name, string? City, string? Address);

/// <summary>What is typed for a hall.</summary>
/// <param name="Cinema">The cinema's code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Plan">Its seats.</param>
public sealed record HallForm(string? Cinema, string? Name, string? Plan);

/// <summary>What is typed for a film.</summary>
/// <param name="TitleZh">Its Chinese title.</param>
/// <param name="TitleEn">Its English title.</param>
/// <param name="Minutes">As typed.</param>
/// <param name="Genre">What sort it is.</param>
public sealed record FilmForm(string? TitleZh, string? TitleEn, string? Minutes, FilmGenre Genre);

/// <summary>What is typed for a screening.</summary>
/// <param name="Film">The film's code.</param>
/// <param name="Hall">The hall's code.</param>
/// <param name="Day">The day, on China's clock.</param>
/// <param name="Time">Hours and minutes as typed.</param>
/// <param name="Price">Yuan as typed.</param>
/// <param name="Language">What is spoken.</param>
/// <param name="Format">How it is shown.</param>
public sealed record ScreeningForm(string? Film, string? Hall, DateOnly Day, string? Time, string? Price, ScreeningLanguage Language, ScreeningFormat Format);

/// <summary>A hall as its chain sees it.</summary>
/// <param name="Code">For forms.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SeatCount">How many seats.</param>
public sealed record HallRow(string Code, string Name, int SeatCount);

/// <summary>A cinema as its chain sees it.</summary>
/// <param name="Code">For forms.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">Where it is.</param>
/// <param name="Address">Street and number.</param>
/// <param name="Halls">Its halls.</param>
public sealed record CinemaRow(string Code, string Name, string City, string Address, IReadOnlyList<HallRow> Halls);

/// <summary>What a chain has.</summary>
/// <param name="Cinemas">Its cinemas.</param>
/// <param name="Films">Its films, the newest first.</param>
/// <param name="Sells">Whether subscribers see and buy: the account is verified.</param>
public sealed record ChainView(IReadOnlyList<CinemaRow> Cinemas, IReadOnlyList<FilmView> Films, bool Sells);

/// <summary>A screening as its chain sees it.</summary>
/// <param name="Code">For forms.</param>
/// <param name="Film">The film's title.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Fen">Of a seat.</param>
/// <param name="Sold">Seats that are sold.</param>
/// <param name="Held">Seats that are held.</param>
/// <param name="Total">Seats of the hall.</param>
/// <param name="IsCancelled">Whether it was called off.</param>
/// <param name="Owed">Orders whose money has not gone back yet.</param>
/// <param name="MayCancel">Whether it can be called off.</param>
public sealed record ScreeningRow(
    string Code, Bilingual Film, string Hall, DateTime StartsAt, DateTime EndsAt, long Fen, int Sold, int Held, int Total, bool IsCancelled, int Owed, bool MayCancel);

/// <summary>How looking at a ticket at the door ended.</summary>
public enum DoorOutcome
{
    /// <summary>It is good: let in, or about to be.</summary>
    Good = 1,

    /// <summary>There is no such ticket of this chain.</summary>
    Missing,

    /// <summary>Somebody was let in with it.</summary>
    Used,

    /// <summary>It was given back or changed.</summary>
    Returned,

    /// <summary>The screening was called off.</summary>
    Cancelled,

    /// <summary>The door is not open yet.</summary>
    TooEarly,

    /// <summary>The film is over.</summary>
    Over,

    /// <summary>The actor has looked up more than anybody looks up.</summary>
    TooMany,
}

/// <summary>A ticket at the door.</summary>
/// <param name="Outcome">What is to be done with it.</param>
/// <param name="Film">The film's title.</param>
/// <param name="Cinema">The cinema's name.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="Seats">The seats' names.</param>
/// <param name="SeatCount">How many people.</param>
/// <param name="UsedAt">UTC, when somebody was let in with it.</param>
public sealed record DoorTicket(DoorOutcome Outcome, Bilingual Film, string Cinema, string Hall, DateTime StartsAt, Bilingual Seats, int SeatCount, DateTime? UsedAt);
