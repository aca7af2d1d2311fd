using Microsoft.Extensions.Localization;

namespace WeixinWeChat.Weixin.Review;

/// <summary>How near a promised answer is. One measure for the queue, the desk and the start page.</summary>
internal static class Urgency
{
    /// <summary>From here on an answer is due soon.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromDays(2);

    /// <summary>The look of a chip that says how much time is left.</summary>
    public static string ChipOf(TimeSpan left) => left < TimeSpan.Zero ? "chip--bad" : left < Near ? "chip--warn" : "";

    /// <summary>A span of time in two units.</summary>
    public static string Words(TimeSpan span, IStringLocalizer<ReviewTexts> text) =>
        span.TotalDays >= 1 ? text["Days", (int)span.TotalDays, span.Hours] : text["Hours", (int)span.TotalHours, span.Minutes];
}
