using System.Net;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Tests.Identity;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Outbox;

public sealed class OutboxPageTests
{
    [Fact]
    public async Task In_Development_codes_can_be_read_and_found_by_recipient()
    {
        await using var portal = await RunningPortal.Start(EditionPolicy.Weixin);
        using var visitor = new Visitor(portal);
        (await visitor.Get("/dev/outbox")).Text.Should().Contain("暂无消息");
        await visitor.SignUp("wang@example.com", name: "王小明<b>");
        var page = (await visitor.Get("/dev/outbox?to=WANG@")).Text;
        page.Should().Contain("wang@example.com").And.MatchRegex("微信验证码：[0-9]{6}");
        (await visitor.Get("/dev/outbox?to=nobody@")).Text.Should().NotContain("wang@example.com");
    }

    [Fact]
    public async Task In_Production_the_address_leads_nowhere()
    {
        var data = Directory.CreateTempSubdirectory("outbox-test-");
        try
        {
            (await RunningPortal.Command(EditionPolicy.Weixin, data.FullName, "Production", null, "migrate")).Code.Should().Be(0);
            await using var portal = await RunningPortal.Start(EditionPolicy.Weixin, environment: "Production", dataDirectory: data.FullName);
            using var visitor = new Visitor(portal);
            (await visitor.Get("/dev/outbox")).Status.Should().Be(HttpStatusCode.NotFound);
            (await visitor.Get("/dev/outbox?to=a")).Status.Should().Be(HttpStatusCode.NotFound);
            (await visitor.Get("/account/sign-in")).Status.Should().Be(HttpStatusCode.OK);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
