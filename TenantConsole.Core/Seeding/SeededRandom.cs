using System.Buffers.Binary;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Seeding;

/// <summary>Chance that repeats: the same seed and stream give the same numbers, on every machine.</summary>
internal sealed class SeededRandom(int seed, int stream)
{
    // Of what is common, in thousandths of the median: from the shortest twelfth to the longest.
    private static readonly int[] Quantiles = [220, 400, 540, 660, 770, 880, 1000, 1140, 1320, 1580, 2050, 3300];

    // A Random with a seed keeps its algorithm for good; the factor keeps streams of neighbouring seeds apart.
    private readonly Random _random = new(unchecked((seed * 7_919) ^ (stream * 104_729)));

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    public bool Chance(int outOfThousand) => _random.Next(1000) < outOfThousand;

    /// <summary>A length or a time around a median: half of them below, a few several times as long.</summary>
    public int Around(int median)
    {
        var position = _random.Next((Quantiles.Length - 1) * 256);
        var (low, fraction) = (position / 256, position % 256);
        var permille = ((Quantiles[low] * (256 - fraction)) + (Quantiles[low + 1] * fraction)) / 256;
        return Math.Max(1, (int)((long)median * permille / 1000));
    }

    public string Hex16() => _random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A UUIDv7 of that moment, with seeded bits where others have random ones.</summary>
    public TId Id<TId>(DateTime utc)
        where TId : struct, ITypedId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        var milliseconds = new DateTimeOffset(utc).ToUnixTimeMilliseconds();
        Span<byte> timestamp = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(timestamp, milliseconds);
        timestamp[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return TypedId.From<TId>(new Guid(bytes, bigEndian: true));
    }
}
