using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>
/// Gradient boosting with shallow trees on binned features: each tree fits what the sum of those before it still gets wrong. Seeded, so the same examples give the same trees.
/// </summary>
internal sealed class TreeTrainer
{
    private const int Trees = 80;
    private const int Depth = 5;
    private const int Bins = 32;
    private const int FewestInALeaf = 30;
    private const double LearningRate = 0.06;
    private const double Shrinkage = 20;
    private const double RowShare = 0.7;
    private const double FeatureShare = 0.5;

    private readonly IReadOnlyList<JudgeExample> _examples;
    private readonly double[] _weights;
    private readonly float[][] _bounds;
    private readonly byte[][] _binned;
    private readonly Random _random;
    private readonly double[] _gradients;
    private readonly double[] _hessians;

    private TreeTrainer(IReadOnlyList<JudgeExample> examples, int seed)
    {
        _examples = examples;
        _random = new Random(seed);
        _gradients = new double[examples.Count];
        _hessians = new double[examples.Count];

        // A source counts with the square root of its size, so that the largest does not drown the others.
        var sizes = examples.CountBy(example => example.Source).ToDictionary(StringComparer.Ordinal);
        _weights = [.. examples.Select(example => 1 / Math.Sqrt(sizes[example.Source]))];
        var mean = _weights.Average();
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= mean;
        }

        _bounds = [.. Enumerable.Range(0, AnswerFeatures.Names.Count).Select(feature => BoundsOf([.. examples.Select(example => example.Features[feature]).Order()]))];
        _binned = [.. _bounds.Select((bounds, feature) => examples.Select(example => BinOf(bounds, example.Features[feature])).ToArray())];
    }

    /// <param name="target">What is learned of an example: a probability where <paramref name="logistic"/>, else any number.</param>
    public static GradientTrees Train(IReadOnlyList<JudgeExample> examples, Func<JudgeExample, double> target, bool logistic, int seed) =>
        new TreeTrainer(examples, seed).Train([.. examples.Select(target)], logistic);

    private GradientTrees Train(double[] targets, bool logistic)
    {
        var mean = targets.Zip(_weights, (target, weight) => target * weight).Sum() / _weights.Sum();
        var bias = logistic ? Math.Log(mean / (1 - mean)) : mean;
        var scores = new double[targets.Length];
        Array.Fill(scores, bias);
        var trees = new List<IReadOnlyList<GradientTrees.Node>>();
        for (var round = 0; round < Trees; round++)
        {
            var rows = new List<int>();
            for (var i = 0; i < targets.Length; i++)
            {
                var predicted = logistic ? 1 / (1 + Math.Exp(-scores[i])) : scores[i];
                _gradients[i] = _weights[i] * (targets[i] - predicted);
                _hessians[i] = _weights[i] * (logistic ? predicted * (1 - predicted) : 1);
                if (_random.NextDouble() < RowShare)
                {
                    rows.Add(i);
                }
            }

            var features = Enumerable.Range(0, _bounds.Length).Where(_ => _random.NextDouble() < FeatureShare).ToArray();
            var nodes = new List<GradientTrees.Node>();
            Grow(nodes, rows, features, Depth);
            trees.Add(nodes);
            var tree = new GradientTrees(_bounds.Length, 0, [nodes]);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += tree.Score(_examples[i].Features);
            }
        }

        return new(_bounds.Length, bias, trees);
    }

    private int Grow(List<GradientTrees.Node> nodes, List<int> rows, int[] features, int depth)
    {
        var me = nodes.Count;
        var (gradient, hessian) = (rows.Sum(row => _gradients[row]), rows.Sum(row => _hessians[row]));
        nodes.Add(GradientTrees.Node.OfLeaf(LearningRate * gradient / (hessian + Shrinkage)));
        if (depth > 0 && BestSplit(rows, features, gradient, hessian) is var (feature, bin) && feature >= 0)
        {
            var atMost = Grow(nodes, [.. rows.Where(row => _binned[feature][row] <= bin)], features, depth - 1);
            var more = Grow(nodes, [.. rows.Where(row => _binned[feature][row] > bin)], features, depth - 1);
            nodes[me] = new((byte)feature, _bounds[feature][bin], (byte)atMost, (byte)more);
        }

        return me;
    }

    private (int Feature, int Bin) BestSplit(List<int> rows, int[] features, double gradient, double hessian)
    {
        var (best, split) = (1e-6, (-1, 0));
        Span<(double Gradient, double Hessian, int Count)> sums = stackalloc (double, double, int)[Bins];
        foreach (var feature in features)
        {
            sums.Clear();
            foreach (var row in rows)
            {
                ref var sum = ref sums[_binned[feature][row]];
                sum = (sum.Gradient + _gradients[row], sum.Hessian + _hessians[row], sum.Count + 1);
            }

            var (g, h, count) = (0.0, 0.0, 0);
            for (var bin = 0; bin < _bounds[feature].Length; bin++)
            {
                (g, h, count) = (g + sums[bin].Gradient, h + sums[bin].Hessian, count + sums[bin].Count);
                if (count < FewestInALeaf || rows.Count - count < FewestInALeaf)
                {
                    continue;
                }

                var gain = (g * g / (h + Shrinkage)) + ((gradient - g) * (gradient - g) / (hessian - h + Shrinkage)) - (gradient * gradient / (hessian + Shrinkage));
                if (gain > best)
                {
                    (best, split) = (gain, (feature, bin));
                }
            }
        }

        return split;
    }

    private static float[] BoundsOf(float[] sorted)
    {
        var bounds = new List<float>();
        for (var bin = 1; bin < Bins; bin++)
        {
            var bound = sorted[(int)((long)bin * sorted.Length / Bins)];
            if (bound < sorted[^1] && (bounds.Count == 0 || bound > bounds[^1]))
            {
                bounds.Add(bound);
            }
        }

        return [.. bounds];
    }

    private static byte BinOf(float[] bounds, float value)
    {
        var bin = 0;
        while (bin < bounds.Length && value > bounds[bin])
        {
            bin++;
        }

        return (byte)bin;
    }
}
