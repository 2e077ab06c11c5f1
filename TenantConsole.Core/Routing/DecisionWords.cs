using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing;

/// <summary>Puts a decision into sentences.</summary>
internal sealed class DecisionWords(StrategyVerdict verdict, ModelChoices choices, ModelResolution chosen, ChoiceGround ground, RoutingPreference preference)
{
    private string ModelId => ModelChoices.IdOf(chosen);

    public string Reason()
    {
        var causes = verdict.Contributions.Where(IsCause).OrderByDescending(contribution => Math.Abs(contribution.Contribution)).Take(2).Select(Cause).ToList();
        var because = causes.Count == 0 ? "nothing in it points to a small or a large question" : $"of {string.Join(" and ", causes)}";
        return $"{verdict.Complexity} because {because}, so {ModelId} answers{Ground()}{StandIn()}.";
    }

    public IReadOnlyList<WhyNot> WhyNot()
    {
        var others = new List<WhyNot>();
        for (var complexity = Complexity.Simple; complexity <= Complexity.Critical; complexity++)
        {
            Add(choices.Mapped(complexity));
            Add(choices[complexity].Model);
        }

        return others;

        void Add(ModelResolution other)
        {
            if (other.Model is { } model && !Same(model.Id, ModelId) && !others.Exists(known => Same(known.ModelId, model.Id)))
                others.Add(new(model.Id, model.Class, ReasonAgainst(model.Id)));
        }
    }

    private bool IsCause(SignalContribution contribution) => contribution.Signal != SignalNames.LearnedBase && verdict.Complexity switch
    {
        Complexity.Simple => contribution.Contribution < 0,
        Complexity.Moderate => contribution.Contribution >= 0.25,
        _ => contribution.Contribution > 0,
    };

    private static string Cause(SignalContribution contribution) =>
        contribution.Signal.StartsWith("keywords", StringComparison.Ordinal)
            ? string.Join(", ", contribution.Evidence.Take(3).Select(evidence => $"'{evidence.Text}'"))
            : contribution.Note;

    private string Ground() => ground switch
    {
        ChoiceGround.PreferQuality => " as the organization prefers quality",
        ChoiceGround.PreferCost => " as the organization prefers cost",
        ChoiceGround.Budget => " to stay within the budget",
        ChoiceGround.Forced => " because the caller asked for it",
        _ => "",
    };

    private string StandIn() => chosen.IsStandIn
        ? Figures.In($" in place of {chosen.RequestedId}, which is shut down since {chosen.ShutDown[0].ShutdownUtc:yyyy-MM-dd}")
        : "";

    private string ReasonAgainst(string id)
    {
        if (ground == ChoiceGround.Forced)
            return "The caller asked for another model.";

        var answers = ComplexitiesOf(complexity => choices.Gives(complexity, id));
        if (answers.Count > 0)
        {
            var range = answers[0] > verdict.Complexity
                ? Figures.In($"from a score of {StartOf(answers[0]):0.##} on")
                : Figures.In($"below a score of {StartOf(answers[^1] + 1):0.##}");
            return Figures.In($"It answers {Names(answers)} questions, {range}; this one has {verdict.Score:0.##}.");
        }

        var mapped = Names(ComplexitiesOf(complexity => choices.Maps(complexity, id)));
        return choices.IsBudgetShort
            ? $"It is for {mapped} questions, but the budget is nearly used."
            : $"It is for {mapped} questions, but the organization prefers {(preference == RoutingPreference.Cost ? "cost" : "quality")}.";
    }

    private double StartOf(Complexity complexity) => complexity switch
    {
        Complexity.Moderate => verdict.Thresholds.Moderate,
        Complexity.Complex => verdict.Thresholds.Complex,
        _ => verdict.Thresholds.Critical,
    };

    private static List<Complexity> ComplexitiesOf(Func<Complexity, bool> has) => [.. Enum.GetValues<Complexity>().Where(has)];

    private static string Names(List<Complexity> complexities) => string.Join(" and ", complexities.Select(complexity => complexity.ToName()));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
