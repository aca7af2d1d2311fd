using CsCheck;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public class AccountNameTests
{
    [Theory]
    [InlineData("云上茶事")]
    [InlineData("茶事")]
    [InlineData("Aurora Tea")]
    [InlineData("Café & Co.")]
    [InlineData("さくら茶屋")]
    [InlineData("مقهى الشرق")]
    [InlineData("ร้านชาดอยสูง")]
    [InlineData("一二三四五六七八九十一二三四五")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123")]
    [InlineData("24 小时书店")]
    public void A_name_may_be_like_this(string name) => AccountName.Read(name).Value!.Value.Should().Be(name);

    [Theory]
    [InlineData(null, AccountNameProblem.Empty)]
    [InlineData("　", AccountNameProblem.Empty)]
    [InlineData("abc", AccountNameProblem.TooShort)]
    [InlineData("茶a", AccountNameProblem.TooShort)]
    [InlineData("一二三四五六七八九十一二三四五a", AccountNameProblem.TooLong)]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234", AccountNameProblem.TooLong)]
    [InlineData(" Aurora", AccountNameProblem.Spaces)]
    [InlineData("Aurora ", AccountNameProblem.Spaces)]
    [InlineData("Aurora  Tea", AccountNameProblem.Spaces)]
    [InlineData("Aurora 🍵", AccountNameProblem.Characters)]
    [InlineData("Aurora\u202EaeT", AccountNameProblem.Characters)]
    [InlineData("Aur\u200Bora", AccountNameProblem.Characters)]
    [InlineData("Aurora\u3000Tea", AccountNameProblem.Characters)]
    [InlineData("<script>", AccountNameProblem.Characters)]
    [InlineData("Tea\nHouse", AccountNameProblem.Characters)]
    [InlineData("----", AccountNameProblem.Characters)]
    [InlineData("Aur\u043Era", AccountNameProblem.LookAlike)]
    [InlineData("微信团队", AccountNameProblem.Reserved)]
    [InlineData("腾讯客服", AccountNameProblem.Reserved)]
    [InlineData("WeChat Team", AccountNameProblem.Reserved)]
    [InlineData("We-Chat Team", AccountNameProblem.Reserved)]
    [InlineData("ＷＥＩＸＩＮ", AccountNameProblem.Reserved)]
    [InlineData("My Tencent", AccountNameProblem.Reserved)]
    public void A_name_may_not_be_like_this(string? name, AccountNameProblem problem)
    {
        var reading = AccountName.Read(name);

        reading.Problem.Should().Be(problem);
        reading.Reason.En.Should().NotBeEmpty();
        reading.Reason.Zh.Should().NotBeEmpty();
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_name() => AccountName.Read("Tea\uD83C House").Problem.Should().Be(AccountNameProblem.Characters);

    [Theory]
    [InlineData("Aurora Tea", "AURORA tea")]
    [InlineData("Aurora Tea", "Ａｕｒｏｒａ Ｔｅａ")]
    [InlineData("Caf\u00E9 Nord", "Cafe\u0301 nord")]
    [InlineData("Σίσυφος", "ΣΊΣΥΦΟΣ")]
    public void Names_that_read_alike_have_one_key(string one, string other) => AccountName.Read(one).Value!.Key.Should().Be(AccountName.Read(other).Value!.Key);

    [Fact]
    public void Other_names_have_other_keys() => AccountName.Read("Aurora Tea").Value!.Key.Should().NotBe(AccountName.Read("Aurora Tee").Value!.Key);

    [Fact]
    public void No_text_ever_throws_and_no_name_is_longer_than_its_column() => Gen.String.Sample(typed =>
        AccountName.Read(typed).Value is not { } name || (name.Value.Length <= AccountName.MaxUnits && name.Key.Length <= AccountName.MaxKeyLength));

    [Fact]
    public void A_key_is_its_own_key() => Gen.Char["abcXYZ茶ß'ＡＢ \u0301"].Array[4, 12].Sample(typed =>
        AccountName.Read(new string(typed)).Value is not { } name || AccountName.Read(name.Key).Value is not { } again || again.Key == name.Key);
}
