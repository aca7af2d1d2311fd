using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Registers memberships. Payments and cards are told of them by records that they ask for themselves.</summary>
internal static class MemberSetup
{
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<Points>();
        services.AddSingleton<PlanOperations>();
        services.AddSingleton<MembershipOperations>();
        services.AddSingleton(MembershipOperations.Leaving);
        services.AddSingleton<MemberOperations>();
        services.AddSingleton<PurseOperations>();
        services.AddSingleton<OfferOperations>();
        services.AddSingleton<ExchangeOperations>();
        services.AddSingleton(new SchemaProof(Points.FirstFault));
        services.AddSingleton(provider => Memberships.Lookup(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PaymentStep(provider.GetRequiredService<Points>().AfterPayment));
        services.AddSingleton(provider => new PaymentStep(provider.GetRequiredService<PurseOperations>().AfterRefund));
        services.AddSingleton(provider => new PurseLookup(provider.GetRequiredService<PurseOperations>().PurseOf));
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<ExchangeJob>(job => job.WithIdentity(ExchangeJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("exchanges", "members").ForJob(ExchangeJob.Key).StartNow().WithSimpleSchedule(CardRound.Pace));
        });
        services.AddSingleton(new MovementLink([EntryKind.PurseTopUp, EntryKind.PursePayout], code => MemberAddress.Purse(code)));
        services.AddSingleton(NavEntry.Of<MemberTexts>(NavGroup.Services, "Members", "people", "/a/{AppId}/members", Permissions.CardsManage, order: 15));
    }
}
