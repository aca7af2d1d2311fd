using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Tests;

namespace WeixinWeChat.WeChat.Tests.Accounts;

public sealed class NothingToReviewTests() : AccountsBunit(EditionPolicy.WeChat)
{
    [Fact]
    public async Task A_reviewer_is_told_why_there_is_no_queue_and_is_not_asked_to_register_an_account()
    {
        new WeChatPortal().AddFeatures(Services);
        await SignIn("ingrid", PlatformRoles.Reviewer);

        var page = Page<HomePage>();

        page.Find(".empty a").GetAttribute("href").Should().Be("/weixin-or-wechat");
        page.FindAll("a[href='/accounts/register']").Should().BeEmpty();
    }

    [Fact]
    public async Task A_brand_sees_nothing_of_it()
    {
        new WeChatPortal().AddFeatures(Services);
        await SignIn("anna");

        Page<HomePage>().FindAll("a[href='/weixin-or-wechat']").Should().BeEmpty();
    }
}
