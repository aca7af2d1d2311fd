namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class BarcodeTests
{
    [Fact]
    public void Every_symbol_is_eleven_wide_and_like_no_other()
    {
        var all = Enumerable.Range(0, 100).Select(value => $"{value:00}").Select(digits => Barcode.Bars(digits).Substring(6, 6)).ToList();

        all.Should().OnlyHaveUniqueItems().And.OnlyContain(symbol => symbol.Sum(c => c - '0') == 11);
        // Bars are an even number of modules wide in every symbol: a misprinted row of the table would be odd.
        all.Should().OnlyContain(symbol => (symbol[0] + symbol[2] + symbol[4] - (3 * '0')) % 2 == 0);
    }

    [Fact]
    public void The_check_symbol_is_the_standards()
    {
        // 105 + 1·12 + 2·34 + 3·56 + 4·78 = 665, and 665 mod 103 is 47.
        Barcode.Symbols("12345678").Should().Equal(105, 12, 34, 56, 78, 47);
        Barcode.Bars("12345678").Should().StartWith("211232").And.EndWith("2331112").And.HaveLength((6 * 6) + 7);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("12a4")]
    public void Nothing_else_is_drawn(string digits) => digits.Invoking(Barcode.Symbols).Should().Throw<ArgumentException>();

    [Fact]
    public void A_new_code_is_sixteen_digits()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => CardCode.NewCode()).ToList();
        codes.Should().OnlyHaveUniqueItems().And.OnlyContain(code => CardCode.IsCode(code) && code.Length == 16 && code[0] != '0');
    }
}
