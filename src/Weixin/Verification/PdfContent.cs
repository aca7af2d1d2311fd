using System.Collections.Frozen;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Looks for what makes a PDF more than paper: scripts, programs to launch, files inside, things that happen on opening.</summary>
internal static class PdfContent
{
    // Names as the format defines them. OpenAction may be as harmless as the page to begin with, but a scan of paper needs none.
    private static readonly FrozenSet<string> Active = new[]
    {
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "OpenAction", "AA", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToR", "GoToE", "Movie", "Sound", "Rendition",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Raw =
        [.. new[] { "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction", "/RichMedia", "/XFA" }.Select(name => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(name))];

    public static bool IsActive(PdfDocument document, byte[] bytes)
    {
        // The raw bytes first: they also show what an earlier revision of the file still holds.
        if (Raw.Any(name => bytes.AsSpan().IndexOf(name.Span) >= 0)) return true;
        // Then every object, unpacked: names may be written with escapes, or lie inside compressed streams.
        var structure = document.Structure;
        return structure.CrossReferenceTable.ObjectOffsets.Keys
            .Any(reference => Names(structure.GetObject(reference).Data).Any(Active.Contains));
    }

    private static IEnumerable<string> Names(IToken token) => token switch
    {
        DictionaryToken dictionary => dictionary.Data.SelectMany(entry => Names(entry.Value).Prepend(entry.Key)),
        StreamToken stream => Names(stream.StreamDictionary),
        ArrayToken array => array.Data.SelectMany(Names),
        ObjectToken inner => Names(inner.Data),
        NameToken name => [name.Data],
        _ => [],
    };
}
