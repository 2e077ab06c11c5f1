using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Makes up the calls of one organization, in the order of time, one by one. Only the calls are invented: their cost is what the catalogue's prices of their day give, to the last digit.
/// </summary>
internal sealed class UsageGenerator(OrganizationId organizationId, UsageProfile profile, TimeZoneInfo zone, SeededRandom random, IReadOnlyList<SeededAgent> agents)
{
    private const int HourMs = 3_600_000;

    private ModelPrices? _models;
    private DateTime _modelsDay;

    /// <summary>Exactly <paramref name="count"/> calls, from the first moment until before the last.</summary>
    public IEnumerable<(UsageRecord Record, IReadOnlyList<UsageAttempt> Attempts)> Calls(DateTime fromUtc, DateTime untilUtc, long count)
    {
        foreach (var (startUtc, lengthMs, calls) in Hours(fromUtc, untilUtc, count))
        {
            var offsets = new int[calls];
            for (var i = 0; i < calls; i++)
            {
                offsets[i] = random.Below(lengthMs);
            }

            Array.Sort(offsets);
            foreach (var offset in offsets)
            {
                yield return Call(startUtc.AddMilliseconds(offset));
            }
        }
    }

    /// <summary>Spreads the calls over the hours by the profile's weights; the shares are rounded as they add up, so that none is lost.</summary>
    private IEnumerable<(DateTime StartUtc, int LengthMs, int Calls)> Hours(DateTime fromUtc, DateTime untilUtc, long count)
    {
        var weights = new List<double>();
        for (var start = fromUtc; start < untilUtc; start = start.AddHours(1))
        {
            weights.Add(Weight(start, fromUtc, untilUtc));
        }

        var (total, sum, given) = (weights.Sum(), 0.0, 0L);
        for (var i = 0; i < weights.Count; i++)
        {
            sum += weights[i];
            var due = i == weights.Count - 1 ? count : Math.Min(count, (long)(count * (sum / total)));
            var start = fromUtc.AddHours(i);
            yield return (start, (int)Math.Min(HourMs, (untilUtc - start).TotalMilliseconds), (int)(due - given));
            given = due;
        }
    }

    private double Weight(DateTime startUtc, DateTime fromUtc, DateTime untilUtc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(startUtc, zone);
        var progress = (startUtc - fromUtc) / (untilUtc - fromUtc);
        var weight = (double)profile.HourWeights[local.Hour] * profile.DayWeights[(int)local.DayOfWeek]
            * (100 + (progress * (profile.GrowthPercent - 100)))
            * (80 + random.Below(41))
            * Math.Min(1, (untilUtc - startUtc).TotalHours);
        var isAnomaly = profile.AnomalyDaysAgo is { } days && DateOnly.FromDateTime(local) == LocalCalendar.DayOf(untilUtc, zone).AddDays(-days);
        return isAnomaly ? weight * profile.AnomalyPercent / 100 : weight;
    }

    private (UsageRecord Record, IReadOnlyList<UsageAttempt> Attempts) Call(DateTime utc)
    {
        var id = random.Id<UsageRecordId>(utc);
        var attempts = Attempts(id, utc, out var complexity, out var models);
        var answer = attempts[^1];
        var model = models.Of(answer.ModelId);
        var tokens = attempts.Aggregate(TokenUsage.None, (sum, attempt) => sum + Tokens(attempt));
        var requestId = $"req_{random.Hex16()}";
        var cascaded = attempts.Count > 1 && attempts[0].ModelId != answer.ModelId;
        var source = random.Chance(550) ? CompletionSource.Agent : CompletionSource.Gateway;
        var role = random.Chance(720) ? "operator" : random.Chance(750) ? "senior_manager" : "chief_executive";
        var agent = source == CompletionSource.Agent ? SeedAgents.Of(agents, id, complexity, answer.ModelId, cascaded) : null;
        var record = new UsageRecord
        {
            OrganizationId = organizationId,
            Id = id,
            RequestId = requestId,
            OccurredUtc = utc,
            LocalDay = LocalCalendar.DayOf(utc, zone),
            Source = source,
            AgentId = agent?.Id,
            JobRole = agent?.Agent.Role ?? role,
            ModelId = answer.ModelId,
            ModelClass = model.Class,
            Complexity = complexity,
            Strategy = RoutingStrategy.Rules,
            Cascaded = cascaded,
            Outcome = answer.Outcome,
            InputTokens = tokens.InputTokens,
            CachedInputTokens = tokens.CachedInputTokens,
            OutputTokens = tokens.OutputTokens,
            ReasoningTokens = tokens.ReasoningTokens,
            CostPicoUsd = attempts.Sum(attempt => attempt.CostPicoUsd),
            BaselinePicoUsd = models.Standard.Price.CostPicoUsd(Tokens(answer)),
            PriceVersion = answer.PriceVersion,
            IsEstimated = answer.Outcome == CompletionOutcome.Interrupted,
            ResponseMs = attempts.Sum(attempt => attempt.ResponseMs),
            FirstTokenMs = answer.Outcome == CompletionOutcome.Failed ? null : Math.Min(answer.ResponseMs, FirstTokenMs(model.Class)),
        };
        return (record, attempts.Count == 1 ? [] : attempts);
    }

