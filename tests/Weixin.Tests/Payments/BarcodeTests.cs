using System.Globalization;
using System.Text.RegularExpressions;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What is drawn is Code 128: read back from the drawing, module by module.</summary>
public sealed partial class BarcodeTests
{
    [Fact]
    public void Every_symbol_is_eleven_wide_and_like_no_other()
    {
        var all = Enumerable.Range(0, 100).Select(value => $"{value:00}").Select(digits => Bars(digits).Substring(6, 6)).ToList();

        all.Should().OnlyHaveUniqueItems().And.OnlyContain(symbol => symbol.Sum(c => c - '0') == 11);
        // Bars are an even number of modules wide in every symbol.
        all.Should().OnlyContain(symbol => (symbol[0] + symbol[2] + symbol[4] - (3 * '0')) % 2 == 0);
    }

    [Fact]
    public void The_check_symbol_is_the_standards()
    {
        // 105 + 1·12 + 2·34 + 3·56 + 4·78 = 665, and 665 mod 103 is 47: the same symbol as that of the digits 47.
        var bars = Bars("12345678");

        bars.Should().StartWith("211232").And.EndWith("2331112").And.HaveLength((6 * 6) + 7);
        Enumerable.Range(0, 4).Select(place => bars.Substring(6 * (place + 1), 6)).Should().Equal(new[] { "12", "34", "56", "78" }.Select(digits => Bars(digits).Substring(6, 6)));
        bars.Substring(30, 6).Should().Be(Bars("47").Substring(6, 6));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("12a4")]
    public void Nothing_else_is_drawn(string digits) => digits.Invoking(Barcode.Svg).Should().Throw<ArgumentException>();

    [Fact]
    public void A_new_code_is_sixteen_digits()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => CardCode.NewCode()).ToList();
        codes.Should().OnlyHaveUniqueItems().And.OnlyContain(code => CardCode.IsCode(code) && code.Length == 16 && code[0] != '0');
    }

    // Widths of bars and gaps in turn.
    private static string Bars(string digits)
    {
        var black = Module().Matches(Barcode.Svg(digits)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToHashSet();
        var (widths, at, end) = (new List<int>(), black.Min(), black.Max());
        while (at <= end)
        {
            var width = 1;
            while (at + width <= end && black.Contains(at + width) == black.Contains(at))
                width++;
            widths.Add(width);
            at += width;
        }

        return string.Concat(widths);
    }

    [GeneratedRegex(@"M(\d+) 0h1v")]
    private static partial Regex Module();
}
