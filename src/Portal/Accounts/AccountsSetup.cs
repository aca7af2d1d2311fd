using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>Official accounts: what their pages need.</summary>
internal static class AccountsSetup
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PhoneConfirmations>();
        services.AddSingleton<AccountOperations>();
        services.AddSingleton<DraftOperations>();
        services.AddSingleton<StandingOperations>();
        services.AddSingleton<FollowerCounts>();
        services.AddStandingWorker();
        services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Home, "AccountHome", "compass", "/a/{AppId}", Permissions.AccountView, order: 10, whole: true));
        services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Services, "Promotion", "megaphone", "/a/{AppId}/promotion", Permissions.AccountView, order: 10));
        services.AddSingleton(NavEntry.Of<AccountsTexts>(NavGroup.Settings, "ProfileSettings", "settings", "/a/{AppId}/settings", Permissions.AccountSettings, order: 10));
    }
}
