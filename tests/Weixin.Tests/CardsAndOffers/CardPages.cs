using Bunit;
using Microsoft.AspNetCore.Components;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Renders the console's pages of cards over a rig's real operations, signed in as one of its people.</summary>
internal static class CardPages
{
    public static BunitContext As(this CardRig rig, Person person) =>
        rig.Db.As(person, new PortalSettings { PublicAddress = "https://weixin.example" }, rig.Mails, rig.Cards, rig.Stores, rig.Reviews, rig.Counter, rig.Handouts, rig.Campaigns,
            new FollowerOperations(rig.Db), new TagOperations(rig.Db, rig.Db.Clock), new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock));

    /// <summary>What is said beside a field.</summary>
    public static string? Said<T>(this IRenderedComponent<T> page, string field)
        where T : IComponent => page.FindAll($"#{field}-error").SingleOrDefault()?.TextContent.Trim();
}
