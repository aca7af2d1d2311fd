using Bunit;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin;

/// <summary>Renders the pages over a story's real operations, signed in as one of its people.</summary>
internal static class VerificationPages
{
    public static BunitContext As(this VerificationStory story, Person person) => story.Db.As(person, story.Brand, story.Reviews);
}
