using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>
/// Unpacks what the parser must read of one PDF, its tables and packed objects, and no more than <see cref="BytesMax"/> of it: a file of
/// a kilobyte can hold one that unpacks to gigabytes. Pages and pictures are never unpacked here, so they may be packed as they like.
/// </summary>
internal sealed class BoundedFilters : IFilterProvider
{
    /// <summary>Bytes that one document may unpack to.</summary>
    public const int BytesMax = 64 * 1024 * 1024;

    // Widths of tables are small; one of two thousand million is a way to ask for as much memory.
    private const int ParameterMax = 1_000_000;

    private readonly IFilter usual = DefaultFilterProvider.Instance.GetNamedFilters([NameToken.FlateDecode])[0];
    private readonly IFilter flate;
    private long left = BytesMax;

    public BoundedFilters() => flate = new Bounded(this);

    /// <summary>Whether something was refused. The parser may swallow the exception and try its luck elsewhere.</summary>
    public bool Refused { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => dictionary.TryGet(NameToken.Filter, out IToken filter) || dictionary.TryGet(NameToken.F, out filter)
        ? Of(filter is ArrayToken several ? several.Data : [filter])
        : [];

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Of(names);

    public IReadOnlyList<IFilter> GetAllFilters() => [flate];

    // One packing and no second one inside it: what writes ordinary files packs its tables once, and in this way.
    private IReadOnlyList<IFilter> Of(IReadOnlyList<IToken> names) => names switch
    {
        [] => [],
        [NameToken { Data: "FlateDecode" or "Fl" }] => [flate],
        _ => throw Refuse(),
    };

    private InvalidDataException Refuse()
    {
        Refused = true;
        return new InvalidDataException("This PDF unpacks to more than is looked at.");
    }

    private sealed class Bounded(BoundedFilters document) : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (!Modest(streamDictionary))
                throw document.Refuse();
            document.left -= Unpacked(input);
            return document.left >= 0 ? document.usual.Decode(input, streamDictionary, filterProvider, filterIndex) : throw document.Refuse();
        }

        // Counted first, piece by piece and forgotten at once, as the filter will read it: without a look at header and checksum.
        private long Unpacked(Memory<byte> input)
        {
            if (input.Length <= 2)
                return 0;
            var (piece, length) = (new byte[64 * 1024], 0L);
            using var unpacking = new DeflateStream(new MemoryStream(input[2..].ToArray()), CompressionMode.Decompress);
            try
            {
                for (int read; length <= document.left && (read = unpacking.Read(piece)) > 0;)
                    length += read;
            }
            catch (InvalidDataException)
            {
                // Damaged from here on; what came before is what the filter keeps.
            }

            return length;
        }

        private static bool Modest(DictionaryToken stream) =>
            !(stream.TryGet(NameToken.DecodeParms, out IToken parameters) || stream.TryGet(NameToken.Dp, out parameters)) || (parameters switch
            {
                DictionaryToken one => one.Data.Values,
                ArrayToken several => several.Data.OfType<DictionaryToken>().SelectMany(one => one.Data.Values),
                _ => [],
            }).OfType<NumericToken>().All(number => number.Double is >= 0 and <= ParameterMax);
    }
}
