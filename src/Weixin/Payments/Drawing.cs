using System.Globalization;
using System.Text;
using QRCoder;
using ZXing;
using ZXing.OneD;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Codes drawn for a screen and for print. Black on white in every theme: that is what scanners read.</summary>
internal static class Drawing
{
    private const int PixelsPerModule = 8;

    // Code 128 asks for ten modules of quiet beside it.
    private const int Quiet = 10;
    private const int Height = 40;

    /// <summary>A QR code, as SVG.</summary>
    public static string Qr(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return qr.GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>The lines of Code 128, as SVG.</summary>
    public static string Lines(string digits)
    {
        var lines = new Code128Writer().encode(digits, BarcodeFormat.CODE_128, 1, 1);
        var (left, right) = (0, lines.Width - 1);
        while (!lines[left, 0])
            left++;
        while (!lines[right, 0])
            right--;
        var path = new StringBuilder();
        for (var x = left; x <= right; x++)
        {
            if (lines[x, 0])
                path.Append(CultureInfo.InvariantCulture, $"M{x - left + Quiet} 0h1v{Height}h-1z");
        }

        var width = right - left + 1 + (2 * Quiet);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{width}v{Height}H0z\"/><path d=\"{path}\"/></svg>");
    }

    /// <summary>What an <c>img</c> takes as its source.</summary>
    public static string Source(string svg) => $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
}
