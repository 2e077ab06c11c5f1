using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>One line of the benchmark as the trainer sees it: what the two models made of a prompt, and the prompt's features and grams.</summary>
internal sealed record Outcome(string Id, string Source, string Pair, string Category, string Prompt, double Weak, double Strong, long WeakCost, long StrongCost)
{

    public double Gain => Strong - Weak;

    public float[] Features { get; } = new float[GainFeatures.Count];

    /// <summary>Buckets in rising order.</summary>
    public int[] Buckets { get; private set; } = [];

    /// <summary>How often each bucket occurs, over the root of how many grams there are.</summary>
    public float[] Counts { get; private set; } = [];

    public void Read()
    {
        var sink = new Sink([]);
        GainReader.Read(Prompt, TextLength.Of(Prompt), Features, ref sink);
        sink.Buckets.Sort();
        var buckets = new List<int>();
        var counts = new List<float>();
        foreach (var bucket in sink.Buckets)
        {
            if (buckets.Count > 0 && buckets[^1] == bucket)
            {
                counts[^1]++;
                continue;
            }

            buckets.Add(bucket);
            counts.Add(1);
        }

        var root = (float)Math.Sqrt(Math.Max(1, sink.Buckets.Count));
        Buckets = [.. buckets];
        Counts = [.. counts.Select(count => count / root)];
    }

    private readonly struct Sink(List<int> buckets) : IGramSink
    {
        public List<int> Buckets { get; } = buckets;

        public void BeginWord(uint hash, int start, int length)
        {
        }

        public void Add(int bucket) => Buckets.Add(bucket);
    }
}
