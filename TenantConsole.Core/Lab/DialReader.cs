using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>Asks of each question where it goes at every position of the dial. The text is read once: the dial is but a number in the score.</summary>
internal sealed class DialReader
{
    public const int Positions = 11;

    private readonly RoutingPolicy _policy;
    private readonly OutcomeCalibration? _calibration;
    private readonly PairWeights _weights;
    private readonly ModelDescriptor?[] _models;
    private readonly ModelPrice?[] _prices;
    private readonly long[] _small = new long[Positions];
    private readonly long[] _cost = new long[Positions];
    private readonly double[] _lost = new double[Positions];

    public DialReader(RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc, OutcomeCalibration? calibration)
    {
        _policy = policy;
        _calibration = calibration?.IsOf(GainModel.Current) == true ? calibration : null;
        _weights = GainModel.Current.For(ModelPair.Of(policy, catalog, nowUtc));
        var choices = new ModelChoices(policy, policy.Preference, BudgetHeadroom.Enough, catalog, nowUtc);
        _models = [.. Enum.GetValues<Complexity>().Select(complexity => choices[complexity].Model.Model)];
        _prices = [.. _models.Select(model => model?.PriceAt(nowUtc))];
    }

    public int Questions { get; private set; }

    public void Add(ReplayQuestion question)
    {
        if (question.IsForced || question.Tokens is not { } tokens)
        {
            return;
        }

        Questions++;
        var request = new RoutingRequest(question.Prompt, question.JobRole, question.ConversationTurns, Calibration: _calibration, Origin: QuestionOrigin.Of(question.AgentId));
        var facts = PromptReading.Of(request, _policy).Facts;
        var score = new GainScore(GainReading.Of(question.Prompt, GainModel.Current, _weights, _calibration), _policy);
        for (var i = 0; i < Positions; i++)
        {
            var complexity = (int)score.Thresholds.ComplexityAt(score.Of(facts, DialAt(i)));
            _cost[i] += _prices[complexity]?.CostPicoUsd(tokens) ?? 0;
            if (_models[complexity]?.Class.IsSlm() == true)
            {
                _small[i]++;
                _lost[i] += score.Gain(facts);
            }
        }
    }

    public IReadOnlyList<DialPoint> Points(bool withCosts) => Questions == 0
        ? []
        : [.. Enumerable.Range(0, Positions).Select(i => new DialPoint(DialAt(i), (double)_small[i] / Questions, withCosts ? _cost[i] : null, -100 * _lost[i] / Questions))];

    private static double DialAt(int position) => position / (Positions - 1d);
}
