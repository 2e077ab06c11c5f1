using System.Buffers.Binary;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// A sum of small decision trees, read from a compact form. Deterministic everywhere: comparisons and additions of single and double floats in a fixed order.
/// </summary>
/// <remarks>
/// The form, little-endian: feature count (u16), tree count (u16), bias (f64); per tree node count (u16) and its nodes, the root first: feature (u8, 255 for a leaf), then for
/// a split its bound (f32) and the numbers of the nodes for "at most the bound" and "more" (u8, u8), for a leaf its value (f32).
/// </remarks>
internal sealed class GradientTrees
{
    private const byte Leaf = byte.MaxValue;
    private readonly Node[][] _trees;
    private readonly double _bias;

    public GradientTrees(int features, double bias, IReadOnlyList<IReadOnlyList<Node>> trees)
    {
        Features = features;
        _bias = bias;
        _trees = [.. trees.Select(tree => tree.ToArray())];
    }

    public int Features { get; }

    public double Score(ReadOnlySpan<float> features)
    {
        var sum = _bias;
        foreach (var tree in _trees)
        {
            ref readonly var node = ref tree[0];
            while (node.Feature != Leaf)
            {
                node = ref tree[features[node.Feature] <= node.Value ? node.AtMost : node.More];
            }

            sum += node.Value;
        }

        return sum;
    }

    /// <exception cref="InvalidDataException">The bytes are no such trees.</exception>
    public static GradientTrees Read(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[12];
        stream.ReadExactly(buffer);
        var features = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        var trees = new Node[BinaryPrimitives.ReadUInt16LittleEndian(buffer[2..])][];
        var bias = BinaryPrimitives.ReadDoubleLittleEndian(buffer[4..]);
        for (var i = 0; i < trees.Length; i++)
        {
            stream.ReadExactly(buffer[..2]);
            trees[i] = new Node[BinaryPrimitives.ReadUInt16LittleEndian(buffer)];
            for (var j = 0; j < trees[i].Length; j++)
            {
                stream.ReadExactly(buffer[..5]);
                var (feature, value) = (buffer[0], BinaryPrimitives.ReadSingleLittleEndian(buffer[1..]));
                if (feature == Leaf)
                {
                    trees[i][j] = Node.OfLeaf(value);
                    continue;
                }

                stream.ReadExactly(buffer[..2]);
                trees[i][j] = new(feature, value, buffer[0], buffer[1]);

                // Only downwards: so that every walk ends.
                if (feature >= features || buffer[0] <= j || buffer[1] <= j || buffer[0] >= trees[i].Length || buffer[1] >= trees[i].Length)
                {
                    throw new InvalidDataException($"Tree {i} is broken at node {j}.");
                }
            }
        }

        return new(features, bias, trees);
    }

    public void Write(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)Features);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[2..], (ushort)_trees.Length);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[4..], _bias);
        stream.Write(buffer);
        foreach (var tree in _trees)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)tree.Length);
            stream.Write(buffer[..2]);
            foreach (var node in tree)
            {
                buffer[0] = node.Feature;
                BinaryPrimitives.WriteSingleLittleEndian(buffer[1..], node.Value);
                (buffer[5], buffer[6]) = (node.AtMost, node.More);
                stream.Write(buffer[..(node.Feature == Leaf ? 5 : 7)]);
            }
        }
    }

    /// <param name="Feature">255 for a leaf.</param>
    /// <param name="Value">The bound of a split, the value of a leaf.</param>
    public readonly record struct Node(byte Feature, float Value, byte AtMost, byte More)
    {
        public static Node OfLeaf(double value) => new(Leaf, (float)value, 0, 0);
    }
}
