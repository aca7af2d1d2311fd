using System.Globalization;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class NicknameTests
{
    [Theory]
    [InlineData("小明", "小明")]
    [InlineData("  Anna   Maria ", "Anna Maria")]
    [InlineData("مرحبا", "مرحبا")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    [InlineData("<b>O'Hara</b>", "<b>O'Hara</b>")]
    public void Any_script_and_emoji_are_welcome(string typed, string kept) => Nickname.Read(typed).Value!.Value.Should().Be(kept);

    [Theory]
    [InlineData(null, NicknameProblem.Empty)]
    [InlineData(" \u200D ", NicknameProblem.Empty)]
    [InlineData("a\u202Eb", NicknameProblem.Characters)]
    [InlineData("a\0b", NicknameProblem.Characters)]
    [InlineData("a\u200Bb", NicknameProblem.Characters)]
    [InlineData("\uD83D", NicknameProblem.Characters)]
    public void What_cannot_be_seen_is_refused(string? typed, NicknameProblem problem) => Nickname.Read(typed).Problem.Should().Be(problem);

    [Fact]
    public void The_longest_is_as_long_as_the_column()
    {
        Nickname.Read(new string('名', Subscriber.NicknameMax)).IsValid.Should().BeTrue();
        Nickname.Read(new string('名', Subscriber.NicknameMax + 1)).Problem.Should().Be(NicknameProblem.TooLong);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_suggestion_is_itself_a_nickname(string culture)
    {
        var dice = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var name = Nickname.Suggest(CultureInfo.GetCultureInfo(culture), dice);
            Nickname.Read(name).Value!.Value.Should().Be(name);
        }
    }
}
