using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Comments;

/// <summary>Registers comments: below articles, the brand's desk, a reader's own.</summary>
internal static class CommentSetup
{
    public static void AddComments(this IServiceCollection services)
    {
        services.AddSingleton<CommentOperations>();
        services.AddSingleton(CommentOperations.Leaving);
        services.AddSingleton<CommentDesk>();
        services.AddSingleton(new ArticlePanel(typeof(CommentPanel), static (_, _, _) => Task.FromResult(false)));
        services.AddSingleton(new CampaignLink(typeof(CommentTexts), "Comments", "chat", "/a/{AppId}/comments?campaign={Code}"));
        services.AddSingleton(NavEntry.Of<CommentTexts>(NavGroup.Content, "Comments", "chat", "/a/{AppId}/comments", Permissions.CommentsModerate, order: 40));
        services.AddSingleton(NavEntry.Of<CommentTexts>(NavGroup.Mine, "Mine", "chat", CommentAddress.Mine, Permissions.SignedIn, order: 70));
    }
}
