using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace TenantConsole.Core.Documents;

/// <summary>
/// The filters of a PDF's streams for one document, with a bound on what they unpack to: the reader's own unpack whatever comes into memory, and some kilobytes can become gigabytes.
/// </summary>
internal sealed class BoundedPdfFilters : BaseFilterProvider
{
    /// <summary>Room for a large embedded font. A page of so many bytes of text would take the reader more than a gigabyte for a moment.</summary>
    private const long MaxStreamBytes = 8_000_000;
    private const long MaxDocumentBytes = 256_000_000;

    private const long MostPerRunLengthByte = 64;

    public BoundedPdfFilters()
        : base(Filters())
    {
    }

    private static Dictionary<string, IFilter> Filters()
    {
        var budget = new Budget();
        var flate = new Bounded(new FlateFilter(), budget, Inflated);
        var lzw = new Bounded(new LzwFilter(), budget, input => LzwLength.Of(input.Span));
        var runLength = new Bounded(new RunLengthFilter(), budget, input => input.Length * MostPerRunLengthByte);
        var (ascii85, asciiHex) = (new Ascii85Filter(), new AsciiHexDecodeFilter());
        return new(StringComparer.Ordinal)
        {
            [NameToken.FlateDecode.Data] = flate,
            [NameToken.FlateDecodeAbbreviation.Data] = flate,
            [NameToken.LzwDecode.Data] = lzw,
            [NameToken.LzwDecodeAbbreviation.Data] = lzw,
            [NameToken.RunLengthDecode.Data] = runLength,
            [NameToken.RunLengthDecodeAbbreviation.Data] = runLength,
            [NameToken.Ascii85Decode.Data] = ascii85,
            [NameToken.Ascii85DecodeAbbreviation.Data] = ascii85,
            [NameToken.AsciiHexDecode.Data] = asciiHex,
            [NameToken.AsciiHexDecodeAbbreviation.Data] = asciiHex,
        };
    }

    /// <summary>How long the stream is unpacked, counted without keeping it; what is broken is left to the filter itself.</summary>
    private static long Inflated(Memory<byte> input)
    {
        const int ZlibHeader = 2;
        if (input.Length <= ZlibHeader)
        {
            return 0;
        }

        var (total, buffer) = (0L, new byte[64 * 1024]);
        using var packed = new MemoryStream(input[ZlibHeader..].ToArray());
        using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        try
        {
            while (total <= MaxStreamBytes && unpacked.Read(buffer) is > 0 and var read)
            {
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            return total;
        }

        return total;
    }

    private sealed class Budget
    {
        private long _spent;

        public void Spend(long bytes)
        {
            _spent += bytes;
            if (bytes > MaxStreamBytes || _spent > MaxDocumentBytes)
            {
                throw new PdfTooLargeException();
            }
        }
    }

    private sealed class Bounded(IFilter filter, Budget budget, Func<Memory<byte>, long> atMost) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.Spend(atMost(input));
            return filter.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}
