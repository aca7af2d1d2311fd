using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>Registers campaigns: writing, launching, delivery, and what subscribers see of them.</summary>
internal static class CampaignSetup
{
    public static void AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<DeliverySignal>();
        services.AddSingleton<CampaignOperations>();
        services.AddSingleton(VisitOperations.Leaving);
        services.AddSingleton<LaunchOperations>();
        services.AddSingleton<DeliveryOperations>();
        services.AddSingleton<VisitOperations>();
        services.AddSingleton<ArticleChanges>();
        services.AddSingleton<ArticleShelf>();
        services.AddSingleton<ResultOperations>();
        services.AddTransient<CampaignWriting>();
        services.AddScoped<PictureUploads>();
        services.AddDeliveryWorker();
        services.AddThings<VisitOperations, JoinedCampaign, JoinedPanel>(10, async (visits, me, cancel) => (await visits.Joined(me, null, cancel)).Items);
        services.AddScanTarget<VisitOperations>("/app/c/", async (visits, me, code, cancel) => await visits.Opens(me, code, cancel) ? code : null);
        services.AddSingleton(NavEntry.Of<CampaignTexts>(NavGroup.Content, "Campaigns", "campaign", "/a/{AppId}/campaigns", Permissions.AccountView, order: 10));
    }

    public static void MapCampaigns(this WebApplication app)
    {
        app.MapCampaignQr();
        app.MapJoin();
    }
}
