using System.Buffers.Binary;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// The average of small decision trees, read from a compact form. Deterministic everywhere: comparisons and additions of single and double floats in a fixed order.
/// </summary>
/// <remarks>
/// The form, little-endian: feature count (u16), tree count (u16); per tree node count (u16) and its nodes, the root first: feature (u8, 255 for a leaf), then for
/// a split its bound (f32) and the number of the node for "more" (u16; the one for "at most the bound" is the next), for a leaf its value (f32).
/// </remarks>
internal sealed class DecisionForest
{
    private const byte Leaf = byte.MaxValue;
    private readonly Node[][] _trees;

    public DecisionForest(int features, IReadOnlyList<IReadOnlyList<Node>> trees)
    {
        Features = features;
        _trees = [.. trees.Select(tree => tree.ToArray())];
    }

    public int Features { get; }

    public double Score(ReadOnlySpan<float> features)
    {
        var sum = 0d;
        foreach (var tree in _trees)
        {
            var at = 0;
            while (tree[at].Feature != Leaf)
            {
                at = features[tree[at].Feature] <= tree[at].Value ? at + 1 : tree[at].More;
            }

            sum += tree[at].Value;
        }

        return sum / _trees.Length;
    }

    /// <exception cref="InvalidDataException">The bytes are no such trees.</exception>
    public static DecisionForest Read(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[8];
        stream.ReadExactly(buffer[..4]);
        var features = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        var trees = new Node[BinaryPrimitives.ReadUInt16LittleEndian(buffer[2..])][];
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
                trees[i][j] = new(feature, value, BinaryPrimitives.ReadUInt16LittleEndian(buffer));

                // Only downwards: so that every walk ends.
                if (feature >= features || trees[i][j].More <= j + 1 || trees[i][j].More >= trees[i].Length)
                {
                    throw new InvalidDataException($"Tree {i} is broken at node {j}.");
                }
            }
        }

        return new(features, trees);
    }

    public void Write(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)Features);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[2..], (ushort)_trees.Length);
        stream.Write(buffer[..4]);
        foreach (var tree in _trees)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(buffer, (ushort)tree.Length);
            stream.Write(buffer[..2]);
            foreach (var node in tree)
            {
                buffer[0] = node.Feature;
                BinaryPrimitives.WriteSingleLittleEndian(buffer[1..], node.Value);
                BinaryPrimitives.WriteUInt16LittleEndian(buffer[5..], node.More);
                stream.Write(buffer[..(node.Feature == Leaf ? 5 : 7)]);
            }
        }
    }

    /// <param name="Feature">255 for a leaf.</param>
    /// <param name="Value">The bound of a split, the value of a leaf.</param>
    /// <param name="More">Where it goes on above the bound; up to the bound it is the next node.</param>
    public readonly record struct Node(byte Feature, float Value, ushort More)
    {
        public static Node OfLeaf(double value) => new(Leaf, (float)value, 0);
    }
}
