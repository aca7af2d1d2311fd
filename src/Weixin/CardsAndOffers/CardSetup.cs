using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Registers cards and offers.</summary>
internal static class CardSetup
{
    public static void AddCards(this IServiceCollection services)
    {
        services.AddSingleton<CardMails>();
        services.AddSingleton<StockReminder>();
        services.AddSingleton<ClaimTries>();
        services.AddSingleton<ClaimLane>();
        // On a file one writes at a time, and all that wait for it are written together; a server serves many at once.
        services.AddSingleton(provider => provider.GetRequiredService<PortalSettings>().Database.Provider == DatabaseProvider.Sqlite
            ? new Claims(provider.GetRequiredService<IDbContextFactory<PortalDb>>(), provider.GetRequiredService<StockReminder>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ClaimLane>(), provider.GetRequiredService<IMemoryCache>())
            : new Claims(provider.GetRequiredService<IDbContextFactory<PortalDb>>(), provider.GetRequiredService<StockReminder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CardOperations>();
        services.AddSingleton<StoreOperations>();
        services.AddSingleton<CardReviews>();
        services.AddSingleton<CopyOperations>();
        services.AddSingleton(CopyOperations.Leaving);
        services.AddSingleton<GiftOperations>();
        services.AddSingleton<RedemptionOperations>();
        services.AddSingleton<Handouts>();
        services.AddSingleton<CardExpiry>();
        services.AddSingleton<ShopStaff>();
        services.AddSingleton<CampaignCards>();
        services.AddSingleton(new ArticlePanel(typeof(CampaignCardPanel), static (services, campaign, cancel) => services.GetRequiredService<CampaignCards>().HasAny(campaign, cancel)));
        services.AddSingleton(new CampaignLink(typeof(CardTexts), "CampaignCard", "gift", "/a/{AppId}/campaigns/{Code}/card"));
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<CardRound>(job => job.WithIdentity(CardRound.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("round", "cards").ForJob(CardRound.Key).StartNow().WithSimpleSchedule(CardRound.Pace));
            quartz.AddJob<HandoutRound>(job => job.WithIdentity(HandoutRound.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("handouts", "cards").ForJob(HandoutRound.Key).StartNow().WithSimpleSchedule(CardRound.Pace));
        });
        services.AddSingleton(provider => new TabBadge(CardAddress.Mine, provider.GetRequiredService<CopyOperations>().EndingSoon));
        services.AddSingleton(provider => new TabBadge(AppAddress.Me, provider.GetRequiredService<CopyOperations>().EndingSoon));
        services.AddSingleton(new StaffSection(typeof(CardReviewWork), Permissions.CasesReview));
        services.AddThings<CopyOperations, CopyRow, CopiesPanel>(20, async (copies, me, cancel) => (await copies.List(me, CopyFilter.Usable, null, cancel)).Rows);
        services.AddScanTarget<CopyOperations>(CardAddress.Copy(""), async (copies, me, code, cancel) => await copies.Find(me, code, cancel));
        services.AddScanTarget<CopyOperations>(CardAddress.Offer(""), async (copies, me, card, cancel) => await copies.Offer(me, card, cancel));
        services.AddScanTarget<GiftOperations>(CardAddress.Gift(""), async (gifts, me, gift, cancel) => await gifts.Find(me, gift, cancel));
        services.AddSingleton(NavEntry.Of<CardTexts>(NavGroup.Mine, "MyCards", "gift", CardAddress.Mine, Permissions.SignedIn, order: 20));
        services.AddSingleton(NavEntry.Of<CardTexts>(NavGroup.Services, "Cards", "gift", "/a/{AppId}/cards", Permissions.CardsManage, order: 10));
        services.AddSingleton(NavEntry.Of<CardTexts>(NavGroup.Services, "Redeem", "qr", "/a/{AppId}/redeem", Permissions.CardsRedeem, order: 20));
        services.AddSingleton(NavEntry.Of<CardTexts>(NavGroup.Settings, "ShopStaff", "people", "/a/{AppId}/shop-staff", Permissions.AccountSettings, order: 40));
        services.AddSingleton(NavEntry.Of<CardTexts>(NavGroup.Platform, "ReviewTitle", "gift", CardAddress.Review, Permissions.CasesReview, order: 20));
    }
}
