using CsCheck;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public class AccountIntroductionTests
{
    [Theory]
    [InlineData("好茶,慢慢喝", "好茶,慢慢喝")]
    [InlineData("  Slow tea,\r\nfast delivery 🍵 ", "Slow tea, fast delivery 🍵")]
    [InlineData("קפה טוב כל יום", "קפה טוב כל יום")]
    [InlineData("<b>bold</b> & 'quoted'", "<b>bold</b> & 'quoted'")]
    public void A_sentence_becomes_one_line(string typed, string value) => AccountIntroduction.Read(typed).Value!.Value.Should().Be(value);

    [Theory]
    [InlineData(null, IntroductionProblem.Empty)]
    [InlineData(" \n ", IntroductionProblem.Empty)]
    [InlineData("好茶", IntroductionProblem.TooShort)]
    [InlineData("a\u202Ebc tea", IntroductionProblem.Characters)]
    [InlineData("a\u0000bc tea", IntroductionProblem.Characters)]
    public void Other_texts_get_a_reason(string? typed, IntroductionProblem problem) => AccountIntroduction.Read(typed).Problem.Should().Be(problem);

    [Fact]
    public void It_is_at_most_as_long_as_its_column()
    {
        AccountIntroduction.Read(new string('茶', AccountIntroduction.MaxLength)).IsValid.Should().BeTrue();
        AccountIntroduction.Read(new string('茶', AccountIntroduction.MaxLength + 1)).Problem.Should().Be(IntroductionProblem.TooLong);
        AccountIntroduction.Read(new string('茶', 1_000_000)).Problem.Should().Be(IntroductionProblem.TooLong);
    }

    [Fact]
    public void No_text_ever_throws() => Gen.String.Sample(typed => { AccountIntroduction.Read(typed); });
}
