using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>
/// Extremely randomized trees (Geurts, Ernst and Wehenkel, 2006): each split is the best of a few whose features and bounds are drawn at random. What one tree believes of its
/// sources by chance the others do not, and it is that which does not carry over to another source. Seeded, so the same examples give the same trees.
/// </summary>
internal sealed class ForestTrainer
{
    private const int Trees = 60;
    private const int Depth = 12;
    private const int FewestInALeaf = 15;
    private const int SplitsTried = 26;

    private readonly IReadOnlyList<JudgeExample> _examples;
    private readonly double[] _targets;
    private readonly double[] _weights;
    private readonly Random _random;

    private ForestTrainer(IReadOnlyList<JudgeExample> examples, Func<JudgeExample, double> target, int seed)
    {
        _examples = examples;
        _targets = [.. examples.Select(target)];
        _random = new Random(seed);

        // A source counts with the square root of its size, so that the largest does not drown the others.
        var sizes = examples.CountBy(example => example.Source).ToDictionary(StringComparer.Ordinal);
        _weights = [.. examples.Select(example => 1 / Math.Sqrt(sizes[example.Source]))];
    }

    /// <param name="target">What is learned of an example: the forest gives its average among like examples.</param>
    public static DecisionForest Train(IReadOnlyList<JudgeExample> examples, Func<JudgeExample, double> target, int seed)
    {
        var trainer = new ForestTrainer(examples, target, seed);
        var every = Enumerable.Range(0, examples.Count).ToArray();
        return new(AnswerFeatures.Names.Count, [.. Enumerable.Range(0, Trees).Select(_ => trainer.Tree(every))]);
    }

    private List<DecisionForest.Node> Tree(int[] rows)
    {
        var nodes = new List<DecisionForest.Node>();
        Grow(nodes, rows, Depth);
        return nodes;
    }

    private int Grow(List<DecisionForest.Node> nodes, int[] rows, int depth)
    {
        var me = nodes.Count;
        nodes.Add(DecisionForest.Node.OfLeaf(rows.Sum(row => _weights[row] * _targets[row]) / rows.Sum(row => _weights[row])));
        if (depth > 0 && rows.Length >= 2 * FewestInALeaf && BestSplit(rows) is { } split)
        {
            var sides = rows.ToLookup(row => IsAtMost(row, split));
            Grow(nodes, [.. sides[true]], depth - 1);
            var more = Grow(nodes, [.. sides[false]], depth - 1);
            nodes[me] = new((byte)split.Feature, split.Bound, (ushort)more);
        }

        return me;
    }

    private Split? BestSplit(int[] rows)
    {
        var features = Enumerable.Range(0, AnswerFeatures.Names.Count).ToArray();
        _random.Shuffle(features);
        var (best, most) = ((Split?)null, double.NegativeInfinity);
        foreach (var (feature, least, largest) in features.Select(feature => RangeOf(rows, feature)).Where(range => range.Least < range.Largest).Take(SplitsTried))
        {
            var split = new Split(feature, least + ((largest - least) * _random.NextSingle()));
            if (Worth(rows, split) is { } worth && worth > most)
                (best, most) = (split, worth);
        }

        return best;
    }

    private (int Feature, float Least, float Largest) RangeOf(int[] rows, int feature)
    {
        var (least, largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var row in rows)
        {
            var value = _examples[row].Features[feature];
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        }

        return (feature, least, largest);
    }

    /// <summary>How far apart the averages of the two sides are, by their weight; null where a side would be too small to be believed.</summary>
    private double? Worth(int[] rows, Split split)
    {
        var (count, sum, weight, all, total) = (0, 0d, 0d, 0d, 0d);
        foreach (var row in rows)
        {
            var (target, w) = (_targets[row], _weights[row]);
            all += w * target;
            total += w;
            if (IsAtMost(row, split))
            {
                count++;
                sum += w * target;
                weight += w;
            }
        }

        return count < FewestInALeaf || rows.Length - count < FewestInALeaf ? null : (sum * sum / weight) + ((all - sum) * (all - sum) / (total - weight));
    }

    private bool IsAtMost(int row, Split split) => _examples[row].Features[split.Feature] <= split.Bound;

    private readonly record struct Split(int Feature, float Bound);
}
