using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Times of cards, counted in days of the mainland's clock.</summary>
public static class CardTime
{
    /// <summary>From when until when a copy is valid that is taken now. A permanent one has no end.</summary>
    public static (DateTime From, DateTime? Until) SpanOf(CardTerms terms, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        switch (terms.Validity)
        {
            case CardValidity.FixedRange:
                return (terms.BeginsAt ?? now, terms.EndsAt);
            case CardValidity.FixedTerm:
                var first = ChinaTime.DayOf(now).AddDays(terms.BeginAfterDays);
                // A term that begins at once counts the day on which it was taken.
                return (terms.BeginAfterDays == 0 ? now : ChinaTime.StartOf(first), ChinaTime.StartOf(first.AddDays(terms.TermDays)));
            default:
                return (now, null);
        }
    }

    /// <summary>May a card be used on this day, by its kinds of days?</summary>
    public static bool IsDayOf(CardDays days, DateTime now) => days.HasFlag(KindOf(ChinaTime.DayOf(now)));

    /// <summary>May it be used at this hour?</summary>
    public static bool IsHourOf(int? from, int? until, DateTime now) =>
        from is null || until is null || ((int)ZonedTime.ToLocal(now, ChinaTime.Zone).TimeOfDay.TotalMinutes is var minute && minute >= from && minute < until);

    /// <summary>Which kind of day it is: a public holiday before all, else its day of the week.</summary>
    public static CardDays KindOf(DateOnly day) =>
        PublicHolidays.Is(day) ? CardDays.Holiday : (CardDays)(1 << (((int)day.DayOfWeek + 6) % 7));
}
