using Bunit;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Renders the console's pages over a rig's real operations, signed in as one of its people.</summary>
internal static class PaymentPages
{
    public static BunitContext As(this PayRig rig, Person person) =>
        rig.Db.As(person, rig.Till, rig.Takings, rig.Payouts, rig.Signal, new PortalSettings { PublicAddress = "http://weixin.localhost" });
}
