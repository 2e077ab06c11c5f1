using System.Text;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The gain model as bytes: gram weights are eight bits each with one scale a table, all else 32-bit numbers, little end first.</summary>
internal static class GainModelFormat
{
    private const uint Mark = 0x4D474354;
    private const int Format = 1;

    public static GainModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Format)
            throw new InvalidDataException("This is no gain model of this version.");

        var version = reader.ReadString();
        if (reader.ReadInt32() != GainFeatures.Count || reader.ReadInt32() != GramHash.Buckets)
            throw new InvalidDataException("The gain model was trained for other features. Train it again.");

        var mean = ReadFloats(reader);
        var scale = ReadFloats(reader);
        var common = ReadAnchor(reader);
        var anchors = new GainAnchor[reader.ReadInt32()];
        for (var i = 0; i < anchors.Length; i++)
            anchors[i] = ReadAnchor(reader);

        return new() { Version = version, Mean = mean, Scale = scale, Common = common, Anchors = anchors };
    }

    public static void Write(GainModel model, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Format);
        writer.Write(model.Version);
        writer.Write(GainFeatures.Count);
        writer.Write(GramHash.Buckets);
        WriteFloats(writer, model.Mean);
        WriteFloats(writer, model.Scale);
        WriteAnchor(writer, model.Common);
        writer.Write(model.Anchors.Count);
        foreach (var anchor in model.Anchors)
            WriteAnchor(writer, anchor);
    }

    private static GainAnchor ReadAnchor(BinaryReader reader)
    {
        var (weak, strong) = (reader.ReadString(), reader.ReadString());
        var (weakPrice, strongPrice) = (reader.ReadInt64(), reader.ReadInt64());
        var weight = reader.ReadSingle();
        var features = ReadFloats(reader);
        var scale = reader.ReadSingle();
        var grams = new sbyte[GramHash.Buckets];
        for (var i = 0; i < grams.Length; i++)
            grams[i] = reader.ReadSByte();

        return new(weak, strong, weakPrice, strongPrice, weight, features, grams, scale);
    }

    private static void WriteAnchor(BinaryWriter writer, GainAnchor anchor)
    {
        writer.Write(anchor.WeakId);
        writer.Write(anchor.StrongId);
        writer.Write(anchor.WeakPrice);
        writer.Write(anchor.StrongPrice);
        writer.Write(anchor.Base);
        WriteFloats(writer, anchor.Features);
        writer.Write(anchor.GramScale);
        foreach (var weight in anchor.Grams)
            writer.Write(weight);
    }

    private static float[] ReadFloats(BinaryReader reader)
    {
        var values = new float[GainFeatures.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.ReadSingle();

        return values;
    }

    private static void WriteFloats(BinaryWriter writer, float[] values)
    {
        foreach (var value in values)
            writer.Write(value);
    }
}
