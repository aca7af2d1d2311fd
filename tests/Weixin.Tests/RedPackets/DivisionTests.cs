using CsCheck;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>How a red packet is divided (DOMAIN 7.3): whatever luck draws, these hold.</summary>
public sealed class DivisionTests
{
    private static readonly Gen<(long Fen, int Shares)> Packets =
        from shares in Gen.Int[1, 100]
        from fen in Gen.OneOf(Gen.Long[shares, shares * Division.MostFen], Gen.Long[shares, shares + 20], Gen.Long[shares * Division.MostFen - 20, shares * Division.MostFen])
        where fen >= shares
        select (fen, shares);

    [Fact]
    public void The_sum_is_exact_each_has_a_fen_and_none_twice_the_mean_of_what_was_left() => Packets.Sample(packet =>
    {
        var drawn = Division.Lucky(packet.Fen, packet.Shares);

        drawn.Should().HaveCount(packet.Shares);
        drawn.Sum().Should().Be(packet.Fen);
        var rest = packet.Fen;
        foreach (var (share, index) in drawn.Select((share, index) => (share, index)))
        {
            share.Should().BeInRange(1, Division.MostFen);
            (share * (packet.Shares - index)).Should().BeLessThan(2 * rest, "it is under twice the mean");
            rest -= share;
        }
    }, iter: 2000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_luckiest_and_the_unluckiest_draws_leave_enough_for_the_others(bool lucky) => Packets.Sample(packet =>
    {
        var drawn = Division.Lucky(packet.Fen, packet.Shares, (least, above) => lucky ? above - 1 : least);

        drawn.Sum().Should().Be(packet.Fen);
        drawn.Should().OnlyContain(share => share >= 1 && share <= Division.MostFen);
    }, iter: 500);

    [Fact]
    public void Coming_first_is_worth_as_much_as_coming_last()
    {
        // Seeded: the same draws every time.
        var random = new Random(7);
        var sums = new long[10];
        for (var round = 0; round < 20_000; round++)
        {
            foreach (var (share, index) in Division.Lucky(10_000, 10, random.Next).Select((share, index) => (share, index)))
                sums[index] += share;
        }

        sums.Should().OnlyContain(sum => sum > 20_000 * 950L && sum < 20_000 * 1050L);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(20_001, 1)]
    public void What_cannot_be_divided_is_refused(long fen, int shares) =>
        FluentActions.Invoking(() => Division.Lucky(fen, shares)).Should().Throw<ArgumentOutOfRangeException>();
}
