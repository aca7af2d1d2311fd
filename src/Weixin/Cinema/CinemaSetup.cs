using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Registers the cinemas: their programme, their tickets, and what the chains do with them.</summary>
internal static class CinemaSetup
{
    public static void AddCinema(this IServiceCollection services)
    {
        services.AddSingleton<Programme>();
        services.AddSingleton<TicketOperations>();
        services.AddSingleton(TicketOperations.Leaving);
        services.AddSingleton<TicketEarnings>();
        services.AddSingleton<ChainOperations>();
        services.AddSingleton<DoorOperations>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<SeatJob>(job => job.WithIdentity(SeatJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("seats", "cinema").ForJob(SeatJob.Key).StartNow().WithSimpleSchedule(SeatJob.Round));
            quartz.AddJob<RepeatJob>(job => job.WithIdentity(RepeatJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("programme", "cinema").ForJob(RepeatJob.Key).StartNow().WithSimpleSchedule(RepeatJob.Round));
        });
        services.AddSingleton(new WalletLink(typeof(CinemaTexts), "Cinema", "film", CinemaAddress.Home, Order: 20));
        services.AddSingleton(new MovementLink([EntryKind.Ticket, EntryKind.TicketRefund], CinemaAddress.Order));
        services.AddThings<TicketOperations, TicketView, TicketsPanel>(30, async (tickets, me, cancel) => (await tickets.Mine(me, null, cancel)).Rows);
        services.AddScanTarget<TicketOperations>(CinemaAddress.Order(""), async (tickets, me, code, cancel) => await tickets.Find(me, code, cancel));
        services.AddSingleton(NavEntry.Of<CinemaTexts>(NavGroup.Mine, "Cinema", "film", CinemaAddress.Home, Permissions.SignedIn, order: 30));
        services.AddSingleton(NavEntry.Of<CinemaTexts>(NavGroup.Services, "ChainProgramme", "film", "/a/{AppId}/cinema", Permissions.AccountSettings, order: 40, whole: true));
        services.AddSingleton(NavEntry.Of<CinemaTexts>(NavGroup.Services, "Door", "ticket", "/a/{AppId}/cinema/door", Permissions.CardsRedeem, order: 41));
    }

    public static void MapCinema(this WebApplication app) => app.MapGet("/app/cinema/screenings/{code}/taken", async (string code, HttpContext http, Programme programme) =>
    {
        if (await programme.Taken(code, http.RequestAborted) is not { } taken)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(taken);
    }).WithMetadata(new SubscribersOnlyAttribute());
}
