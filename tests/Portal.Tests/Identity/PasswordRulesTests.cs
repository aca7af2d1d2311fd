using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse 99")]
    [InlineData("我喜欢在下雨天去海边散步")]
    [InlineData("tr0ubadour&3-xyz")]
    [InlineData("purple elephants dance")]
    public void A_password_of_ones_own_is_fine(string password) => PasswordRules.Problem(password, "mei@example.com", "Mei Lin").Should().BeNull();

    [Theory]
    [InlineData("", "Password.Short")]
    [InlineData("elevenchars", "Password.Short")]
    [InlineData("aaaaaaaaaaaaaaaa", "Password.Common")]
    [InlineData("abcabcabcabcabc", "Password.Common")]
    [InlineData("abcdefghijklmnop", "Password.Common")]
    [InlineData("lkjhgfdsapoiuy", "Password.Common")]
    [InlineData("PASSWORD1234", "Password.Common")]
    [InlineData("P@ssword12345", "Password.Common")]
    [InlineData("wechat12345678", "Password.Common")]
    [InlineData("WeixinWeChat2026!", "Password.Common")]
    [InlineData("woaini1314520", "Password.Common")]
    [InlineData("5201314520131", "Password.Common")]
    [InlineData("annabelle.wu99", "Password.Personal")]
    public void What_is_guessed_first_is_refused(string password, string problem) =>
        PasswordRules.Problem(password, "annabelle.wu@example.com", "Annabelle Wu").Should().Be(problem);

    [Fact]
    public void Length_is_counted_as_people_count_it()
    {
        PasswordRules.Problem(string.Concat(Enumerable.Range(0, PasswordRules.MaxLength).Select(at => (char)('一' + at * 7))), null, null).Should().BeNull();
        PasswordRules.Problem(string.Concat(Enumerable.Range(0, PasswordRules.MaxLength + 1).Select(at => (char)('一' + at * 7))), null, null).Should().Be("Password.Long");
    }
}
