using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>What kind of card it is (DOMAIN 7.1, <c>card_type</c>).</summary>
public enum CardKind
{
    /// <summary>团购券: a deal bought together.</summary>
    Groupon = 1,

    /// <summary>代金券: money off, maybe from a sum on.</summary>
    Cash,

    /// <summary>折扣券: a part off.</summary>
    Discount,

    /// <summary>兑换券: a thing for it.</summary>
    Gift,

    /// <summary>优惠券: whatever its text says.</summary>
    GeneralCoupon,

    /// <summary>会员卡: a membership.</summary>
    MemberCard,

    /// <summary>会议门票: a ticket for an event.</summary>
    MeetingTicket,

    /// <summary>景区门票: a ticket for a place.</summary>
    ScenicTicket,
}

/// <summary>The ten colours a card may have.</summary>
public enum CardColor
{
    /// <summary>Green.</summary>
    Color010 = 1,

    /// <summary>Deep green.</summary>
    Color020,

    /// <summary>Teal.</summary>
    Color030,

    /// <summary>Blue.</summary>
    Color040,

    /// <summary>Violet.</summary>
    Color050,

    /// <summary>Ochre.</summary>
    Color060,

    /// <summary>Brown.</summary>
    Color070,

    /// <summary>Orange.</summary>
    Color080,

    /// <summary>Red.</summary>
    Color090,

    /// <summary>Crimson.</summary>
    Color100,
}

/// <summary>How long an issued copy is valid (<c>date_info</c>).</summary>
public enum CardValidity
{
    /// <summary>DATE_TYPE_FIX_TIME_RANGE: all copies from one day to another.</summary>
    FixedRange = 1,

    /// <summary>DATE_TYPE_FIX_TERM: each a number of days from when it was taken.</summary>
    FixedTerm,

    /// <summary>DATE_TYPE_PERMANENT: without an end. Membership cards alone.</summary>
    Permanent,
}

/// <summary>What the counter reads from a copy (<c>code_type</c>).</summary>
public enum CardCodeType
{
    /// <summary>CODE_TYPE_TEXT: the digits.</summary>
    Text = 1,

    /// <summary>CODE_TYPE_BARCODE: a barcode with its digits.</summary>
    Barcode,

    /// <summary>CODE_TYPE_QRCODE: a QR code with its digits.</summary>
    QrCode,

    /// <summary>CODE_TYPE_ONLY_BARCODE: a barcode without digits.</summary>
    OnlyBarcode,

    /// <summary>CODE_TYPE_ONLY_QRCODE: a QR code without digits.</summary>
    OnlyQrCode,
}

/// <summary>Kinds of days on which a card may be used (<c>time_limit</c>). A public holiday is a kind of its own, whatever day of the week it falls on.</summary>
[Flags]
public enum CardDays
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Mondays.</summary>
    Monday = 1,

    /// <summary>Tuesdays.</summary>
    Tuesday = 2,

    /// <summary>Wednesdays.</summary>
    Wednesday = 4,

    /// <summary>Thursdays.</summary>
    Thursday = 8,

    /// <summary>Fridays.</summary>
    Friday = 16,

    /// <summary>Saturdays.</summary>
    Saturday = 32,

    /// <summary>Sundays.</summary>
    Sunday = 64,

    /// <summary>Public holidays.</summary>
    Holiday = 128,

    /// <summary>Every day.</summary>
    Every = 255,
}

/// <summary>The parts of a card that are written, each a field of the form.</summary>
public enum CardField
{
    /// <summary>Which kind.</summary>
    Kind = 1,

    /// <summary>Colour.</summary>
    Color,

    /// <summary>Who gives it.</summary>
    BrandName,

    /// <summary>Headline.</summary>
    Title,

    /// <summary>Line under the headline.</summary>
    SubTitle,

    /// <summary>What the counter is told.</summary>
    Notice,

    /// <summary>The small print.</summary>
    Description,

    /// <summary>What the copy is good for, in words.</summary>
    Detail,

    /// <summary>From which sum on.</summary>
    LeastCost,

    /// <summary>How much off.</summary>
    ReduceCost,

    /// <summary>Which part off.</summary>
    Discount,

    /// <summary>How many copies.</summary>
    Quantity,

    /// <summary>How many a person may take.</summary>
    GetLimit,

    /// <summary>How many a person may use.</summary>
    UseLimit,

