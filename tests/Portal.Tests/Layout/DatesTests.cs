using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Tests.Layout;

public sealed class DatesTests
{
    private const string London = "Europe/London";

    private static readonly DateTime Moment = new(2026, 7, 5, 20, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("zh-CN", "2026年7月5日", "2026年7月5日 21:30", "21:30", "伦敦时间")]
    [InlineData("en", "5 Jul 2026", "5 Jul 2026 21:30", "21:30", "London time")]
    public void Every_page_writes_a_date_alike(string culture, string day, string moment, string time, string zone)
    {
        using var reading = new ReadIn(culture);

        (Dates.Day(Moment, London), Dates.Moment(Moment, London), Dates.Time(Moment, London), Dates.ZoneName(London)).Should().Be((day, moment, time, zone));
    }

    [Theory]
    [InlineData("zh-CN", "21:30", "7月5日", "2026年7月5日")]
    [InlineData("en", "21:30", "5 Jul", "5 Jul 2026")]
    public void A_list_says_as_little_as_is_clear(string culture, string today, string thisYear, string before)
    {
        using var reading = new ReadIn(culture);

        Dates.Near(Moment, Moment.AddHours(1), London).Should().Be(today);
        Dates.Near(Moment, Moment.AddDays(3), London).Should().Be(thisYear);
        Dates.Near(Moment, Moment.AddYears(1), London).Should().Be(before);
    }

    [Fact]
    public void A_zone_is_called_by_its_city()
    {
        using var reading = new ReadIn("en");

        Dates.ZoneName("America/Argentina/Buenos_Aires").Should().Be("Buenos Aires time");
    }
}
