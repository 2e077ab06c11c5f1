using System.IO.Compression;
using System.Text;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>A calibration as bytes: its origins and the buckets that any outcome has, compressed.</summary>
internal static class CalibrationFormat
{
    private const uint Mark = 0x4C434354;
    private const int Format = 2;

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
            writer.Write(sums.Rests);
            Write(writer, sums.OriginForesight);
            Write(writer, sums.WordForesight);
            writer.Write7BitEncodedInt(sums.Origins.Count);
            foreach (var (origin, known) in sums.Origins.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                writer.Write(origin);
                writer.Write7BitEncodedInt(known.Outcomes);
                writer.Write(known.Residuals);
                writer.Write7BitEncodedInt(known.Last);
            }

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
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or InvalidOperationException or ArgumentException)
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
            Rests = reader.ReadDouble(),
            OriginForesight = ReadForesight(reader),
            WordForesight = ReadForesight(reader),
        };
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            sums.Origins.Add(reader.ReadString(), new(reader.Read7BitEncodedInt(), reader.ReadDouble(), reader.Read7BitEncodedInt()));

        for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
            sums.Texts[bucket] = reader.Read7BitEncodedInt();

        for (var bucket = 0; bucket < sums.Texts.Length; bucket++)
        {
            if (sums.Texts[bucket] > 0)
                sums.Buckets[bucket] = reader.ReadSingle();
        }

        return sums;
    }

    private static void Write(BinaryWriter writer, Foresight foresight)
    {
        writer.Write(foresight.Square);
        writer.Write(foresight.Agreement);
    }

    private static Foresight ReadForesight(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