    /// <summary>Valid from when until when.</summary>
    Period,

    /// <summary>Days until it begins.</summary>
    BeginAfter,

    /// <summary>Days that it lasts.</summary>
    TermDays,

    /// <summary>From when on it can be taken.</summary>
    TakeFrom,

    /// <summary>At which shops.</summary>
    Stores,

    /// <summary>On which days.</summary>
    Days,

    /// <summary>At which hours.</summary>
    Hours,

    /// <summary>What the counter reads.</summary>
    CodeType,
}

/// <summary>What can be wrong with a field.</summary>
public enum CardProblem
{
    /// <summary>Nothing there; stops handing it in, not a save.</summary>
    Missing = 1,

    /// <summary>Longer than its limit (45021).</summary>
    TooLong,

    /// <summary>Invisible characters, or ones that turn the text around.</summary>
    Characters,

    /// <summary>No number, or outside what is allowed.</summary>
    OutOfRange,

    /// <summary>The end is not after the beginning (40079).</summary>
    Backwards,

    /// <summary>The end has passed (40079).</summary>
    Over,

    /// <summary>More off than the sum from which on it counts.</summary>
    TooMuch,
}

/// <summary>A field and what is wrong with it.</summary>
/// <param name="Field">Where.</param>
/// <param name="Problem">What.</param>
public sealed record CardFault(CardField Field, CardProblem Problem);

/// <summary>What a brand has written of a card, complete or not. A number that was typed and is none, or out of range, is kept as -1 until it is mended.</summary>
public sealed record CardTerms
{
    /// <summary>Longest name of the brand, in units: a Chinese character is two, a Latin letter one. Twelve characters.</summary>
    public const int BrandNameUnits = 24;

    /// <summary>Longest title, in units: nine Chinese characters.</summary>
    public const int TitleUnits = 18;

    /// <summary>Longest line under the title, in units: eighteen Chinese characters.</summary>
    public const int SubTitleUnits = 36;

    /// <summary>Longest notice for the counter, in units: sixteen Chinese characters.</summary>
    public const int NoticeUnits = 32;

    /// <summary>Longest small print, characters.</summary>
    public const int DescriptionMax = 1024;

    /// <summary>Longest text of what it is good for, characters.</summary>
    public const int DetailMax = 300;

    /// <summary>Most copies of one card.</summary>
    public const int QuantityMax = 100_000_000;

    /// <summary>Most copies that one person may take.</summary>
    public const int GetLimitMax = 50;

    /// <summary>Largest sum, fen.</summary>
    public const long CostMax = 100_000_00;

    /// <summary>Largest part off, percent.</summary>
    public const int DiscountMax = 99;

    /// <summary>Longest term, and longest wait for its beginning, days.</summary>
    public const int TermDaysMax = 366;

    /// <summary>Minutes of a day.</summary>
    public const int DayMinutes = 24 * 60;

    /// <summary>Times of a card end before the second that 32 bits can count no further.</summary>
    public static readonly DateTime Latest = new(2038, 1, 18, 16, 0, 0, DateTimeKind.Utc);

    /// <summary>Nothing written yet.</summary>
    public static CardTerms Empty { get; } = new();

    /// <summary>The kinds that a brand can make.</summary>
    public static IReadOnlyList<CardKind> Offered { get; } =
        [CardKind.Cash, CardKind.Discount, CardKind.Gift, CardKind.Groupon, CardKind.GeneralCoupon, CardKind.MeetingTicket, CardKind.ScenicTicket, CardKind.MemberCard];

    /// <summary>Which kind.</summary>
    public CardKind Kind { get; init; } = CardKind.Cash;

    /// <summary>Its colour.</summary>
    public CardColor Color { get; init; } = CardColor.Color010;

    /// <summary>Who gives it; the account's name unless another is written.</summary>
    public string BrandName { get; init; } = "";

    /// <summary>Headline.</summary>
    public string Title { get; init; } = "";

    /// <summary>Line under it; may be empty.</summary>
    public string SubTitle { get; init; } = "";

    /// <summary>What to do at the counter.</summary>
    public string Notice { get; init; } = "";

    /// <summary>The small print.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is good for: the deal, the gift, the offer, the event.</summary>
    public string Detail { get; init; } = "";

    /// <summary>From which sum on it counts, fen; 0 for any. Money off alone.</summary>
    public long LeastCost { get; init; }

    /// <summary>How much off, fen. Money off alone.</summary>
    public long ReduceCost { get; init; }