    /// <summary>The tries of one call; the last one is its answer.</summary>
    private List<UsageAttempt> Attempts(UsageRecordId id, DateTime utc, out Complexity complexity, out ModelPrices models)
    {
        models = ModelsOf(utc);
        var draw = random.Below(1000);
        var advanced = profile.AdvancedPermille;
        var cascaded = advanced + (profile.CascadePercent * 10);
        var small = cascaded + (profile.SlmPercent * 10);
        var first = draw < advanced ? models.Advanced : draw < small ? models.Small : models.Standard;
        complexity = draw < advanced ? Complexity.Critical
            : draw < small ? (random.Chance(610) ? Complexity.Simple : Complexity.Moderate)
            : random.Chance(850) ? Complexity.Complex : Complexity.Moderate;

        var attempts = new List<UsageAttempt>(2);
        if (random.Chance(profile.FailedPermille))
        {
            attempts.Add(Attempt(id, 1, first, complexity, random.Chance(500) ? CompletionOutcome.Failed : CompletionOutcome.Interrupted));
            return attempts;
        }

        if (draw >= advanced && draw < cascaded)
        {
            attempts.Add(Attempt(id, 1, first, complexity, CompletionOutcome.Completed));
            attempts.Add(Attempt(id, 2, models.Standard, complexity, CompletionOutcome.Completed));
            return attempts;
        }

        // Now and then the provider fails once and answers the second time.
        if (random.Chance(5))
        {
            attempts.Add(Attempt(id, 1, first, complexity, CompletionOutcome.Failed));
        }

        var outcome = random.Chance(6) ? CompletionOutcome.CutAtLength : random.Chance(4) ? CompletionOutcome.Cancelled : CompletionOutcome.Completed;
        attempts.Add(Attempt(id, (short)(attempts.Count + 1), first, complexity, outcome));
        return attempts;
    }

    private UsageAttempt Attempt(UsageRecordId id, short ordinal, PricedModel model, Complexity complexity, CompletionOutcome outcome)
    {
        var tokens = outcome == CompletionOutcome.Failed ? TokenUsage.None : Tokens(model, complexity, outcome);
        return new()
        {
            OrganizationId = organizationId,
            UsageRecordId = id,
            Ordinal = ordinal,
            ModelId = model.Id,
            Outcome = outcome,
            InputTokens = tokens.InputTokens,
            CachedInputTokens = tokens.CachedInputTokens,
            OutputTokens = tokens.OutputTokens,
            ReasoningTokens = tokens.ReasoningTokens,
            CostPicoUsd = model.Price.CostPicoUsd(tokens),
            PriceVersion = model.Price.Id,
            ResponseMs = outcome == CompletionOutcome.Failed
                ? random.Around(4_000)
                : FirstTokenMs(model.Class) + (int)((tokens.OutputTokens + tokens.ReasoningTokens) * MsPerToken(model.Class)),
        };
    }

    private TokenUsage Tokens(PricedModel model, Complexity complexity, CompletionOutcome outcome)
    {
        var (input, output) = complexity switch
        {
            Complexity.Simple => (900, 180),
            Complexity.Moderate => (1_400, 320),
            Complexity.Complex => (1_900, 480),
            _ => (2_300, 620),
        };
        input = random.Around(input * profile.LengthPercent / 100);
        output = random.Around(output * profile.LengthPercent / 100);
        if (outcome is CompletionOutcome.Interrupted or CompletionOutcome.Cancelled)
        {
            output = 1 + (output / 3);
        }

        var cached = random.Chance(280) ? input * (40 + random.Below(31)) / 100 : 0;
        var reasoning = model.Class == ModelClass.Advanced && random.Chance(500) ? output / 3 : 0;
        return new(input - cached, cached, output - reasoning, reasoning);
    }

    private int FirstTokenMs(ModelClass modelClass) => random.Around(modelClass switch { ModelClass.Small => 310, ModelClass.Standard => 480, _ => 860 });

    private static int MsPerToken(ModelClass modelClass) => modelClass switch { ModelClass.Small => 4, ModelClass.Standard => 6, _ => 11 };

    private static TokenUsage Tokens(UsageAttempt attempt) => new(attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens, attempt.ReasoningTokens);

    /// <summary>Prices and shutdowns begin at midnight UTC, so one look a day will do.</summary>
    private ModelPrices ModelsOf(DateTime utc)
    {
        if (_models is null || _modelsDay != utc.Date)
        {
            (_models, _modelsDay) = (ModelPrices.At(utc.Date), utc.Date);
        }

        return _models;
    }
}
