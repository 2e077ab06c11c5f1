using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>The different buckets that a text's words and groups of letters fall into.</summary>
internal static class GramBuckets
{
    public static int[] Of(string text)
    {
        var sink = new Sink([]);
        GainReader.Read(text, text.Length, new float[GainFeatures.Count], ref sink);
        int[] buckets = [.. sink.Seen];
        Array.Sort(buckets);
        return buckets;
    }

    private readonly struct Sink(HashSet<int> seen) : IGramSink
    {
        public HashSet<int> Seen { get; } = seen;

        public void BeginWord(uint hash, int start, int length)
        {
            // Words matter to an explanation only.
        }

        public void Add(int bucket) => Seen.Add(bucket);
    }
}
