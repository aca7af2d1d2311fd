using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Platform;

/// <summary>Registers the appointment of staff.</summary>
internal static class StaffSetup
{
    public static void AddStaff(this IServiceCollection services)
    {
        services.AddScoped<StaffOperations>();
        services.AddSingleton(NavEntry.Of<StaffTexts>(NavGroup.Platform, "Title", "people", "/platform/staff", Permissions.PlatformAdminister, order: 90));
    }
}
