using System.Globalization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>What stands in the editor's fields, as typed: what is no number is kept as it is, and refused beside its field.</summary>
public sealed class CardForm
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm";

    /// <summary>The version that is written on; null for a new card.</summary>
    public Guid? Version { get; set; }

    /// <summary>Which kind.</summary>
    public CardKind Kind { get; set; } = CardKind.Cash;

    /// <summary>Its colour.</summary>
    public CardColor Color { get; set; } = CardColor.Color010;

    /// <summary>Who gives it.</summary>
    public string BrandName { get; set; } = "";

    /// <summary>Headline.</summary>
    public string Title { get; set; } = "";

    /// <summary>Line under it.</summary>
    public string SubTitle { get; set; } = "";

    /// <summary>What to do at the counter.</summary>
    public string Notice { get; set; } = "";

    /// <summary>The small print.</summary>
    public string Description { get; set; } = "";

    /// <summary>What it is good for.</summary>
    public string Detail { get; set; } = "";

    /// <summary>Yuan.</summary>
    public string LeastCost { get; set; } = "";

    /// <summary>Yuan.</summary>
    public string ReduceCost { get; set; } = "";

    /// <summary>Percent off.</summary>
    public string Discount { get; set; } = "";

    /// <summary>Copies.</summary>
    public string Quantity { get; set; } = "";

    /// <summary>Copies a person.</summary>
    public string GetLimit { get; set; } = "1";

    /// <summary>Uses a person.</summary>
    public string UseLimit { get; set; } = "";

    /// <summary>Its link may be passed on.</summary>
    public bool CanShare { get; set; } = true;

    /// <summary>A copy may be given on.</summary>
    public bool CanGiveFriend { get; set; } = true;

    /// <summary>How its time is counted.</summary>
    public CardValidity Validity { get; set; } = CardValidity.FixedRange;

    /// <summary>Makes it of another kind; a time that the kind does not have becomes its usual one.</summary>
    public void Become(CardKind kind)
    {
        var usual = Kind != kind && kind == CardKind.MemberCard;
        Kind = kind;
        if (usual || !CardTerms.ValiditiesOf(kind).Contains(Validity))
            Validity = CardTerms.ValiditiesOf(kind)[0];
    }

    /// <summary>First day.</summary>
    public string FirstDay { get; set; } = "";

    /// <summary>Last day, itself included.</summary>
    public string LastDay { get; set; } = "";

    /// <summary>Days until it begins.</summary>
    public string BeginAfter { get; set; } = "0";

    /// <summary>Days that it lasts.</summary>
    public string TermDays { get; set; } = "";

    /// <summary>From when on it can be taken.</summary>
    public string TakeFrom { get; set; } = "";

    /// <summary>At all shops.</summary>
    public bool UseAllStores { get; set; } = true;

    /// <summary>At these.</summary>
    public List<string> Stores { get; set; } = [];

    /// <summary>On which days.</summary>
    public CardDays Days { get; set; } = CardDays.Every;

    /// <summary>From which hour.</summary>
    public string From { get; set; } = "";

    /// <summary>Until which hour.</summary>
    public string Until { get; set; } = "";

    /// <summary>What the counter reads.</summary>
    public CardCodeType CodeType { get; set; } = CardCodeType.Barcode;

    /// <summary>The fields of a card.</summary>
    public static CardForm Of(CardSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var terms = sheet.Terms;
        return new()
        {
            Version = sheet.Version,
            Kind = terms.Kind,
            Color = terms.Color,
            BrandName = terms.BrandName,
            Title = terms.Title,
            SubTitle = terms.SubTitle,
            Notice = terms.Notice,
            Description = terms.Description,
            Detail = terms.Detail,
            LeastCost = Yuan(terms.LeastCost),
            ReduceCost = Yuan(terms.ReduceCost),
            Discount = Number(terms.Discount),
            Quantity = Number(terms.Quantity),
            GetLimit = Number(terms.GetLimit),
            UseLimit = Number(terms.UseLimit ?? 0),
            CanShare = terms.CanShare,
            CanGiveFriend = terms.CanGiveFriend,
            Validity = terms.Validity,
            FirstDay = Day(terms.BeginsAt),
            LastDay = Day(terms.EndsAt?.AddTicks(-1)),
            BeginAfter = terms.BeginAfterDays.ToString(CultureInfo.InvariantCulture),
            TermDays = Number(terms.TermDays),
            TakeFrom = terms.TakeFrom is { } from ? ZonedTime.ToLocal(from, ChinaTime.Zone).ToString(TimeFormat, CultureInfo.InvariantCulture) : "",
            UseAllStores = terms.UseAllStores,
            Stores = [.. sheet.Stores],
            Days = terms.Days,
            From = Clock(terms.FromMinute),
            Until = Clock(terms.UntilMinute),
            CodeType = terms.CodeType,
        };
    }

    /// <summary>What stands in the fields; -1 and times out of all bounds stand for what is none.</summary>
    public CardTerms Terms() => new()
    {
        Kind = Kind,
        Color = Color,
        BrandName = BrandName,
        Title = Title,
        SubTitle = SubTitle,
        Notice = Notice,
        Description = Description,
        Detail = Detail,
        LeastCost = Fen(LeastCost),
        ReduceCost = Fen(ReduceCost),
        Discount = Whole(Discount, 0),
        Quantity = Whole(Quantity, 0),
        GetLimit = Whole(GetLimit, -1),
        UseLimit = string.IsNullOrWhiteSpace(UseLimit) ? null : Whole(UseLimit, -1),
        CanShare = CanShare,
        CanGiveFriend = CanGiveFriend,
        Validity = Validity,
        BeginsAt = At(FirstDay, 0),
        EndsAt = At(LastDay, 1),
        BeginAfterDays = Whole(BeginAfter, 0),
        TermDays = Whole(TermDays, 0),
        TakeFrom = string.IsNullOrWhiteSpace(TakeFrom) ? null
            : DateTime.TryParseExact(TakeFrom, [TimeFormat, "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time < CardTerms.Latest ? ZonedTime.ToUtc(time, ChinaTime.Zone) : DateTime.MaxValue,
        UseAllStores = UseAllStores,
        Days = Days,
        FromMinute = Minute(From),
        UntilMinute = Minute(Until),
        CodeType = CodeType,
    };

    private static string Number(int number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => fen == 0 ? "" : (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Day(DateTime? utc) => utc is { } time ? ChinaTime.DayOf(time).ToString(DayFormat, CultureInfo.InvariantCulture) : "";

    private static string Clock(int? minute) => minute is { } time ? CardWords.Clock(time == CardTerms.DayMinutes ? time - 1 : time) : "";

    private static int Whole(string typed, int none) => string.IsNullOrWhiteSpace(typed) ? none
        : int.TryParse(typed.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static long Fen(string typed) => string.IsNullOrWhiteSpace(typed) || typed.Trim() == "0" ? 0 : Money.Read(typed, CardTerms.CostMax).Fen ?? -1;

    private static DateTime? At(string typed, int days) => string.IsNullOrWhiteSpace(typed) ? null
        : DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 2040 ? ChinaTime.StartOf(day.AddDays(days)) : DateTime.MaxValue;

    // The last minute of the day stands for its end: a browser's field of time knows no 24:00.
    private static int? Minute(string typed) => string.IsNullOrWhiteSpace(typed) ? null
        : TimeOnly.TryParse(typed, CultureInfo.InvariantCulture, out var time) ? ((time.Hour * 60) + time.Minute is var minute && minute == CardTerms.DayMinutes - 1 ? CardTerms.DayMinutes : minute) : -1;
}
