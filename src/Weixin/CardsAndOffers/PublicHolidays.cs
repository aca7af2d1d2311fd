using System.Globalization;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>
/// The public holidays that the mainland's law itself names (thirteen days a year since 2025), counted from the calendars. Not the days
/// around them that the State Council moves each year: which those are is not known before, and a coupon's small print cannot mean them.
/// </summary>
public static class PublicHolidays
{
    /// <summary>Is it one?</summary>
    public static bool Is(DateOnly day) =>
        day is { Month: 1, Day: 1 } or { Month: 5, Day: 1 or 2 } or { Month: 10, Day: >= 1 and <= 3 } || day == Qingming(day.Year) || IsOfTheMoon(day);

    // The eve of the new year is the last day of the twelfth month, which has 29 or 30: the day before the first.
    private static bool IsOfTheMoon(DateOnly day) =>
        OfTheMoon(day.AddDays(1)) == (1, 1) || OfTheMoon(day) is (1, >= 1 and <= 3) or (5, 5) or (8, 15);

    private static (int Month, int Day) OfTheMoon(DateOnly day)
    {
        var calendar = new ChineseLunisolarCalendar();
        var date = day.ToDateTime(TimeOnly.MinValue);
        if (date < calendar.MinSupportedDateTime || date > calendar.MaxSupportedDateTime)
            return default;
        var (month, leap) = (calendar.GetMonth(date), calendar.GetLeapMonth(calendar.GetYear(date)));
        // A leap month repeats the one before it and carries its number; the holidays are in the first of the two.
        if (leap > 0 && month == leap)
            return default;
        return (leap > 0 && month > leap ? month - 1 : month, calendar.GetDayOfMonth(date));
    }

    // The sun's longitude of 15 degrees, by the almanac's formula for this century.
    private static DateOnly Qingming(int year)
    {
        var y = year % 100;
        return new(year, 4, (int)((y * 0.2422) + 4.81) - (y / 4));
    }
}
