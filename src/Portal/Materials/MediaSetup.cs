using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Materials;

/// <summary>Pictures: where they are kept, how they come in and go out.</summary>
internal static class MediaSetup
{
    public static void AddMaterials(this IServiceCollection services)
    {
        services.AddSingleton(provider => new MediaStore(
            provider.GetRequiredService<IDbContextFactory<PortalDb>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<PlatformLimits>(),
            Path.Combine(provider.GetRequiredService<PortalSettings>().DataDirectory, DataFolder.Media)));
        services.AddSingleton<MediaOperations>();
        services.AddSingleton(provider => new PictureOwner(provider.GetRequiredService<MediaStore>().IsUploadedBy));
    }

    public static void MapMaterials(this WebApplication app)
    {
        app.MapMedia();
        app.MapMediaUpload();
    }
}
