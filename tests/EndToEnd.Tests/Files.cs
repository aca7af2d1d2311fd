using Microsoft.Playwright;
using SkiaSharp;
using WeixinWeChat.Weixin.Verification;
using ZXing;

namespace WeixinWeChat.EndToEnd.Tests;

/// <summary>Files that people upload.</summary>
internal static class Files
{
    public static FilePayload Png(string name, int width, int height) => new() { Name = name, MimeType = "image/png", Buffer = Picture(width, height) };

    /// <summary>A business licence as the samples draw it.</summary>
    public static FilePayload Licence(string name, string legalName, string creditCode, string representative) =>
        new() { Name = name, MimeType = "image/jpeg", Buffer = SampleLicence.Draw(legalName, creditCode, representative) };

    /// <summary>A sheet of paper with a picture on it.</summary>
    public static FilePayload Pdf(string name)
    {
        using var written = new SKDynamicMemoryWStream();
        using (var document = SKDocument.CreatePdf(written))
        {
            using var picture = SKImage.FromEncodedData(Picture(1200, 850));
            document.BeginPage(842, 595).DrawImage(picture, new SKRect(40, 40, 802, 555), SKSamplingOptions.Default);
            document.EndPage();
            document.Close();
        }

        using var data = written.DetachAsData();
        return new() { Name = name, MimeType = "application/pdf", Buffer = data.ToArray() };
    }

    /// <summary>What a QR code on a page says to whoever scans the screen.</summary>
    public static async Task<string> Decoded(ILocator image)
    {
        using var decoded = SKBitmap.Decode(await image.ScreenshotAsync(new() { Type = ScreenshotType.Png }));
        using var shot = decoded.Copy(SKColorType.Rgba8888);
        var light = new RGBLuminanceSource(shot.Bytes, shot.Width, shot.Height, RGBLuminanceSource.BitmapFormat.RGBA32);
        // Told that it is one upright code and nothing else: else it finds none in one of a hundred.
        var reader = new BarcodeReaderGeneric { Options = new() { PureBarcode = true, TryHarder = true, PossibleFormats = [BarcodeFormat.QR_CODE] } };
        return reader.Decode(light)?.Text ?? throw new InvalidOperationException("There is no code to be read.");
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            using var paint = new SKPaint { Shader = SKShader.CreateLinearGradient(new(0, 0), new(width, height), [new SKColor(0x2f, 0x7d, 0x5b), new SKColor(0xe8, 0xd9, 0xa8)], SKShaderTileMode.Clamp) };
            canvas.DrawRect(0, 0, width, height, paint);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }
}
