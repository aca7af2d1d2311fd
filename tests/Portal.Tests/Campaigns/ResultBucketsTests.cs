using System.Globalization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Campaigns;

namespace WeixinWeChat.Portal.Tests.Campaigns;

public sealed class ResultBucketsTests
{
    private static readonly DateTime Hour = new(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Fact]
    public void A_first_day_is_shown_hour_by_hour_without_gaps_on_the_accounts_clock()
    {
        var buckets = ResultBuckets.Of(Results([new(Hour, 20, 1, 0), new(Hour.AddHours(2), 0, 3, 2)], []), CultureInfo.InvariantCulture);

        buckets.Should().Equal(new ResultBucket("12:00", 20, 1, 0), new ResultBucket("13:00", 0, 0, 0), new ResultBucket("14:00", 0, 3, 2));
    }

    [Fact]
    public void Longer_than_a_day_is_shown_by_the_day_without_gaps()
    {
        var buckets = ResultBuckets.Of(Results([], [new(Day, 20, 2, 1), new(Day.AddDays(2), 0, 3, 2)]), CultureInfo.InvariantCulture);

        buckets.Should().Equal(new ResultBucket("November 22", 20, 2, 1), new ResultBucket("November 23", 0, 0, 0), new ResultBucket("November 24", 0, 3, 2));
    }

    [Fact]
    public void Nothing_is_no_column() => ResultBuckets.Of(Results([], []), CultureInfo.InvariantCulture).Should().BeEmpty();

    private static CampaignResults Results(IReadOnlyList<HourNumbers> hours, IReadOnlyList<DayNumbers> days) =>
        new("code", "Spring tea", CampaignState.Running, "Asia/Shanghai", Hour, Hour, Hour.AddDays(7), null, 20, 4, 2, hours, days);
}
