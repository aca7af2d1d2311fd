using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>The QR code of a campaign's link, for its brand to print and show.</summary>
internal static class CampaignQrEndpoint
{
    /// <summary>The link that subscribers open.</summary>
    public static string LinkOf(PortalSettings settings, string code) => $"{settings.PublicAddress}/app/c/{code}";

    public static void MapCampaignQr(this WebApplication app) => app.MapGet("/a/{AppId}/campaigns/{code}/qr.svg", [Permission(Permissions.CampaignsWrite)] async (
        string appId, string code, HttpContext http, CampaignOperations campaigns, PortalSettings settings) =>
    {
        if (Person.From(http.User) is not { } actor || await campaigns.Find(actor, appId, code, http.RequestAborted) is not { } sheet)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Text(QrDrawing.Svg(LinkOf(settings, sheet.Code)), "image/svg+xml");
    });
}
