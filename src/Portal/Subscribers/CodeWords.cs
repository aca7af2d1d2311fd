using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>What is said to who typed a code.</summary>
internal static class CodeWords
{
    /// <summary>What is wrong with it.</summary>
    /// <param name="text">The words.</param>
    /// <param name="check">What became of it; null when too many were tried from there.</param>
    /// <returns>Null for the right one.</returns>
    public static string? Problem(this IStringLocalizer<SubscriberTexts> text, CodeCheck? check) => check switch
    {
        CodeCheck.Right => null,
        null => text["TooManyRequests"].Value,
        CodeCheck.Expired => text["CodeExpired"].Value,
        CodeCheck.TooManyTries => text["CodeDead"].Value,
        _ => text["CodeWrong"].Value,
    };
}
