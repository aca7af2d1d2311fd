using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

public sealed class PackedPdfTests
{
    private static readonly PlatformLimits Limits = new();

    [Fact]
    public void A_pdf_with_packed_objects_is_taken() => DocumentCheck.Check(Pdf(padding: 1000), Limits).Document!.Pages.Should().Be(1);

    [Fact]
    public void A_pdf_with_text_and_pictures_is_taken()
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        using (var pixels = SKBitmap.Decode(VerificationStory.Licence))
        using (var picture = SKImage.FromBitmap(pixels))
        using (var jpeg = SKImage.FromEncodedData(VerificationStory.Licence))
        using (var font = new SKFont())
        using (var paint = new SKPaint())
        {
            var page = document.BeginPage(595, 842);
            page.DrawText("Business licence", 40, 40, SKTextAlign.Left, font, paint);
            page.DrawImage(picture, new SKRect(40, 60, 500, 400), SKSamplingOptions.Default);
            page.DrawImage(jpeg, new SKRect(40, 420, 500, 800), SKSamplingOptions.Default);
            document.EndPage();
            document.Close();
        }

        DocumentCheck.Check(stream.ToArray(), Limits).Problem.Should().BeNull();
    }

    [Fact]
    public void Objects_that_unpack_to_a_flood_are_refused()
    {
        var small = Pdf(padding: 64 * 1024 * 1024);
        small.Length.Should().BeLessThan(1024 * 1024);
        DocumentCheck.Check(small, Limits).Problem.Should().Be(DocumentProblem.TooDense);
    }

    [Fact]
    public void Objects_packed_twice_are_refused() =>
        DocumentCheck.Check(Pdf(padding: 1000, filter: "[/FlateDecode /FlateDecode]", times: 2), Limits).Problem.Should().Be(DocumentProblem.TooDense);

    [Fact]
    public void A_table_of_impossible_width_is_refused() =>
        DocumentCheck.Check(Pdf(padding: 1000, filter: "/FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"), Limits).Problem.Should().Be(DocumentProblem.TooDense);

    // As programs of today write: the objects packed in one stream, and the table of all objects in another.
    private static byte[] Pdf(int padding, string filter = "/FlateDecode", int times = 1)
    {
        string[] objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>"];
        var (head, body) = (new StringBuilder(), new StringBuilder());
        for (var number = 1; number <= objects.Length; number++)
        {
            head.Append($"{number} {body.Length} ");
            body.Append(objects[number - 1]).Append(' ');
        }

        var content = Encoding.ASCII.GetBytes($"{head}{body}{new string(' ', padding)}");
        for (var time = 0; time < times; time++)
            content = Packed(content);

        using var file = new MemoryStream();
        Write("%PDF-1.5\n");
        var objectsAt = (int)file.Position;
        Write($"4 0 obj\n<< /Type /ObjStm /N {objects.Length} /First {head.Length} /Length {content.Length} /Filter {filter} >>\nstream\n");
        file.Write(content);
        Write("\nendstream\nendobj\n");

        var tableAt = (int)file.Position;
        using var rows = new MemoryStream();
        Row(0, 0, 65535);
        for (var index = 0; index < objects.Length; index++)
            Row(2, 4, index);
        Row(1, objectsAt, 0);
        Row(1, tableAt, 0);
        var table = Packed(rows.ToArray());
        Write($"5 0 obj\n<< /Type /XRef /Size 6 /Root 1 0 R /W [1 4 2] /Length {table.Length} /Filter /FlateDecode >>\nstream\n");
        file.Write(table);
        Write($"\nendstream\nendobj\nstartxref\n{tableAt}\n%%EOF");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));

        void Row(byte kind, int where, int index)
        {
            Span<byte> row = stackalloc byte[7];
            row[0] = kind;
            BinaryPrimitives.WriteInt32BigEndian(row[1..], where);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)index);
            rows.Write(row);
        }
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.SmallestSize))
            packing.Write(bytes);
        return packed.ToArray();
    }
}
