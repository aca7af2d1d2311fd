using System.Text;
using AnyAscii;
using CsCheck;
using WeixinWeChat.Core.Search;

namespace WeixinWeChat.Core.Tests.Search;

/// <summary>How names and what is typed are taken apart.</summary>
public sealed class AccountWordsTests
{
    [Theory]
    [InlineData("TeaHouse", "tea house")]
    [InlineData("IBM 4711Tea", "ibm 4711 tea")]
    [InlineData("Ｔｅａ－Ｈｏｕｓｅ", "tea house")]
    [InlineData("北京Tea馆", "北 京 tea 馆")]
    [InlineData("Straße", "straße")]
    [InlineData("カフェ", "カ フ ェ")]
    [InlineData("· · ·", "")]
    public void A_name_falls_into_words(string name, string words)
    {
        var apart = AccountWords.Of(name);

        string.Join(' ', Enumerable.Range(0, apart.Count).Select(first => apart.WrittenFrom(first)[..^(first + 1 < apart.Count ? apart.WrittenFrom(first + 1).Length : 0)])).Should().Be(words);
    }

    [Theory]
    [InlineData("茶馆", "chaguan")]
    [InlineData("绿茶", "lucha", "lvcha")]
    [InlineData("长乐", "zhangle", "zhangyue", "changle", "changyue")]
    [InlineData("Café", "cafe")]
    [InlineData("Straße", "strasse")]
    [InlineData("カー", "ka")]
    [InlineData("")]
    public void Words_sound(string name, params string[] sounds) => AccountWords.Of(name).Sounds.Should().BeEquivalentTo(sounds);

    [Fact]
    public void Many_readings_do_not_multiply_without_end() =>
        AccountWords.Of("长乐行重会长乐行重会").SoundsFrom(0).Should().AllSatisfy(sounds => sounds.Count.Should().BeInRange(1, 8));

    [Fact]
    public void Whatever_is_typed_is_taken_apart_and_sounds_in_plain_letters() =>
        Gen.Char.Array[0, 40].Select(letters => new string(letters)).Sample(text =>
        {
            var words = AccountWords.Of(text);
            return words.Sounds.All(sound => Ascii.IsValid(sound) && !sound.Any(char.IsAsciiLetterUpper))
                && Enumerable.Range(0, words.Count).All(first => words.WrittenFrom(first).Length > 0 && words.InitialsFrom(first).All(letters => letters.Length <= words.Count));
        });

    [Fact]
    public void The_readings_that_are_added_are_others_than_the_usual_one() =>
        "重长乐行厦藏都会朝调传单曾石系便".Select(character => $"{character}").Should().AllSatisfy(written =>
            Readings.Of(written).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(1).And.StartWith(written.Transliterate().ToLowerInvariant()));
}
