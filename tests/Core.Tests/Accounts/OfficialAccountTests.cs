using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class OfficialAccountTests
{
    [Fact]
    public void A_month_that_is_spent_is_not_given_again_by_a_clock_that_is_moved_back()
    {
        var account = new OfficialAccount();

        account.Introduce(Says("Tea every day"), new DateOnly(2026, 12, 1), changesPerMonth: 1).Should().BeTrue();
        account.Introduce(Says("Tea every hour"), new DateOnly(2026, 11, 30), changesPerMonth: 1).Should().BeFalse();
        account.Introduce(Says("Tea every hour"), new DateOnly(2026, 12, 1), changesPerMonth: 1).Should().BeFalse();
        account.Introduce(Says("Tea every hour"), new DateOnly(2027, 1, 1), changesPerMonth: 1).Should().BeTrue();
    }

    private static AccountIntroduction Says(string text) => AccountIntroduction.Read(text).Value!;
}