    /// <summary>Percent off: 30 is 30 % off. A part off alone.</summary>
    public int Discount { get; init; }

    /// <summary>How many copies there are at the beginning.</summary>
    public int Quantity { get; init; }

    /// <summary>How many one person may take.</summary>
    public int GetLimit { get; init; } = 1;

    /// <summary>How many one person may use; null for all they have.</summary>
    public int? UseLimit { get; init; }

    /// <summary>Shown with a way to pass its link on.</summary>
    public bool CanShare { get; init; } = true;

    /// <summary>A copy may be given to a friend.</summary>
    public bool CanGiveFriend { get; init; } = true;

    /// <summary>How the time of a copy is counted.</summary>
    public CardValidity Validity { get; init; } = CardValidity.FixedRange;

    /// <summary>UTC from which all copies are valid; of a fixed range.</summary>
    public DateTime? BeginsAt { get; init; }

    /// <summary>UTC until which they are, itself not included; of a fixed range.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>After how many days a copy begins to be valid, 0 for at once; of a fixed term.</summary>
    public int BeginAfterDays { get; init; }

    /// <summary>How many days it is valid; of a fixed term.</summary>
    public int TermDays { get; init; }

    /// <summary>UTC from which on it can be taken; null for as soon as it is issued.</summary>
    public DateTime? TakeFrom { get; init; }

    /// <summary>At all shops of the brand; else at those named with the card.</summary>
    public bool UseAllStores { get; init; } = true;

    /// <summary>On which days.</summary>
    public CardDays Days { get; init; } = CardDays.Every;

    /// <summary>Minute of the day from which on; null for the whole day.</summary>
    public int? FromMinute { get; init; }

    /// <summary>Minute of the day until which, itself not included.</summary>
    public int? UntilMinute { get; init; }

    /// <summary>What the counter reads.</summary>
    public CardCodeType CodeType { get; init; } = CardCodeType.Barcode;

    /// <summary>Does this kind say in words what it is good for?</summary>
    public bool HasDetail => Kind is not (CardKind.Cash or CardKind.Discount);

    /// <summary>Is it a membership? One for each person, for themselves, at every shop and hour; shown at the counter and never used up.</summary>
    public bool IsMember => Kind == CardKind.MemberCard;

    /// <summary>Is it a ticket?</summary>
    public bool IsTicket => Kind is CardKind.MeetingTicket or CardKind.ScenicTicket;

    /// <summary>How the time of a copy of such a kind may be counted.</summary>
    public static IReadOnlyList<CardValidity> ValiditiesOf(CardKind kind) => kind == CardKind.MemberCard
        ? [CardValidity.Permanent, CardValidity.FixedTerm, CardValidity.FixedRange] : [CardValidity.FixedRange, CardValidity.FixedTerm];

    /// <summary>As it is kept: one-line texts on one line, and nothing left of what another kind or validity had asked for.</summary>
    public CardTerms Tidied() => (IsMember ? AsMembership() : this).Lean();

    // What a membership is not asked.
    private CardTerms AsMembership() => this with
    {
        GetLimit = 1,
        UseLimit = null,
        CanGiveFriend = false,
        UseAllStores = true,
        Days = CardDays.Every,
        FromMinute = null,
        UntilMinute = null,
    };

    private CardTerms Lean() => this with
    {
        BrandName = OneLine(BrandName),
        Title = OneLine(Title),
        SubTitle = OneLine(SubTitle),
        Notice = OneLine(Notice),
        Description = Description.ReplaceLineEndings("\n").Trim(),
        Detail = HasDetail ? Detail.ReplaceLineEndings("\n").Trim() : "",
        LeastCost = Kind == CardKind.Cash ? LeastCost : 0,
        ReduceCost = Kind == CardKind.Cash ? ReduceCost : 0,
        Discount = Kind == CardKind.Discount ? Discount : 0,
        BeginsAt = Validity == CardValidity.FixedRange ? BeginsAt : null,
        EndsAt = Validity == CardValidity.FixedRange ? EndsAt : null,
        BeginAfterDays = Validity == CardValidity.FixedTerm ? BeginAfterDays : 0,
        TermDays = Validity == CardValidity.FixedTerm ? TermDays : 0,
    };

