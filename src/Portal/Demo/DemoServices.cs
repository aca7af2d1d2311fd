using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Demo;

/// <summary>The portal's operations once more, over the demo's clock and database. Everything else is the portal's own.</summary>
internal static class DemoServices
{
    public static ServiceProvider Build(IServiceProvider portal, DemoClock clock, DemoDb dbs, Random dice)
    {
        var services = new ServiceCollection();
        foreach (var shared in new[] { typeof(EditionPolicy), typeof(PlatformLimits), typeof(PortalSettings), typeof(Vault), typeof(DocumentStore) })
            services.AddSingleton(shared, portal.GetRequiredService(shared));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IDbContextFactory<PortalDb>>(dbs);
        services.AddSingleton(dice);
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<Core.Storage.Outbox>();
        services.AddSingleton<ConfirmationCodes>();
        services.AddSingleton<PhoneConfirmations>();
        services.AddSingleton<CodeTries>();
        // One of its own: nobody is woken while the world is built.
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<ArticleChanges>();
        services.AddSingleton(provider => new MediaStore(
            dbs, clock, provider.GetRequiredService<PlatformLimits>(), Path.Combine(provider.GetRequiredService<PortalSettings>().DataDirectory, DataFolder.Media)));
        services.AddSingleton(provider => new PictureOwner(provider.GetRequiredService<MediaStore>().IsUploadedBy));
        return services.BuildServiceProvider();
    }
}
