using System.Text;
using SkiaSharp;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Materials;

/// <summary>A picture that we have drawn anew: nothing of the uploaded file is left but what can be seen.</summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="ContentType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record CleanImage(byte[] Content, string ContentType, int Width, int Height);

/// <summary>
/// Takes uploaded pictures: looks at their content and not at their name, refuses what would unpack to too much before it is unpacked, and
/// encodes them anew. Places, cameras and dates in the metadata are gone, and with them everything else that is hidden in a file.
/// </summary>
public static class ImageCleaner
{
    /// <summary>Content types to offer in a file dialog.</summary>
    public const string Accept = "image/jpeg,image/png,image/webp";

    // At this quality a photograph shows no blocks and takes a quarter of what 100 would.
    private const int Quality = 88;

    /// <summary>Reads an upload to its end or to the limit, whichever comes first; null when there is more than the limit.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<byte[]?> ReadBounded(Stream upload, int limit, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await upload.ReadAsync(buffer, cancel)) > 0)
        {
            if (content.Length + read > limit) return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    /// <summary>Draws the picture anew. Never throws, whatever the bytes are.</summary>
    public static Reading<CleanImage, ImageProblem> Clean(byte[] upload, ImageShape shape, PlatformLimits limits)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(limits);
        if (upload.Length == 0) return Bad(ImageProblem.Empty);
        if (upload.Length > limits.ImageBytes) return Bad(ImageProblem.TooLarge);

        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null) return Bad(LooksLikeSvg(upload) ? ImageProblem.Svg : ImageProblem.NotAnImage);
        if (codec.EncodedFormat == SKEncodedImageFormat.Gif) return Bad(ImageProblem.Gif);
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)) return Bad(ImageProblem.NotAnImage);

        // Known from the header alone: nothing has been unpacked yet.
        if ((long)codec.Info.Width * codec.Info.Height > limits.ImagePixels) return Bad(ImageProblem.TooManyPixels);
        if (Math.Min(codec.Info.Width, codec.Info.Height) < shape.MinSide) return Bad(ImageProblem.TooSmall);

        using var srgb = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, srgb);
        using var decoded = new SKBitmap(info);
        if (codec.GetPixels(info, decoded.GetPixels()) != SKCodecResult.Success) return Bad(ImageProblem.Damaged);

        using var drawn = Draw(decoded, codec.EncodedOrigin, shape);
        using var image = SKImage.FromBitmap(drawn);
        using var encoded = image.Encode(codec.EncodedFormat, Quality);
        return encoded is null
            ? Bad(ImageProblem.Damaged)
            : Reading<CleanImage, ImageProblem>.Good(new(encoded.ToArray(), TypeOf(codec.EncodedFormat), drawn.Width, drawn.Height));

        Reading<CleanImage, ImageProblem> Bad(ImageProblem problem) =>
            Reading<CleanImage, ImageProblem>.Bad(problem, ImageProblems.TextOf(problem, shape, limits));
    }

    // Turned as its camera meant it, cut and made smaller in one drawing.
    private static SKBitmap Draw(SKBitmap source, SKEncodedOrigin origin, ImageShape shape)
    {
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var (width, height) = turned ? (source.Height, source.Width) : (source.Width, source.Height);
        var (cutWidth, cutHeight) = shape.Square ? (Math.Min(width, height), Math.Min(width, height)) : (width, height);
        var scale = Math.Min(1f, Math.Min((float)shape.MaxWidth / cutWidth, (float)shape.MaxHeight / cutHeight));
        var drawn = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)Math.Round(cutWidth * scale)), Math.Max(1, (int)Math.Round(cutHeight * scale)),
            SKColorType.Rgba8888, source.AlphaType, source.ColorSpace));
        using var canvas = new SKCanvas(drawn);
        canvas.Clear();
        canvas.Scale(scale);
        canvas.Translate(-(width - cutWidth) / 2f, -(height - cutHeight) / 2f);
        canvas.Concat(Upright(origin, source.Width, source.Height));
        using var image = SKImage.FromBitmap(source);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return drawn;
    }

    // The eight ways in which Exif says a camera was held.
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static string TypeOf(SKEncodedImageFormat format) => format switch
    {
        SKEncodedImageFormat.Png => "image/png",
        SKEncodedImageFormat.Webp => "image/webp",
        _ => "image/jpeg",
    };

    // Only to give the better reason; refused either way.
    private static bool LooksLikeSvg(byte[] upload) =>
        Encoding.UTF8.GetString(upload, 0, Math.Min(upload.Length, 1024)).Contains("<svg", StringComparison.OrdinalIgnoreCase);
}
