using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;

namespace WeixinWeChat.Core.Tests.Materials;

public sealed class ImageCleanerTests
{
    private static readonly PlatformLimits Limits = new();

    public static TheoryData<string, byte[], ImageProblem> Refused { get; } = new()
    {
        { "nothing", [], ImageProblem.Empty },
        { "text with a picture's name", "photo.jpg is my name"u8.ToArray(), ImageProblem.NotAnImage },
        { "a web page", "<!doctype html><script>alert(1)</script>"u8.ToArray(), ImageProblem.NotAnImage },
        { "svg", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), ImageProblem.Svg },
        { "gif", Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), ImageProblem.Gif },
        { "a program", [0x7f, (byte)'E', (byte)'L', (byte)'F', .. new byte[200]], ImageProblem.NotAnImage },
        { "a header that promises 60000 × 60000 pixels", PngHeader(60_000, 60_000), ImageProblem.TooManyPixels },
        { "a header that promises nothing", PngHeader(0, 0), ImageProblem.NotAnImage },
        { "one pixel", Picture(1, 1, SKEncodedImageFormat.Png), ImageProblem.TooSmall },
        { "a broken-off jpeg", Half(Picture(400, 300, SKEncodedImageFormat.Jpeg)), ImageProblem.Damaged },
        { "a broken-off png", Half(Picture(400, 300, SKEncodedImageFormat.Png)), ImageProblem.Damaged },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_honest_picture_is_refused_with_a_reason(string what, byte[] upload, ImageProblem problem)
    {
        var reading = ImageCleaner.Clean(upload, ImageShape.Article, Limits);

        reading.Problem.Should().Be(problem, what);
        reading.Reason.En.Should().NotBeEmpty();
        reading.Reason.Zh.Should().NotBeEmpty();
    }

    [Fact]
    public void More_bytes_than_the_limit_are_refused_unseen() =>
        ImageCleaner.Clean(new byte[2048], ImageShape.Article, new PlatformLimits { ImageBytes = 1024 }).Problem.Should().Be(ImageProblem.TooLarge);

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public void A_picture_keeps_its_kind_whatever_it_is_called(SKEncodedImageFormat format, string type)
    {
        var clean = ImageCleaner.Clean(Picture(320, 200, format), ImageShape.Article, Limits).Value!;

        clean.ContentType.Should().Be(type);
        (clean.Width, clean.Height).Should().Be((320, 200));
        SKBitmap.Decode(clean.Content).Should().NotBeNull();
    }

    [Fact]
    public void Where_and_with_what_a_photograph_was_taken_is_gone_and_it_stands_upright()
    {
        var upload = WithExif(Picture(320, 200, SKEncodedImageFormat.Jpeg), orientation: 6);
        Contains(upload, "CANARY-CAMERA").Should().BeTrue();

        var clean = ImageCleaner.Clean(upload, ImageShape.Article, Limits).Value!;

        Contains(clean.Content, "CANARY-CAMERA").Should().BeFalse();
        Contains(clean.Content, "Exif").Should().BeFalse();
        (clean.Width, clean.Height).Should().Be((200, 320), "orientation 6 is a camera held on its side");
    }

    [Fact]
    public void What_is_appended_to_a_picture_does_not_survive()
    {
        byte[] polyglot = [.. Picture(64, 64, SKEncodedImageFormat.Jpeg), .. "<script>alert('CANARY')</script>PK\x03\x04"u8];

        Contains(ImageCleaner.Clean(polyglot, ImageShape.Article, Limits).Value!.Content, "CANARY").Should().BeFalse();
    }

    [Fact]
    public void Text_chunks_of_a_png_do_not_survive()
    {
        var png = Picture(64, 64, SKEncodedImageFormat.Png);
        byte[] upload = [.. png[..33], .. Chunk("tEXt", "Comment\0CANARY"u8.ToArray()), .. png[33..]];

        var clean = ImageCleaner.Clean(upload, ImageShape.Article, Limits).Value!;

        Contains(clean.Content, "CANARY").Should().BeFalse();
    }

    [Fact]
    public void An_avatar_is_cut_to_a_small_square()
    {
        var clean = ImageCleaner.Clean(Picture(1200, 800, SKEncodedImageFormat.Jpeg), ImageShape.Avatar, Limits).Value!;

        (clean.Width, clean.Height).Should().Be((512, 512));
    }

    [Fact]
    public void What_is_transparent_stays_transparent()
    {
        using var bitmap = new SKBitmap(64, 64, SKColorType.Rgba8888, SKAlphaType.Premul);
        bitmap.Erase(SKColors.Transparent);
        using var upload = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        var clean = ImageCleaner.Clean(upload.ToArray(), ImageShape.Article, Limits).Value!;

        SKBitmap.Decode(clean.Content).GetPixel(10, 10).Alpha.Should().Be(0);
    }

    [Fact]
    public async Task Reading_stops_at_the_limit()
    {
        (await ImageCleaner.ReadBounded(new MemoryStream(new byte[1000]), 1000)).Should().HaveCount(1000);
        (await ImageCleaner.ReadBounded(new MemoryStream(new byte[1001]), 1000)).Should().BeNull();
    }

    internal static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 7), (byte)(y * 5), (byte)((x ^ y) * 3)));
        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    private static byte[] Half(byte[] content) => content[..(content.Length / 2)];

    private static bool Contains(byte[] content, string text) => content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", Deflated(new byte[1000])), .. Chunk("IEND", [])];
    }

    private static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32(body));
        return [.. length, .. body, .. crc];
    }

    private static uint Crc32(byte[] content)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    // An APP1 segment with an orientation and a camera's name, where a camera would also write its place.
    private static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        var make = Encoding.ASCII.GetBytes("CANARY-CAMERA GPS 31.2304N 121.4737E\0");
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, 0, 2,
            0x01, 0x0F, 0, 2, 0, 0, 0, (byte)make.Length, 0, 0, 0, 38,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0, .. make,
        ];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. body, .. jpeg[2..]];
    }
}
