using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>The QR code of a card's offer with its scene, for its brand to print and show.</summary>
internal static class CardQrEndpoint
{
    public static void MapCards(this WebApplication app) => app.MapGet("/a/{AppId}/cards/{code}/qr.svg", [Permission(Permissions.CardsManage)] async (
        string appId, string code, string? scene, HttpContext http, CardOperations cards, PortalSettings settings) =>
    {
        if (scene?.Length > CardCode.SceneMax || Person.From(http.User) is not { } actor || await cards.Find(actor, appId, code, http.RequestAborted) is not { } sheet)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Text(QrDrawing.Svg(CardAddress.QrLinkOf(settings, sheet.Code, scene)), "image/svg+xml");
    });
}
