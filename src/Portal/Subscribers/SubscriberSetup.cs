using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>Registers the subscribers' app and the brand's list of followers.</summary>
internal static class SubscriberSetup
{
    public static void AddSubscribers(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfirmationCodes>();
        services.AddSingleton<SubscriberOperations>();
        services.AddSingleton<DeviceOperations>();
        services.AddSingleton<DirectoryOperations>();
        services.AddSingleton(provider => new AccountIndexer(
            provider.GetRequiredService<IDbContextFactory<PortalDb>>(),
            provider.GetRequiredService<EditionPolicy>(),
            provider.GetRequiredService<TimeProvider>(),
            Path.Combine(provider.GetRequiredService<PortalSettings>().DataDirectory, DataFolder.Search)));
        services.AddSingleton<SearchOperations>();
        services.AddHostedService<IndexKeeper>();
        services.AddSingleton<FollowOperations>();
        services.AddSingleton<FollowerOperations>();
        services.AddSingleton<BlockOperations>();
        services.AddSingleton<TagOperations>();
        services.AddSingleton<RegionNames>();
        services.AddSingleton<CodeTries>();

        services.AddSingleton<Scanning>();
        services.AddScanTarget<DirectoryOperations>(AppAddress.Ticket, async (accounts, me, ticket, cancel) => await accounts.ByTicket(me, ticket, cancel));
        services.AddScanTarget<DirectoryOperations>(AppAddress.Account(""), async (accounts, me, appId, cancel) => await accounts.ByAppId(me, appId, WayIn.Link, cancel));

        services.AddMemoryCache();
        services.AddSingleton<SubscriberSessions>();
        services.AddSingleton<PendingNumber>();
        services.AddSingleton<AppLimits>();
        services.AddSingleton<AppDoor>();
        services.AddSingleton<InboxSignal>();
        services.AddSingleton<InboxMarks>();
        services.AddSingleton(provider => new InboxMark(provider.GetRequiredService<FollowOperations>().Mark));
        services.Configure<CookieAuthenticationOptions>(Schemes.Subscriber, cookie => cookie.Events.OnValidatePrincipal = SubscriberSessions.Validate);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Subscriber)
            .PostConfigure<IMemoryCache>((cookie, cache) => cookie.TicketDataFormat = new RememberedTickets(cookie.TicketDataFormat, cache));

        services.AddSingleton(NavEntry.Of<SubscriberTexts>(NavGroup.App, "Discover", "compass", "/app/search", Permissions.SignedIn, order: 10));
        services.AddSingleton(NavEntry.Of<SubscriberTexts>(NavGroup.Discover, "Scan", "qr", AppAddress.Scan, Permissions.SignedIn, order: 10));
        services.AddSingleton(NavEntry.Of<SubscriberTexts>(NavGroup.Mine, "Things", "inbox", AppAddress.Things, Permissions.SignedIn, order: 0));
        services.AddSingleton(NavEntry.Of<SubscriberTexts>(NavGroup.App, "Me", "person", "/app/me", Permissions.SignedIn, order: 20));
        services.AddSingleton(NavEntry.Of<SubscriberTexts>(NavGroup.Content, "Followers", "people", "/a/{AppId}/followers", Permissions.InsightsView, order: 30));
    }

    public static void MapSubscribers(this IEndpointRouteBuilder app) =>
        app.MapGet(InboxEvents.Path, InboxEvents.Stream).WithMetadata(new SubscribersOnlyAttribute());
}
