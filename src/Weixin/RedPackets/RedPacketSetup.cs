using Microsoft.Extensions.DependencyInjection;
using Quartz;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Friends;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>Registers red packets.</summary>
internal static class RedPacketSetup
{
    public static void AddRedPackets(this IServiceCollection services)
    {
        services.AddSingleton<RedPacketOperations>();
        services.AddSingleton(RedPacketOperations.Move);
        services.AddSingleton(RedPacketOperations.Leaving);
        services.AddSingleton<BrandPacketOperations>();
        services.AddSingleton(new ArticlePanel(typeof(GiftPanel), static (services, campaign, cancel) => services.GetRequiredService<BrandPacketOperations>().HasAny(campaign, cancel)));
        services.AddSingleton(new CampaignLink(typeof(RedPacketTexts), "CampaignGift", "red-packet", "/a/{AppId}/campaigns/{Code}/red-packets"));
        services.AddSingleton(new MovementLink([EntryKind.BrandPacket], code => $"/app/c/{code}"));
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<RedPacketJob>(job => job.WithIdentity(RedPacketJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.WithIdentity("red-packets", "wallet").ForJob(RedPacketJob.Key).StartNow().WithSimpleSchedule(BankOrderJob.Round));
        });
        services.AddSingleton(new WalletLink(typeof(RedPacketTexts), "RedPackets", "red-packet", RedPacketAddress.Home, Order: 10));
        services.AddSingleton(new MovementLink([EntryKind.RedPacket, EntryKind.RedPacketOpened, EntryKind.RedPacketReturned], RedPacketAddress.Of));
        services.AddSingleton(new FriendLink("red-packet", typeof(RedPacketTexts), "RedPacket", "red-packet", RedPacketAddress.NewTo("{Code}"), RedPacketAddress.New, Order: 20));
        services.AddScanTarget<RedPacketOperations>(RedPacketAddress.Of(""), async (packets, me, code, cancel) => await packets.Find(me, code, cancel));
        services.AddSingleton(NavEntry.Of<RedPacketTexts>(NavGroup.Mine, "RedPackets", "red-packet", RedPacketAddress.Home, Permissions.SignedIn, order: 20));
    }
}
