using System.Security.Cryptography;
using SkiaSharp;
using UglyToad.PdfPig;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Why an uploaded file is refused.</summary>
public enum DocumentProblem
{
    /// <summary>Nothing in it.</summary>
    Empty = 1,

    /// <summary>Too many bytes.</summary>
    TooLarge,

    /// <summary>Neither a picture of a known kind nor a PDF, whatever its name says.</summary>
    WrongType,

    /// <summary>Looks like a picture or PDF and cannot be read as one.</summary>
    Damaged,

    /// <summary>Too few pixels to read a licence.</summary>
    TooSmall,

    /// <summary>More pixels than are unpacked.</summary>
    TooManyPixels,

    /// <summary>A PDF behind a password.</summary>
    Encrypted,

    /// <summary>A PDF that runs or carries something.</summary>
    Active,

    /// <summary>A PDF with too many pages.</summary>
    TooManyPages,

    /// <summary>A PDF that unpacks to more than is looked at.</summary>
    TooDense,

    /// <summary>The case holds as many documents as it may.</summary>
    TooMany,

    /// <summary>The case takes no document now.</summary>
    NotNow,
}

/// <summary>An uploaded document after the check: what is kept of it.</summary>
/// <param name="Content">The bytes to keep: a picture drawn anew without metadata, or the PDF as it came.</param>
/// <param name="ContentType">By content.</param>
/// <param name="Pages">1 for a picture.</param>
/// <param name="Sha256">Of the bytes that were uploaded, lower-case hex.</param>
public sealed record CheckedDocument(byte[] Content, string ContentType, int Pages, string Sha256);

/// <summary>Looks into an uploaded document. The name and the type that the browser gave are not asked.</summary>
public static class DocumentCheck
{
    /// <summary>Shortest long side of a picture, in pixels: below it the code of a licence cannot be read.</summary>
    public const int LongSideMin = 600;

    /// <summary>Most pages of a PDF.</summary>
    public const int PagesMax = 20;

    // Larger pictures are drawn at this size: a reviewer's screen shows no more, and it bounds what a page weighs.
    private const int LongSideMax = 4000;
    private const int JpegQuality = 88;
    private static readonly IReadOnlyList<SKEncodedImageFormat> Formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    // A picture or PDF at the limit unpacks to many times its size: two at a time, the others wait.
    private static readonly SemaphoreSlim Turns = new(2);

    /// <summary>Checks the bytes, when it is their turn.</summary>
    /// <inheritdoc cref="Check" />
    public static async Task<(CheckedDocument? Document, DocumentProblem? Problem)> CheckInTurn(byte[] bytes, PlatformLimits limits, CancellationToken cancel)
    {
        await Turns.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Check(bytes, limits), cancel);
        }
        finally
        {
            Turns.Release();
        }
    }

    /// <summary>Checks the bytes.</summary>
    /// <returns>The document, or what is wrong with it.</returns>
    public static (CheckedDocument? Document, DocumentProblem? Problem) Check(byte[] bytes, PlatformLimits limits)
    {
        if (bytes.Length == 0) return (null, DocumentProblem.Empty);
        if (bytes.Length > limits.DocumentBytes) return (null, DocumentProblem.TooLarge);
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        // At the very beginning: a file that is a PDF only further in is another kind of file for another program.
        return bytes.AsSpan().StartsWith("%PDF-"u8) ? Pdf(bytes, sha) : Picture(bytes, sha, limits);
    }

    private static (CheckedDocument?, DocumentProblem?) Picture(byte[] bytes, string sha, PlatformLimits limits)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Formats.Contains(codec.EncodedFormat)) return (null, DocumentProblem.WrongType);
        if ((long)codec.Info.Width * codec.Info.Height > limits.ImagePixels) return (null, DocumentProblem.TooManyPixels);
        if (Math.Max(codec.Info.Width, codec.Info.Height) < LongSideMin) return (null, DocumentProblem.TooSmall);

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var raw = new SKBitmap(info);
        if (codec.GetPixels(info, raw.GetPixels()) != SKCodecResult.Success) return (null, DocumentProblem.Damaged);
        using var drawn = Upright(raw, codec.EncodedOrigin);
        // Drawn anew: place, camera and whatever hides behind the pixels stay behind.
        var png = codec.EncodedFormat == SKEncodedImageFormat.Png;
        using var image = SKImage.FromBitmap(drawn);
        using var encoded = image.Encode(png ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, JpegQuality);
        return (new CheckedDocument(encoded.ToArray(), png ? "image/png" : "image/jpeg", 1, sha), null);
    }

    // A phone stores a picture as its sensor lay and notes the turn in the metadata that is dropped here.
    private static SKBitmap Upright(SKBitmap raw, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)LongSideMax / Math.Max(raw.Width, raw.Height));
        var (width, height) = (Math.Max(1, (int)(raw.Width * scale)), Math.Max(1, (int)(raw.Height * scale)));
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var drawn = new SKBitmap(turned ? height : width, turned ? width : height);
        using var canvas = new SKCanvas(drawn);
        canvas.Clear(SKColors.White);
        canvas.Concat(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        using var image = SKImage.FromBitmap(raw);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return drawn;
    }

    private static (CheckedDocument?, DocumentProblem?) Pdf(byte[] bytes, string sha)
    {
        var filters = new BoundedFilters();
        try
        {
            using var document = PdfDocument.Open(bytes, new ParsingOptions { FilterProvider = filters });
            if (document.IsEncrypted) return (null, DocumentProblem.Encrypted);
            if (document.NumberOfPages > PagesMax) return (null, DocumentProblem.TooManyPages);
            var (empty, active) = (document.NumberOfPages == 0, PdfContent.IsActive(document, bytes));
            if (filters.Refused) return (null, DocumentProblem.TooDense);
            if (empty) return (null, DocumentProblem.Damaged);
            if (active) return (null, DocumentProblem.Active);
            return (new CheckedDocument(bytes, "application/pdf", document.NumberOfPages, sha), null);
        }
        catch (UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            return (null, DocumentProblem.Encrypted);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The parser throws many kinds at broken input; each means the same here.
            return (null, filters.Refused ? DocumentProblem.TooDense : DocumentProblem.Damaged);
        }
    }
}
