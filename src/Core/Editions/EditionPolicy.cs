namespace WeixinWeChat.Core.Editions;

/// <summary>Placeholder until the full table lands.</summary>
public sealed record EditionPolicy(Edition Edition, string CookiePrefix, string DefaultCulture, string DefaultAddress)
{
    /// <summary>The mainland portal.</summary>
    public static EditionPolicy Weixin { get; } = new(Edition.Weixin, "weixin", "zh-CN", "http://mp.weixin.localhost:5080");

    /// <summary>The international portal.</summary>
    public static EditionPolicy WeChat { get; } = new(Edition.WeChat, "wechat", "en", "http://admin.wechat.localhost:5090");
}