    /// <summary>What cannot even be kept as a draft.</summary>
    public IEnumerable<CardFault> Unstorable()
    {
        foreach (var (field, text, units) in new[]
            { (CardField.BrandName, BrandName, BrandNameUnits), (CardField.Title, Title, TitleUnits), (CardField.SubTitle, SubTitle, SubTitleUnits), (CardField.Notice, Notice, NoticeUnits) })
        {
            if (text.Length > units || AccountName.UnitsOf(text) > units)
                yield return new(field, CardProblem.TooLong);
            else if (!VisibleText.IsQuiet(text))
                yield return new(field, CardProblem.Characters);
        }

        foreach (var (field, text, most) in new[] { (CardField.Description, Description, DescriptionMax), (CardField.Detail, Detail, DetailMax) })
        {
            if (text.Length > most)
                yield return new(field, CardProblem.TooLong);
            else if (!VisibleText.IsQuiet(text.Replace("\n", "", StringComparison.Ordinal)))
                yield return new(field, CardProblem.Characters);
        }

        foreach (var (field, good) in new[]
        {
            (CardField.Kind, Offered.Contains(Kind)), (CardField.Color, Enum.IsDefined(Color)), (CardField.CodeType, Enum.IsDefined(CodeType)),
            (CardField.LeastCost, LeastCost is >= 0 and <= CostMax), (CardField.ReduceCost, ReduceCost is >= 0 and <= CostMax),
            (CardField.Discount, Discount is >= 0 and <= DiscountMax), (CardField.Quantity, Quantity is >= 0 and <= QuantityMax),
            (CardField.GetLimit, GetLimit is >= 1 and <= GetLimitMax), (CardField.UseLimit, UseLimit is null or (>= 1 and <= GetLimitMax)),
            (CardField.BeginAfter, BeginAfterDays is >= 0 and <= TermDaysMax), (CardField.TermDays, TermDays is >= 0 and <= TermDaysMax),
            (CardField.Period, ValiditiesOf(Kind).Contains(Validity)), (CardField.Days, Days is >= CardDays.None and <= CardDays.Every), (CardField.Period, BeginsAt is null || BeginsAt < Latest), (CardField.Period, EndsAt is null || EndsAt <= Latest),
            (CardField.TakeFrom, TakeFrom is null || TakeFrom < Latest), (CardField.Hours, AreMinutes(FromMinute) && AreMinutes(UntilMinute)),
        })
        {
            if (!good)
                yield return new(field, CardProblem.OutOfRange);
        }
    }

    /// <summary>What stands against handing it in now.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="stores">How many shops are named with it.</param>
    public IEnumerable<CardFault> Unready(DateTime now, int stores)
    {
        foreach (var fault in Unstorable())
            yield return fault;
        foreach (var (field, there) in new[]
        {
            (CardField.Title, VisibleText.IsSeen(Title)), (CardField.BrandName, VisibleText.IsSeen(BrandName)), (CardField.Notice, VisibleText.IsSeen(Notice)), (CardField.Description, VisibleText.IsSeen(Description)),
            (CardField.Detail, !HasDetail || VisibleText.IsSeen(Detail)), (CardField.ReduceCost, Kind != CardKind.Cash || ReduceCost != 0), (CardField.Discount, Kind != CardKind.Discount || Discount != 0),
            (CardField.Quantity, Quantity != 0), (CardField.Stores, UseAllStores || stores > 0), (CardField.Days, Days != CardDays.None), (CardField.TermDays, Validity != CardValidity.FixedTerm || TermDays != 0),
            (CardField.Hours, FromMinute is null == UntilMinute is null), (CardField.Period, Validity != CardValidity.FixedRange || (BeginsAt is not null && EndsAt is not null)),
        })
        {
            if (!there)
                yield return new(field, CardProblem.Missing);
        }

        if (Kind == CardKind.Cash && LeastCost > 0 && ReduceCost > LeastCost)
            yield return new(CardField.ReduceCost, CardProblem.TooMuch);
        if (EndsAt <= BeginsAt)
            yield return new(CardField.Period, CardProblem.Backwards);
        else if (EndsAt <= now)
            yield return new(CardField.Period, CardProblem.Over);
        if (TakeFrom >= EndsAt)
            yield return new(CardField.TakeFrom, CardProblem.Over);
        if (UntilMinute <= FromMinute)
            yield return new(CardField.Hours, CardProblem.Backwards);
    }

    private static bool AreMinutes(int? minute) => minute is null or (>= 0 and <= DayMinutes);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
