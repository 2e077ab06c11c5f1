using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Benchmarks;

/// <summary>A decision with its whole explanation, against the router as usually written: lower-case the text, look for each keyword with Contains, add the
/// length.</summary>
[MemoryDiagnoser]
[MinColumn]
[Config(typeof(InProcess))]
[HideColumns("Error", "RatioSD", "Median", "Gen0", "Gen1", "Gen2", "Alloc Ratio")]
public class RoutingBenchmarks
{
    private const string Sentence =
        "Our payment service has been slow since Monday: compare the two releases, explain what changed in the pool, and say who should look at it first? ";

    private const int Origins = 20;

    private static readonly DateTime Now = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly ModelCatalog _catalog = new(CatalogSeed.Models);
    private OutcomeCalibration _calibration = OutcomeCalibration.Empty;
    private string _prompt = "";

    [Params(200, 16_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _prompt = string.Concat(Enumerable.Repeat(Sentence, (Characters / Sentence.Length) + 1))[..Characters];
        var outcomes = Enumerable.Range(0, 300).Select(i => new RoutedOutcome($"{(i % 3 == 0 ? Sentence : "Please translate the menu")} ({i})", i % 2, 1, $"agent:{i % Origins}"));
        _calibration = OutcomeCalibration.Empty.With([.. outcomes], RoutingPolicy.Default, _catalog, Now);
    }

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
    public RoutingDecision Rules() => Decide(RoutingStrategy.Rules, null);

    [Benchmark]
    public RoutingDecision Learned() => Decide(RoutingStrategy.Learned, null);

    [Benchmark]
    public RoutingDecision Combined() => Decide(RoutingStrategy.Combined, null);

    /// <summary>With a calibration of three hundred outcomes that twenty agents' questions had.</summary>
    [Benchmark]
    public RoutingDecision CombinedWithOutcomes() => Decide(RoutingStrategy.Combined, _calibration);

    /// <summary>With the decision written as it is stored.</summary>
    [Benchmark]
    public string CombinedWithOutcomesAndWritten() => RoutingJson.Write(CombinedWithOutcomes());

    private RoutingDecision Decide(RoutingStrategy strategy, OutcomeCalibration? calibration) => Router.Decide(
        new RoutingRequest(_prompt, "ceo", 5, Calibration: calibration, Origin: calibration is null ? null : "agent:7"), RoutingPolicy.Default with { Strategy = strategy }, _catalog, Now);

    /// <summary>In this process: a separate one would be a project of its own, which the repository's build settings do not let through.</summary>
    private sealed class InProcess : ManualConfig
    {
        public InProcess() => AddJob(Job.ShortRun.WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance));
    }
}
