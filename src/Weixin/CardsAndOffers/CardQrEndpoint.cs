using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QRCoder;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
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
        using var data = QRCodeGenerator.GenerateQrCode(CardAddress.QrLinkOf(settings, sheet.Code, scene), QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        http.Response.Headers.CacheControl = "private, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Text(qr.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute), "image/svg+xml");
    });
}
