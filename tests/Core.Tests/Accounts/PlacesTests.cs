using System.Globalization;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class PlacesTests
{
    [Theory]
    [InlineData("US", "美国", "United States")]
    [InlineData("DE", "德国", "Germany")]
    [InlineData("AU", "澳大利亚", "Australia")]
    [InlineData("HK", "中国香港", "Hong Kong")]
    [InlineData("TW", "中国台湾", "Taiwan")]
    [InlineData("CN", "中国大陆", "Mainland China")]
    [InlineData("not a country", "not a country", "not a country")]
    public void A_country_is_named_in_the_reader_s_language_and_script_whoever_asked_first(string code, string chinese, string english)
    {
        foreach (var (culture, name) in new[] { ("zh-CN", chinese), ("en", english), ("zh-CN", chinese) })
            In(culture, () => Places.CountryName(code)).Should().Be(name);
    }

    [Fact]
    public void No_country_is_named_in_traditional_characters()
    {
        var names = In("zh-CN", () => Places.Countries.Select(Places.CountryName).ToList());

        string.Concat(names).Should().NotContainAny("國", "島", "亞", "爾", "蘭", "羅", "烏", "聖", "頓", "維");
        names.Should().OnlyHaveUniqueItems();
    }

    private static T In<T>(string culture, Func<T> ask)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return ask();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
