using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Tests.Layout;

namespace WeixinWeChat.Portal.Tests.Campaigns;

public sealed class ResultBucketsTests
{
    private static readonly DateTime Hour = new(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_first_day_is_shown_hour_by_hour_without_gaps_on_the_accounts_clock()
    {
        var buckets = ResultBuckets.Of(Results(Hour.AddDays(7), new(Hour, 20, 1, 0), new(Hour.AddHours(2), 0, 3, 2)), Hour.AddMinutes(130));

        buckets.ByHour.Should().BeTrue();
        buckets.Columns.Should().Equal(new ResultBucket("12:00", 20, 1, 0), new ResultBucket("13:00", 0, 0, 0), new ResultBucket("14:00", 0, 3, 2));
    }

    [Fact]
    public void The_quiet_hours_until_now_are_shown_too()
    {
        var buckets = ResultBuckets.Of(Results(Hour.AddDays(7), new HourNumbers(Hour.AddHours(1), 20, 1, 0)), Hour.AddHours(3));

        buckets.Columns.Should().Equal(new("12:00", 0, 0, 0), new("13:00", 20, 1, 0), new("14:00", 0, 0, 0), new("15:00", 0, 0, 0));
    }

    [Fact]
    public void Longer_than_a_day_is_summed_by_the_day_and_named_in_the_readers_language()
    {
        using var chinese = new ReadIn("zh-CN");

        var buckets = ResultBuckets.Of(Results(Hour.AddDays(7), new(Hour, 20, 1, 0), new(Hour.AddHours(1), 0, 1, 1), new(Hour.AddDays(2), 0, 3, 2)), Hour.AddDays(3));

        buckets.ByHour.Should().BeFalse();
        buckets.Columns.Should().Equal(new("11月22日", 20, 2, 1), new("11月23日", 0, 0, 0), new("11月24日", 0, 3, 2), new("11月25日", 0, 0, 0));
    }

    [Fact]
    public void What_is_summed_by_the_day_already_stays_so_and_has_no_gaps_either()
    {
        using var chinese = new ReadIn("zh-CN");
        var day = new DateOnly(2026, 11, 22);
        var results = Results(Hour.AddDays(7)) with { Days = [new DayNumbers(day, 20, 2, 1), new DayNumbers(day.AddDays(2), 0, 3, 2)] };

        var buckets = ResultBuckets.Of(results, Hour.AddDays(3));

        buckets.ByHour.Should().BeFalse();
        buckets.Columns.Should().Equal(new("11月22日", 20, 2, 1), new("11月23日", 0, 0, 0), new("11月24日", 0, 3, 2), new("11月25日", 0, 0, 0));
    }

    [Fact]
    public void After_the_end_no_more_days_are_added()
    {
        var buckets = ResultBuckets.Of(Results(Hour.AddDays(1), new HourNumbers(Hour, 20, 1, 0)), Hour.AddDays(40));

        buckets.Columns.Should().HaveCount(2);
    }

    [Fact]
    public void Nothing_is_no_column() => ResultBuckets.Of(Results(Hour.AddDays(1)), Hour).Columns.Should().BeEmpty();

    private static CampaignResults Results(DateTime ends, params HourNumbers[] hours) =>
        new("code", "Spring tea", CampaignState.Running, "Asia/Shanghai", Hour, Hour, ends, null, 20, 4, 2, hours, []);
}
