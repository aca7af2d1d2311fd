using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QRCoder;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>Draws an account's QR code, for the screen and for print.</summary>
internal static class QrEndpoints
{
    // 20 pixels a module: sharp on a poster's proof, still small as a file.
    private const int PixelsPerModule = 20;

    public static void MapAccountQr(this WebApplication app)
    {
        app.MapGet("/a/{AppId}/qr.png", [Permission(Permissions.AccountView)] (string appId, HttpContext http, AccountOperations accounts, PortalSettings settings) =>
            Draw(appId, http, accounts, settings, "image/png", data => new PngByteQRCode(data).GetGraphic(PixelsPerModule)));
        app.MapGet("/a/{AppId}/qr.svg", [Permission(Permissions.AccountView)] (string appId, HttpContext http, AccountOperations accounts, PortalSettings settings) =>
            Draw(appId, http, accounts, settings, "image/svg+xml", data => Encoding.UTF8.GetBytes(
                new SvgQRCode(data).GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute))));
    }

    private static async Task<IResult> Draw(
        string appId, HttpContext http, AccountOperations accounts, PortalSettings settings, string type, Func<QRCodeData, byte[]> draw)
    {
        if (Person.From(http.User) is not { } actor || await accounts.Find(actor, appId, http.RequestAborted) is not { } account || account.Standing == AccountStanding.NotActivated)
            return Results.NotFound();
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(AccountLinks.Of(settings, account.QrTicket), QRCodeGenerator.ECCLevel.M);
        http.Response.Headers.CacheControl = "private, max-age=86400";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(draw(data), type);
    }
}
