using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>
/// Both portals, running, and on each: a brand whose every text bears a canary, another brand, a reviewer, two subscribers. Nothing
/// of the first brand may be seen by anybody else.
/// </summary>
public sealed class TwoSides : IAsyncLifetime
{
    public Side Weixin { get; private set; } = default!;

    public Side WeChat { get; private set; } = default!;

    public Side Of(Edition edition) => edition == Edition.Weixin ? Weixin : WeChat;

    public async Task InitializeAsync()
    {
        var (weixin, wechat) = await RunningPortal.StartBoth();
        Weixin = await Side.Furnish(weixin, "+8613800138", "weixincanary");
        WeChat = await Side.Furnish(wechat, "+447400123", "wechatcanary");
    }

    public async Task DisposeAsync()
    {
        await Weixin.Portal.DisposeAsync();
        await WeChat.Portal.DisposeAsync();
    }
}
