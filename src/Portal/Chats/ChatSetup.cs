using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Chats;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Chats;

/// <summary>Registers the chats: the app's first page.</summary>
internal static class ChatSetup
{
    public static void AddChats(this IServiceCollection services)
    {
        services.AddSingleton<ChatOperations>();
        services.AddSingleton(provider => new InboxMark(provider.GetRequiredService<ChatOperations>().Mark));
        services.AddSingleton(provider => new TabBadge(AppAddress.Chats, provider.GetRequiredService<ChatOperations>().Unread));
        services.AddSingleton(NavEntry.Of<ChatTexts>(NavGroup.App, "Chats", "chat", AppAddress.Chats, Permissions.SignedIn, order: 0, whole: true));
    }
}
