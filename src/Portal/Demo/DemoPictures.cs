using SkiaSharp;

namespace WeixinWeChat.Portal.Demo;

/// <summary>What a brand's pictures show.</summary>
public enum DemoMotif
{
    /// <summary>A cup with its steam.</summary>
    Tea = 1,

    /// <summary>An open book.</summary>
    Book,

    /// <summary>Two peaks.</summary>
    Mountain,

    /// <summary>A loaf.</summary>
    Bread,

    /// <summary>Columns under a gable.</summary>
    Museum,

    /// <summary>Houses along a street.</summary>
    City,
}

/// <summary>How a brand's pictures look.</summary>
/// <param name="Motif">What they show.</param>
/// <param name="Ground">The colour behind, 0xRRGGBB.</param>
/// <param name="Accent">The second colour.</param>
public sealed record DemoLook(DemoMotif Motif, uint Ground, uint Accent);

/// <summary>Draws avatars and covers: our own, the same at every start.</summary>
internal static class DemoPictures
{
    private const int AvatarSide = 320;
    private const int CoverWidth = 1200;
    private const int CoverHeight = 510;

    /// <summary>A square with the brand's sign.</summary>
    public static byte[] Avatar(DemoLook look) => Draw(AvatarSide, AvatarSide, canvas =>
    {
        Ground(canvas, look, AvatarSide, AvatarSide);
        Sign(canvas, look, AvatarSide / 2f, AvatarSide / 2f, AvatarSide * 0.62f);
    });

    /// <summary>A wide picture; another one for every title.</summary>
    public static byte[] Cover(DemoLook look, string title) => Draw(CoverWidth, CoverHeight, canvas =>
    {
        // Not GetHashCode, which differs from start to start.
        var dice = new Random(title.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
        Ground(canvas, look, CoverWidth, CoverHeight);
        using var soft = new SKPaint { IsAntialias = true, Color = Colour(look.Accent).WithAlpha(70) };
        canvas.DrawCircle(CoverWidth * (0.62f + (0.3f * dice.NextSingle())), CoverHeight * (0.2f + (0.3f * dice.NextSingle())), 120 + (90 * dice.NextSingle()), soft);
        for (var layer = 0; layer < 3; layer++)
            Hills(canvas, dice, CoverHeight * (0.58f + (0.14f * layer)), Mix(Colour(look.Ground), SKColors.White, 0.10f + (0.09f * layer)));
        Sign(canvas, look, CoverWidth * (0.26f + (0.14f * dice.NextSingle())), CoverHeight * 0.5f, CoverHeight * 0.62f);
    });

    private static byte[] Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
            draw(canvas);
        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return encoded.ToArray();
    }

    private static void Ground(SKCanvas canvas, DemoLook look, int width, int height)
    {
        var ground = Colour(look.Ground);
        using var shade = SKShader.CreateLinearGradient(new(0, 0), new(width, height), [Mix(ground, SKColors.White, 0.16f), Mix(ground, SKColors.Black, 0.18f)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shade };
        canvas.DrawRect(0, 0, width, height, paint);
    }

    private static void Hills(SKCanvas canvas, Random dice, float top, SKColor colour)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(0, CoverHeight);
        builder.LineTo(0, top);
        var step = CoverWidth / 4f;
        for (var x = 0f; x < CoverWidth; x += step)
            builder.QuadTo(x + (step / 2), top - 70 + (140 * dice.NextSingle()), x + step, top - 15 + (30 * dice.NextSingle()));
        builder.LineTo(CoverWidth, CoverHeight);
        builder.Close();
        using var path = builder.Detach();
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        canvas.DrawPath(path, paint);
    }

    // Every sign is drawn in a square from -50 to 50, in white with a little of the accent.
    private static void Sign(SKCanvas canvas, DemoLook look, float x, float y, float size)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(size / 100);
        using var white = new SKPaint { IsAntialias = true, Color = new(0xFD, 0xFB, 0xF5) };
        using var accent = new SKPaint { IsAntialias = true, Color = Colour(look.Accent) };
        using var line = new SKPaint { IsAntialias = true, Color = white.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 5, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        DemoSigns.Draw(canvas, look.Motif, white, accent, line);
        canvas.Restore();
    }

    private static SKColor Colour(uint rgb) => new(rgb | 0xFF000000);

    private static SKColor Mix(SKColor one, SKColor other, float part) => new(
        (byte)(one.Red + ((other.Red - one.Red) * part)), (byte)(one.Green + ((other.Green - one.Green) * part)), (byte)(one.Blue + ((other.Blue - one.Blue) * part)));
}
