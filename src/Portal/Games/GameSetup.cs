using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Games;

/// <summary>Registers the game centre and the staff's catalogues for it.</summary>
internal static class GameSetup
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    public static void AddGames(this IServiceCollection services)
    {
        services.AddSingleton<GameOperations>();
        services.AddSingleton(GameOperations.Leaving);
        services.AddSingleton<CatalogueOperations>();
        services.AddSingleton<GameLimits>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RunsJob>(job => job.WithIdentity(RunsJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("runs", "games").ForJob(RunsJob.Key).StartNow().WithSimpleSchedule(Round));
        });
        services.AddScanTarget<GameOperations>(GameAddress.Game(""), async (games, me, code, cancel) => await games.Find(me, code, cancel));
        services.AddSingleton(NavEntry.Of<GameTexts>(NavGroup.Discover, "Games", "game", GameAddress.Home, Permissions.SignedIn, order: 20));
        services.AddSingleton(NavEntry.Of<GameTexts>(NavGroup.Platform, "Catalogue", "game", GameAddress.Catalogue, Permissions.GamesManage, order: 40));
    }
}

/// <summary>Every hour, on one node at a time: runs that were begun long ago are thrown away.</summary>
[DisallowConcurrentExecution]
internal sealed class RunsJob(GameOperations games) : IJob
{
    public static readonly JobKey Key = new("runs", "games");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        while (await games.Forget(cancellationToken) > 0)
        {
        }
    }
}
