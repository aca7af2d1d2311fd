using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Demo;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Review;
using WeixinWeChat.Weixin.Verification;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin;

/// <summary>The Weixin portal: the shared pages, its own database, and what only it has.</summary>
public sealed class WeixinPortal : PortalDefinition
{
    /// <inheritdoc />
    public override EditionPolicy Policy => EditionPolicy.Weixin;

    /// <inheritdoc />
    public override void AddDatabase(IServiceCollection services, PortalSettings settings) =>
        services.AddPortalDatabase<WeixinDb, WeixinSqliteDb, WeixinSqlServerDb>(settings);

    /// <inheritdoc />
    public override void AddFeatures(IServiceCollection services)
    {
        services.AddVerification();
        services.AddReview();
        services.AddWallet();
        services.AddRedPackets();
        services.AddCards();
        services.AddMembers();
        services.AddPayments();
        services.AddCinema();
        services.AddSingleton<DemoContent, WeixinDemo>();
    }

    /// <inheritdoc />
    public override void MapFeatures(WebApplication app)
    {
        app.MapVerification();
        app.MapReview();
        app.MapCards();
        app.MapClaims();
        app.MapPayments();
        app.MapStatements();
        app.MapCinema();
    }
}
