using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Insights;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Insights;

/// <summary>Registers the numbers of an account.</summary>
internal static class InsightsSetup
{
    public static void AddInsights(this IServiceCollection services)
    {
        services.AddSingleton<InsightOperations>();
        services.AddSingleton(NavEntry.Of<InsightsTexts>(NavGroup.Data, "Title", "chart", "/a/{AppId}/insights", Permissions.InsightsView, order: 10));
    }
}
