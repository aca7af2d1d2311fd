using SkiaSharp;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>
/// Draws a picture that looks like a business licence and belongs to nobody, for the demo world and the tests. It is marked as a
/// sample all over, bears no state emblem and no seal of any office.
/// </summary>
public static class SampleLicence
{
    private const int Width = 1400;
    private const int Height = 990;

    // A part of Noto Sans CJK SC with the characters that the samples need: many servers have no Chinese font.
    // Licence: SIL Open Font License 1.1, named in the font itself. A new text here or in the demo world may need a new part.
    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using var file = typeof(SampleLicence).Assembly.GetManifestResourceStream("SampleLicence.otf")!;
        return SKTypeface.FromStream(file) ?? throw new InvalidOperationException("The sample licence's font cannot be read.");
    });

    private static readonly SKColor Ink = new(0x2B, 0x2A, 0x28);
    private static readonly SKColor Gold = new(0xB4, 0x8A, 0x3C);

    /// <summary>Whether the font holds every character of a text.</summary>
    public static bool CanWrite(string text)
    {
        using var font = new SKFont(Face.Value);
        return font.ContainsGlyphs(text);
    }

    /// <summary>A licence with these data, as JPEG; every one differs from every other.</summary>
    /// <param name="legalName">The subject.</param>
    /// <param name="creditCode">Its code.</param>
    /// <param name="representative">Its legal representative.</param>
    /// <param name="blurred">As a hasty photograph would be: for a case that is sent back.</param>
    public static byte[] Draw(string legalName, string creditCode, string representative, bool blurred = false)
    {
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            Paper(canvas);
            Text(canvas, "营 业 执 照", Width / 2f, 225, 84, Ink, SKTextAlign.Center, bold: true);
            Text(canvas, "（副 本）样本", Width / 2f, 285, 30, Ink, SKTextAlign.Center);
            Text(canvas, $"统一社会信用代码  {creditCode}", 130, 190 - 40, 26, Ink, SKTextAlign.Left);
            var lines = new (string Label, string Value)[]
            {
                ("名　　称", legalName),
                ("类　　型", "有限责任公司"),
                ("法定代表人", representative),
                ("经营范围", "仅供演示，不代表任何真实主体的经营活动"),
                ("注册资本", "壹佰万元整"),
                ("成立日期", "2018年05月20日"),
                ("营业期限", "长期"),
            };
            for (var line = 0; line < lines.Length; line++)
            {
                var y = 390 + (line * 62);
                Text(canvas, lines[line].Label, 150, y, 28, Gold, SKTextAlign.Left);
                Text(canvas, lines[line].Value, 380, y, 30, Ink, SKTextAlign.Left);
            }

            Text(canvas, "登记机关：样本登记处（虚构）", Width - 140, 850, 26, Ink, SKTextAlign.Right);
            Watermark(canvas);
        }

        using var image = blurred ? Blur(bitmap) : SKImage.FromBitmap(bitmap);
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 85);
        return jpeg.ToArray();
    }

    private static void Paper(SKCanvas canvas)
    {
        canvas.Clear(new SKColor(0xFB, 0xF6, 0xE9));
        using var line = new SKPaint { Color = Gold.WithAlpha(40), Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        for (var wave = 0; wave < 34; wave++)
        {
            using var path = new SKPathBuilder();
            path.MoveTo(0, wave * 30);
            for (var x = 0; x < Width; x += 140)
                path.QuadTo(x + 35, (wave * 30) - 22, x + 70, wave * 30);
            using var drawn = path.Detach();
            canvas.DrawPath(drawn, line);
        }

        using var frame = new SKPaint { Color = Gold, Style = SKPaintStyle.Stroke, StrokeWidth = 10, IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(40, 40, Width - 40, Height - 40), 18, 18, frame);
        frame.StrokeWidth = 2;
        canvas.DrawRoundRect(new SKRect(60, 60, Width - 60, Height - 60), 12, 12, frame);
    }

    private static void Watermark(SKCanvas canvas)
    {
        canvas.Save();
        canvas.RotateDegrees(-24, Width / 2f, Height / 2f);
        for (var row = -1; row < 5; row++)
        {
            for (var column = 0; column < 4; column++)
                Text(canvas, "样本 SAMPLE", (column * 420) - 60 + (row % 2 * 180), 60 + (row * 260), 58, new SKColor(0xC6, 0x2F, 0x2F, 0x30), SKTextAlign.Left, bold: true);
        }

        canvas.Restore();
    }

    private static SKImage Blur(SKBitmap bitmap)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        using var blur = SKImageFilter.CreateBlur(7, 7);
        using var paint = new SKPaint { ImageFilter = blur };
        using var sharp = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(sharp, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), paint);
        return surface.Snapshot();
    }

    private static void Text(SKCanvas canvas, string text, float x, float y, float size, SKColor color, SKTextAlign align, bool bold = false)
    {
        using var font = new SKFont(Face.Value, size) { Embolden = bold };
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }
}
