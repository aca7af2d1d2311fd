using System.Reflection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.WeChat;
using WeixinWeChat.Weixin;

namespace WeixinWeChat.Isolation.Tests.Architecture;

/// <summary>What the product consists of, as it was compiled.</summary>
internal static class Houses
{
    /// <summary>The core and the portals.</summary>
    public static Assembly[] OfPortals { get; } = [typeof(Person).Assembly, typeof(PortalHost).Assembly, typeof(WeixinPortal).Assembly, typeof(WeChatPortal).Assembly];

    /// <summary>The launcher too, which has nothing public to be named by.</summary>
    public static Assembly[] All { get; } = [.. OfPortals, Assembly.Load("WeixinWeChat.Launcher")];
}
