using System.Globalization;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Portal.Campaigns;

namespace WeixinWeChat.Portal.Tests.Campaigns;

public sealed class ResultBucketsTests
{
    private static readonly DateTime Hour = new(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_first_day_is_shown_hour_by_hour_without_gaps_on_the_accounts_clock()
    {
        var buckets = ResultBuckets.Of([new(Hour, 20, 1, 0), new(Hour.AddHours(2), 0, 3, 2)], "Asia/Shanghai", CultureInfo.InvariantCulture);

        buckets.Should().Equal(new ResultBucket("12:00", 20, 1, 0), new ResultBucket("13:00", 0, 0, 0), new ResultBucket("14:00", 0, 3, 2));
    }

    [Fact]
    public void Longer_than_a_day_is_summed_by_the_day()
    {
        var buckets = ResultBuckets.Of([new(Hour, 20, 1, 0), new(Hour.AddHours(1), 0, 1, 1), new(Hour.AddDays(2), 0, 3, 2)], "Asia/Shanghai", CultureInfo.InvariantCulture);

        buckets.Select(bucket => (bucket.Delivered, bucket.Read, bucket.Joined)).Should().Equal((20, 2, 1), (0, 0, 0), (0, 3, 2));
    }

    [Fact]
    public void Nothing_is_no_column() => ResultBuckets.Of([], "Asia/Shanghai", CultureInfo.InvariantCulture).Should().BeEmpty();
}
