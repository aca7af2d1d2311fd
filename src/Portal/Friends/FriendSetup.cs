using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Friends;

/// <summary>Registers friends: a subscriber's own code, requests, the list.</summary>
internal static class FriendSetup
{
    public static void AddFriends(this IServiceCollection services)
    {
        services.AddSingleton<PersonalCodes>();
        services.AddSingleton<FriendOperations>();
        services.AddSingleton(FriendOperations.Leaving);
        services.AddSingleton<FriendRequestOperations>();
        services.AddSingleton(provider => new InboxMark(provider.GetRequiredService<FriendRequestOperations>().Mark));
        services.AddSingleton(provider => new TabBadge(FriendAddress.Home, provider.GetRequiredService<FriendRequestOperations>().Count));
        services.AddSingleton(provider => new TabBadge(AppAddress.Me, provider.GetRequiredService<FriendRequestOperations>().Count));
        services.AddScanTarget<FriendRequestOperations>(FriendAddress.Person(""), async (people, me, code, cancel) => await people.Look(me, code, cancel));
        services.AddSingleton(NavEntry.Of<FriendTexts>(NavGroup.Mine, "Friends", "people", FriendAddress.Home, Permissions.SignedIn, order: 1));
    }
}
