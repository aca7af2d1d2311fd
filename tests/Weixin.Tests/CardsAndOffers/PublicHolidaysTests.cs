using System.Globalization;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class PublicHolidaysTests
{
    [Fact]
    public void Thirteen_in_2026()
    {
        Of(2026).Should().Equal(
            "01-01", "02-16", "02-17", "02-18", "02-19", "04-05", "05-01", "05-02", "06-19", "09-25", "10-01", "10-02", "10-03");
    }

    [Theory]
    [InlineData(2025, "01-28", "01-29", "01-30", "01-31", "04-04", "05-31", "10-06")]
    [InlineData(2027, "02-05", "02-06", "02-07", "02-08", "04-05", "06-09", "09-15")]
    public void Those_of_sun_and_moon(int year, params string[] days) => Of(year).Should().Contain(days);

    [Fact]
    public void A_holiday_is_a_kind_of_day_of_its_own()
    {
        CardTime.KindOf(new(2026, 10, 1)).Should().Be(CardDays.Holiday);
        CardTime.KindOf(new(2026, 11, 22)).Should().Be(CardDays.Sunday);
        CardTime.KindOf(new(2026, 11, 23)).Should().Be(CardDays.Monday);
    }

    private static IEnumerable<string> Of(int year) => Enumerable.Range(0, 365).Select(day => new DateOnly(year, 1, 1).AddDays(day))
        .Where(PublicHolidays.Is).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture));
}
