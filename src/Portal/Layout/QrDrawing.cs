using System.Text;
using QRCoder;

namespace WeixinWeChat.Portal.Layout;

/// <summary>A QR code drawn for a screen and for print. Black on white in every theme: that is what scanners read.</summary>
public static class QrDrawing
{
    private const int PixelsPerModule = 8;

    /// <summary>As SVG, which takes the size of its place.</summary>
    /// <param name="text">What it says.</param>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return qr.GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>An SVG as an <c>img</c> takes it.</summary>
    public static string Source(string svg) => $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
}
