using System.IO.Compression;
using System.Text;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>A calibration as bytes: the buckets that any outcome has, compressed.</summary>
internal static class CalibrationFormat
{
    private const uint Mark = 0x4C434354;
    private const int Format = 1;

    public static byte[] Write(CalibrationSums sums)
    {
        using var buffer = new MemoryStream();
        using (var compressed = new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(compressed, Encoding.UTF8))
        {
            writer.Write(Mark);
            writer.Write(Format);
            writer.Write(GramHash.Buckets);
            writer.Write(sums.Version);
            writer.Write(sums.ModelVersion);
            writer.Write(sums.Outcomes);
            writer.Write(sums.Residuals);
            writer.Write(sums.Square);
            writer.Write(sums.Agreement);
            for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
                writer.Write7BitEncodedInt(sums.Texts[bucket]);

            for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
            {
                if (sums.Texts[bucket] > 0)
                    writer.Write(sums.Buckets[bucket]);
            }
        }

        return buffer.ToArray();
    }

    public static CalibrationSums Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var buffer = new MemoryStream(bytes.ToArray());
            using var compressed = new BrotliStream(buffer, CompressionMode.Decompress);
            using var reader = new BinaryReader(compressed, Encoding.UTF8);
            return Read(reader);
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException("This is no calibration of this version.", fault);
        }
    }

    private static CalibrationSums Read(BinaryReader reader)
    {
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Format || reader.ReadInt32() != GramHash.Buckets)
            throw new InvalidDataException("This is no calibration of this version.");

        var sums = new CalibrationSums
        {
            Version = reader.ReadInt32(),
            ModelVersion = reader.ReadString(),
            Outcomes = reader.ReadInt32(),
            Residuals = reader.ReadDouble(),
            Square = reader.ReadDouble(),
            Agreement = reader.ReadDouble(),
        };
        for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
            sums.Texts[bucket] = reader.Read7BitEncodedInt();

        for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
        {
            if (sums.Texts[bucket] > 0)
                sums.Buckets[bucket] = reader.ReadSingle();
        }

        return sums;
    }
}
