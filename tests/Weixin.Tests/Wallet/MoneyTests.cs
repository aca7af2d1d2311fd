namespace WeixinWeChat.Weixin.Wallet;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12.5", 1250)]
    [InlineData(" ¥1,234.56 ", 123456)]
    [InlineData("１２．５０元", 1250)]
    [InlineData("0.01", 1)]
    [InlineData(".5", 50)]
    [InlineData("3.", 300)]
    [InlineData("1.500", 150)]
    public void An_amount_is_read_in_fen(string typed, long fen) => Money.Read(typed, 10_000_000).Should().Be((fen, default));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.001")]
    [InlineData("1e3")]
    [InlineData("12,50")]
    [InlineData("1,2345")]
    [InlineData("1 2")]
    [InlineData(".")]
    [InlineData(",500")]
    [InlineData("1.2.3")]
    [InlineData("100.01")]
    [InlineData("٣")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("'; DROP TABLE Wallets;--")]
    public void Anything_else_is_refused_with_a_reason(string? typed)
    {
        var (fen, problem) = Money.Read(typed, 10_000);

        fen.Should().BeNull();
        problem.En.Should().NotBeEmpty();
        problem.Zh.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(1, "+¥0.01")]
    [InlineData(-123456, "−¥1,234.56")]
    public void An_amount_is_written_with_its_sign(long fen, string written) => Money.WithSign(fen).Should().Be(written);
}
