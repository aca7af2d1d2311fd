using WeixinWeChat.Core.Campaigns;

namespace WeixinWeChat.Core.Tests.Campaigns;

public sealed class ZonedTimeTests
{
    [Theory]
    [InlineData("2026-11-22T12:00", "Asia/Shanghai", "2026-11-22T04:00")]
    [InlineData("2026-07-01T12:00", "Europe/Berlin", "2026-07-01T10:00")]
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30")]
    [InlineData("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30")]
    public void A_time_on_the_wall_is_one_moment_also_when_the_clock_jumps(string local, string zone, string utc) =>
        ZonedTime.ToUtc(DateTime.Parse(local), zone).Should().Be(DateTime.SpecifyKind(DateTime.Parse(utc), DateTimeKind.Utc));

    [Fact]
    public void There_and_back_is_the_same() =>
        ZonedTime.ToLocal(new DateTime(2026, 11, 22, 4, 0, 0, DateTimeKind.Utc), "America/New_York").Should().Be(new DateTime(2026, 11, 21, 23, 0, 0));

    [Fact]
    public void A_zone_that_this_machine_does_not_know_is_UTC() =>
        ZonedTime.ToUtc(new DateTime(2026, 11, 22, 4, 0, 0), "Mars/Olympus").Should().Be(new DateTime(2026, 11, 22, 4, 0, 0));
}
