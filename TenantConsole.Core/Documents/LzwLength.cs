namespace TenantConsole.Core.Documents;

/// <summary>How long a PDF's LZW stream is when it is unpacked, counted without unpacking it: only the length of what each code stands for is kept.</summary>
internal static class LzwLength
{
    private const int Clear = 256;
    private const int End = 257;
    private const int FirstFree = 258;
    private const int Codes = 4_096;
    private const int FirstWidth = 9;
    private const int LastWidth = 12;

    /// <summary>The longer of the two ways to read it: a stream may widen its codes one code earlier or later.</summary>
    public static long Of(ReadOnlySpan<byte> packed) => Math.Max(Count(packed, early: 1), Count(packed, early: 0));

    private static long Count(ReadOnlySpan<byte> packed, int early)
    {
        var lengths = new int[Codes];
        lengths.AsSpan(0, Clear).Fill(1);
        var (next, width, previous, total) = (FirstFree, FirstWidth, 0, 0L);
        var (buffer, bits) = (0u, 0);
        foreach (var octet in packed)
        {
            (buffer, bits) = ((buffer << 8) | octet, bits + 8);
            if (bits < width)
            {
                continue;
            }

            bits -= width;
            var code = (int)(buffer >> bits) & ((1 << width) - 1);
            if (code == End)
            {
                return total;
            }

            if (code == Clear)
            {
                (next, width, previous) = (FirstFree, FirstWidth, 0);
                continue;
            }

            // A code that is only now defined stands for what the one before did, and its first byte again.
            var length = code < next ? lengths[code] : previous + 1;
            total += length;
            if (previous > 0 && next < Codes)
            {
                lengths[next++] = previous + 1;
            }

            previous = length;
            if (next + early >= 1 << width && width < LastWidth)
            {
                width++;
            }
        }

        return total;
    }
}
