using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Portal.Profile;

/// <summary>Registers what subscribers do about themselves: profile, number, devices, leaving.</summary>
internal static class ProfileSetup
{
    public static void AddProfile(this IServiceCollection services)
    {
        services.AddSingleton<ProfileOperations>();
        services.AddSingleton<NumberOperations>();
        services.AddSingleton<LeaveOperations>();
        services.AddSingleton(FollowOperations.Leaving);
    }

    public static void MapProfile(this WebApplication app) => app.MapPortraits();
}
