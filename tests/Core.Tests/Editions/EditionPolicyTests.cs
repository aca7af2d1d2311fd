using System.Globalization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Tests.Editions;

public class EditionPolicyTests
{
    [Fact]
    public void There_is_one_policy_for_every_edition() =>
        EditionPolicy.All.Select(policy => policy.Edition).Should().Equal(Enum.GetValues<Edition>());

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public void A_policy_is_found_by_its_edition_and_owns_it_alone(Edition edition)
    {
        var policy = EditionPolicy.Of(edition);

        policy.Edition.Should().Be(edition);
        policy.Owns(edition).Should().BeTrue();
        policy.Owns(policy.Counterpart.Edition).Should().BeFalse();
        policy.Counterpart.Counterpart.Should().BeSameAs(policy);
    }

    [Fact]
    public void A_portals_name_begins_with_its_systems_name_in_every_language()
    {
        foreach (var policy in EditionPolicy.All)
        {
            policy.Wordmark.En.Should().StartWith(policy.Name.En).And.MatchRegex("^[ -~]+$");
            policy.Wordmark.Zh.Should().StartWith(policy.Name.Zh).And.EndWith("公众平台");
        }
    }

    [Fact]
    public void An_edition_that_does_not_exist_has_no_policy() =>
        FluentActions.Invoking(() => EditionPolicy.Of((Edition)3)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Weixin_is_the_column_of_the_design()
    {
        var weixin = EditionPolicy.Weixin;

        weixin.SearchableOnce.Should().Be(SearchableOnce.Verified);
        weixin.HasWallet.Should().BeTrue();
        weixin.HasCardsAndOffers.Should().BeTrue();
        weixin.GameCatalogue.Should().Be(GameCatalogue.Mainland);
        (weixin.DefaultCulture, weixin.Currency, weixin.TimeZone).Should().Be(("zh-CN", "CNY", "Asia/Shanghai"));
        weixin.AccountTypes.Should().Equal(AccountType.Subscription, AccountType.Service);
        weixin.DefaultAddress.Should().Be(new Uri("http://mp.weixin.localhost:5080"));
    }

    [Fact]
    public void WeChat_is_the_other_column_of_the_design()
    {
        var wechat = EditionPolicy.WeChat;

        wechat.SearchableOnce.Should().Be(SearchableOnce.Activated);
        wechat.HasWallet.Should().BeFalse();
        wechat.HasCardsAndOffers.Should().BeFalse();
        wechat.GameCatalogue.Should().Be(GameCatalogue.PerRegion);
        (wechat.DefaultCulture, wechat.Currency, wechat.TimeZone).Should().Be(("en", null, null));
        wechat.AccountTypes.Should().Equal(AccountType.Service);
        wechat.DefaultAddress.Should().Be(new Uri("http://admin.wechat.localhost:5090"));
    }

    [Fact]
    public void Nothing_that_must_be_told_apart_is_alike() => EditionPolicy.All.Should().OnlyHaveUniqueItems(policy => policy.CookiePrefix)
        .And.OnlyHaveUniqueItems(policy => policy.DefaultAddress.Host).And.OnlyHaveUniqueItems(policy => policy.RealPortal);

    [Theory]
    [InlineData("zh-CN", "中")]
    [InlineData("zh-Hant-TW", "中")]
    [InlineData("en-GB", "E")]
    [InlineData("fr", "E")]
    [InlineData("", "E")]
    public void A_bilingual_text_is_Chinese_for_every_Chinese_culture_and_English_for_all_others(string culture, string expected) =>
        new Bilingual("E", "中").In(CultureInfo.GetCultureInfo(culture)).Should().Be(expected);

    [Fact]
    public void The_limits_are_the_real_platforms_by_default()
    {
        var limits = new PlatformLimits();

        (limits.AccountsPerPerson, limits.AccountsPerPhone, limits.AccountsPerSubject, limits.AccountsPerPublicBody).Should().Be((5, 5, 2, 50));
        (limits.SubscriptionSendsPerDay, limits.ServiceSendsPerMonth, limits.ArticlesPerSend).Should().Be((1, 4, 8));
        (limits.VerificationFeeFen, limits.VerificationSupplements, limits.VerificationMonths).Should().Be((30000, 3, 12));
    }
}
