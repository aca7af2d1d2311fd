using System.Globalization;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Cards in words.</summary>
internal static class CardWords
{
    /// <summary>What a card is good for, in a few large words: ¥30, 20% off. Nothing where only its text says it.</summary>
    public static string? Worth(CardTerms terms) => terms switch
    {
        { Kind: CardKind.Cash, ReduceCost: > 0 } => Money.Yuan(terms.ReduceCost).Replace(".00", "", StringComparison.Ordinal),
        // 30 % off is paid seven tenths of, and so it is said in Chinese.
        { Kind: CardKind.Discount, Discount: > 0 and <= CardTerms.DiscountMax } => new Bilingual($"{terms.Discount}% off", $"{Tenths(100 - terms.Discount)}折").ToString(),
        _ => null,
    };

    /// <summary>From which sum on.</summary>
    public static string? Condition(CardTerms terms) => terms switch
    {
        { Kind: CardKind.Cash, LeastCost: > 0 } => new Bilingual($"from {Money.Yuan(terms.LeastCost)}", $"满 {Money.Yuan(terms.LeastCost)} 可用").ToString(),
        { Kind: CardKind.Cash } => new Bilingual("for any sum", "无门槛").ToString(),
        _ => null,
    };

    /// <summary>The time of a card that nobody has taken yet.</summary>
    public static string? Period(this IStringLocalizer<CardTexts> texts, CardTerms terms) => terms switch
    {
        { Validity: CardValidity.FixedRange, BeginsAt: { } from, EndsAt: { } until } => texts["ValidRange", ChinaTime.Day(from), LastDay(until)].Value,
        { Validity: CardValidity.FixedTerm, TermDays: > 0, BeginAfterDays: 0 } => texts["ValidTerm", terms.TermDays].Value,
        { Validity: CardValidity.FixedTerm, TermDays: > 0 } => texts["ValidTermAfter", terms.BeginAfterDays, terms.TermDays].Value,
        { Validity: CardValidity.Permanent } => texts["ValidForEver"].Value,
        _ => null,
    };

    /// <summary>The time of a copy.</summary>
    public static string Period(this IStringLocalizer<CardTexts> texts, DateTime from, DateTime? until) =>
        until is { } end ? texts["ValidRange", ChinaTime.Day(from), LastDay(end)] : texts["ValidForEver"];

    /// <summary>On which days and at which hours; null for always.</summary>
    public static string? Times(this IStringLocalizer<CardTexts> texts, CardTerms terms)
    {
        var days = terms.Days == CardDays.Every ? null
            : string.Join(texts["ListComma"].Value, EachDay.Where(day => terms.Days.HasFlag(day)).Select(day => texts[$"Day_{day}"].Value));
        var hours = terms is { FromMinute: { } from, UntilMinute: { } until } ? $"{Clock(from)}–{Clock(until)}" : null;
        return days is null && hours is null ? null : string.Join(' ', new[] { days, hours }.OfType<string>());
    }

    /// <summary>The kinds of days, one by one.</summary>
    public static IReadOnlyList<CardDays> EachDay { get; } =
        [CardDays.Monday, CardDays.Tuesday, CardDays.Wednesday, CardDays.Thursday, CardDays.Friday, CardDays.Saturday, CardDays.Sunday, CardDays.Holiday];

    /// <summary>A fault, as it stands beside its field.</summary>
    public static string Of(this IStringLocalizer<CardTexts> texts, CardFault fault) => fault switch
    {
        { Problem: CardProblem.TooLong, Field: CardField.Description } => texts["Fault_TooLong", CardTerms.DescriptionMax].Value,
        { Problem: CardProblem.TooLong, Field: CardField.Detail } => texts["Fault_TooLong", CardTerms.DetailMax].Value,
        { Problem: CardProblem.TooLong } => texts["Fault_TooWide", UnitsOf(fault.Field) / 2, UnitsOf(fault.Field)].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.LeastCost or CardField.ReduceCost } => texts["Fault_Amount", Money.Yuan(CardTerms.CostMax)].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.Discount } => texts["Fault_Between", 1, CardTerms.DiscountMax].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.Quantity } => texts["Fault_Between", 1, CardTerms.QuantityMax.ToString("N0", CultureInfo.CurrentCulture)].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.GetLimit or CardField.UseLimit } => texts["Fault_Between", 1, CardTerms.GetLimitMax].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.BeginAfter } => texts["Fault_Between", 0, CardTerms.TermDaysMax].Value,
        { Problem: CardProblem.OutOfRange, Field: CardField.TermDays } => texts["Fault_Between", 1, CardTerms.TermDaysMax].Value,
        { Problem: CardProblem.Missing, Field: CardField.Stores or CardField.Days or CardField.Period or CardField.Hours } => texts[$"Fault_Missing_{fault.Field}"],
        _ => texts[$"Fault_{fault.Problem}"],
    };

    /// <summary>Most units of a field, and how many stand in it.</summary>
    public static int UnitsOf(CardField field) => field switch
    {
        CardField.BrandName => CardTerms.BrandNameUnits,
        CardField.Title => CardTerms.TitleUnits,
        CardField.SubTitle => CardTerms.SubTitleUnits,
        _ => CardTerms.NoticeUnits,
    };

    /// <summary>The colour of a state's chip.</summary>
    public static string ChipOf(CardState state) => state switch
    {
        CardState.NotVerified => "chip--info",
        CardState.Verified or CardState.Dispatched => "chip--ok",
        CardState.VerifyFailed => "chip--bad",
        CardState.Stopped => "chip--warn",
        _ => "",
    };

    /// <summary>A minute of the day as a clock shows it.</summary>
    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>Digits in fours.</summary>
    public static string InFours(string code) => string.Join(' ', code.Chunk(4).Select(part => new string(part)));

    // An end is kept as the first moment after it.
    private static string LastDay(DateTime until) => ChinaTime.Day(until.AddTicks(-1));

    private static string Tenths(int percent) => (percent / 10m).ToString("0.#", CultureInfo.InvariantCulture);
}
