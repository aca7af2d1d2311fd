using System.Text;
using SkiaSharp;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

public sealed class DocumentCheckTests
{
    private static readonly PlatformLimits Limits = new() { DocumentBytes = 2 * 1024 * 1024, ImagePixels = 4_000_000 };

    public static TheoryData<string, byte[], DocumentProblem> Bad() => new()
    {
        { "nothing", [], DocumentProblem.Empty },
        { "a program renamed to .jpg", [.. "MZ"u8, .. new byte[4000]], DocumentProblem.WrongType },
        { "text", "hello"u8.ToArray(), DocumentProblem.WrongType },
        { "a page", "<html><script>alert(1)</script>"u8.ToArray(), DocumentProblem.WrongType },
        { "a drawing with script", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"u8.ToArray(), DocumentProblem.WrongType },
        { "a GIF", [.. "GIF89a"u8, .. new byte[100]], DocumentProblem.WrongType },
        { "a PDF further in", [.. "GIF89a "u8, .. Pdf("")], DocumentProblem.WrongType },
        { "half a picture", VerificationStory.Licence[..4000], DocumentProblem.Damaged },
        { "a stamp", Picture(200, 100), DocumentProblem.TooSmall },
        { "a pixel flood", Picture(3000, 2000), DocumentProblem.TooManyPixels },
        { "too many bytes", new byte[(2 * 1024 * 1024) + 1], DocumentProblem.TooLarge },
        { "a PDF of nothing", "%PDF-1.7\n%%EOF"u8.ToArray(), DocumentProblem.Damaged },
        { "a PDF with a script", Pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), DocumentProblem.Active },
        { "a PDF with an escaped name", Pdf("/Names << /#4aavaScript 3 0 R >>"), DocumentProblem.Active },
        { "a PDF that launches", Pdf("/A << /S /Launch /F (cmd.exe) >>"), DocumentProblem.Active },
        { "a PDF with a file inside", Pdf("/Names << /EmbeddedFiles 3 0 R >>"), DocumentProblem.Active },
        { "a PDF behind a password", Pdf("", trailer: "/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [(a)(a)]"), DocumentProblem.Encrypted },
        { "a book", Pdf("", pages: 21), DocumentProblem.TooManyPages },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_file_is_refused_with_its_reason(string what, byte[] bytes, DocumentProblem expected)
    {
        var (document, problem) = DocumentCheck.Check(bytes, Limits);
        problem.Should().Be(expected, what);
        document.Should().BeNull();
    }

    [Fact]
    public void A_plain_pdf_is_taken_as_it_is()
    {
        var (document, problem) = DocumentCheck.Check(Pdf("", pages: 3), Limits);
        problem.Should().BeNull();
        document!.ContentType.Should().Be("application/pdf");
        document.Pages.Should().Be(3);
    }

    [Fact]
    public void A_picture_is_drawn_anew_so_that_what_hides_in_it_stays_behind()
    {
        byte[] bytes = [.. VerificationStory.Licence, .. "<script>hidden</script>"u8];
        var (document, problem) = DocumentCheck.Check(bytes, Limits);
        problem.Should().BeNull();
        document!.ContentType.Should().Be("image/jpeg");
        Encoding.ASCII.GetString(document.Content).Should().NotContain("hidden");
        using var again = SKBitmap.Decode(document.Content);
        again.Width.Should().Be(1400);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/jpeg")]
    public void Kinds_are_found_by_content(SKEncodedImageFormat format, string contentType) =>
        DocumentCheck.Check(Picture(900, 700, format), Limits).Document!.ContentType.Should().Be(contentType);

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Beige);
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    private static byte[] Pdf(string catalog, string trailer = "", int pages = 1)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        Add($"<< /Type /Catalog /Pages 2 0 R {catalog} >>");
        Add($"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(4, pages).Select(number => $"{number} 0 R"))}] >>");
        Add("<< >>");
        for (var page = 0; page < pages; page++)
            Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>");
        var start = text.Length;
        text.Append($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            text.Append($"{offset:D10} 00000 n \n");
        text.Append($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Add(string body)
        {
            offsets.Add(text.Length);
            text.Append($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }
    }
}
