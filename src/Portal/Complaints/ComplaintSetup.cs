using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Portal.Complaints;

/// <summary>Registers the reports that subscribers make of accounts, and the staff's desk for them.</summary>
internal static class ComplaintSetup
{
    public static void AddComplaints(this IServiceCollection services)
    {
        services.AddSingleton<ComplaintOperations>();
        services.AddSingleton(ComplaintOperations.Leaving);
        services.AddSingleton<ComplaintDesk>();
        services.AddSingleton(NavEntry.Of<ComplaintTexts>(NavGroup.Mine, "Mine", "shield", "/app/complaints", Permissions.SignedIn, order: 80));
        services.AddSingleton(NavEntry.Of<ComplaintTexts>(NavGroup.Platform, "DeskTitle", "shield", "/complaints", Permissions.ComplaintsDecide, order: 30));
    }
}
