using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Materials;

/// <summary>Why an upload is no picture that we take.</summary>
public enum ImageProblem
{
    /// <summary>The file is empty.</summary>
    Empty = 1,

    /// <summary>More bytes than <see cref="PlatformLimits.ImageBytes"/>.</summary>
    TooLarge,

    /// <summary>Its content is no picture, whatever it is called.</summary>
    NotAnImage,

    /// <summary>A GIF: would have to be kept frame by frame, or lose what it shows.</summary>
    Gif,

    /// <summary>An SVG: a document that can run scripts, not a picture.</summary>
    Svg,

    /// <summary>More pixels than <see cref="PlatformLimits.ImagePixels"/>.</summary>
    TooManyPixels,

    /// <summary>Smaller than the shape's <see cref="ImageShape.MinSide"/>.</summary>
    TooSmall,

    /// <summary>The file ends too early or contradicts itself.</summary>
    Damaged,
}

/// <summary>What a picture is made into.</summary>
/// <param name="MinSide">Smallest side that still looks good, pixels.</param>
/// <param name="MaxWidth">A wider picture is made smaller.</param>
/// <param name="MaxHeight">A higher picture is made smaller.</param>
/// <param name="Square">The middle is cut out as a square.</param>
public sealed record ImageShape(int MinSide, int MaxWidth, int MaxHeight, bool Square = false)
{
    /// <summary>An account's avatar.</summary>
    public static ImageShape Avatar { get; } = new(96, 512, 512, Square: true);

    /// <summary>A picture inside an article: as wide as a phone shows it at its best, and as high as a long infographic.</summary>
    public static ImageShape Article { get; } = new(16, 1600, 6400);

    /// <summary>A campaign's cover.</summary>
    public static ImageShape Cover { get; } = new(200, 1600, 1600);
}

/// <summary>A picture's problem in words.</summary>
public static class ImageProblems
{
    /// <summary>The words, with the limit that was passed.</summary>
    public static Bilingual TextOf(ImageProblem problem, ImageShape shape, PlatformLimits limits)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(limits);
        var megabytes = FormattableString.Invariant($"{limits.ImageBytes / 1_048_576.0:0.#} MB");
        return problem switch
        {
            ImageProblem.Empty => new("The file is empty. Choose a picture.", "文件为空，请选择图片。"),
            ImageProblem.TooLarge => new($"The picture is larger than {megabytes}. Choose a smaller one.", $"图片超过 {megabytes}，请选择较小的图片。"),
            ImageProblem.Gif => new("GIF pictures are not taken. Save it as JPEG, PNG or WebP.", "暂不支持 GIF 图片，请另存为 JPEG、PNG 或 WebP 后上传。"),
            ImageProblem.Svg => new("SVG files are not taken, since they can carry scripts. Export it as PNG.", "SVG 文件可能包含脚本，暂不支持，请导出为 PNG 后上传。"),
            ImageProblem.TooManyPixels => new(
                $"The picture has more than {limits.ImagePixels / 1_000_000} million pixels. Make it smaller first.", $"图片超过 {limits.ImagePixels / 10_000} 万像素，请先缩小。"),
            ImageProblem.TooSmall => new(
                $"The picture is smaller than {shape.MinSide} × {shape.MinSide} pixels. Choose a larger one.", $"图片小于 {shape.MinSide} × {shape.MinSide} 像素，请选择更大的图片。"),
            ImageProblem.Damaged => new("The picture is damaged. Save it again and choose the new file.", "图片已损坏，请重新保存后再上传。"),
            _ => new("This is not a JPEG, PNG or WebP picture.", "文件不是 JPEG、PNG 或 WebP 图片。"),
        };
    }
}
