using BenchmarkDotNet.Attributes;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Benchmarks;

/// <summary>A decision with its whole explanation, against the router as usually written: lower-case the text, look for each keyword with Contains, add the
/// length.</summary>
[MemoryDiagnoser]
public class RoutingBenchmarks
{
    private const string Sentence =
        "Our payment service has been slow since Monday: compare the two releases, explain what changed in the pool, and say who should look at it first? ";

    private static readonly DateTime Now = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly ModelCatalog _catalog = new(CatalogSeed.Models);
    private string _prompt = "";

    [Params(200, 16_000, 1_000_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Setup() => _prompt = string.Concat(Enumerable.Repeat(Sentence, (Characters / Sentence.Length) + 1))[..Characters];

    /// <summary>Finds a model's name and nothing else: no whole words, no positions, no reason.</summary>
    [Benchmark(Baseline = true)]
    public string NaiveLowerCaseAndContains()
    {
        var lists = KeywordLists.Default;
        var lower = _prompt.ToLowerInvariant();
        var best = Complexity.Simple;
        for (var complexity = Complexity.Simple; complexity <= Complexity.Critical; complexity++)
        {
            foreach (var keyword in lists.Of(complexity))
            {
                if (lower.Contains(keyword, StringComparison.Ordinal))
                    best = complexity;
            }
        }

        var byLength = _prompt.Length < 50 ? Complexity.Simple : _prompt.Length <= 150 ? Complexity.Moderate : _prompt.Length <= 300 ? Complexity.Complex
            : Complexity.Critical;
        return RoutingPolicy.Default.Models[(Complexity)Math.Max((int)best, (int)byLength)];
    }

    [Benchmark]
    public RoutingDecision Rules() => Decide(RoutingStrategy.Rules);

    [Benchmark]
    public RoutingDecision Learned() => Decide(RoutingStrategy.Learned);

    [Benchmark]
    public RoutingDecision Combined() => Decide(RoutingStrategy.Combined);

    /// <summary>With the decision written as it is stored.</summary>
    [Benchmark]
    public string CombinedAndWritten() => RoutingJson.Write(Combined());

    private RoutingDecision Decide(RoutingStrategy strategy) => Router.Decide(new RoutingRequest(_prompt, "ceo", 5), RoutingPolicy.Default with { Strategy = strategy }, _catalog, Now);
}
