using System.Globalization;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>
/// Who is asked in one column of a comparison: a model by name, the policy in force, or a policy on trial. As text, in addresses and rows:
/// <c>model:gpt-4o</c>, <c>policy</c>, <c>policy:3</c> (a saved version), <c>rules</c>, <c>learned</c>, <c>combined</c> (another strategy), <c>learned:0.7</c> (and its dial), <c>dial:0.7</c>.
/// </summary>
/// <param name="ModelId">The model that is asked by name; null: a policy decides.</param>
/// <param name="Trial">The policy that is tried; null: the one in force decides, where no model is named.</param>
public sealed record ComparisonColumn(string? ModelId, PolicyTrial? Trial)
{
    public const int MaxLength = 120;

    private const string ModelWord = "model";
    private const string PolicyWord = "policy";
    private const string DialWord = "dial";

    /// <summary>The policy in force.</summary>
    public static readonly ComparisonColumn InForce = new(null, null);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else: addresses are typed and shared.</summary>
    public static ComparisonColumn? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength } || text.Any(char.IsControl))
        {
            return null;
        }

        var cut = text.IndexOf(':', StringComparison.Ordinal);
        var (word, rest) = cut < 0 ? (text, null) : (text[..cut], text[(cut + 1)..]);
        return (word, rest) switch
        {
            (ModelWord, { Length: > 0 }) when !rest.Contains(',', StringComparison.Ordinal) => new(rest, null),
            (PolicyWord, null) => InForce,
            (PolicyWord, { } version) => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(null, new(Version: number)) : null,
            (DialWord, { } dial) => DialOf(dial) is { } at ? new(null, new(Dial: at)) : null,
            (_, null) => StrategyOf(word) is { } strategy ? new(null, new(Strategy: strategy)) : null,
            _ => StrategyOf(word) is { } strategy && DialOf(rest) is { } at ? new(null, new(Strategy: strategy, Dial: at)) : null,
        };
    }

    public override string ToString() => this switch
    {
        { ModelId: { } model } => $"{ModelWord}:{model}",
        { Trial: null } => PolicyWord,
        { Trial.Version: { } version } => string.Create(CultureInfo.InvariantCulture, $"{PolicyWord}:{version}"),
        { Trial: { Strategy: { } strategy, Dial: { } dial } } => string.Create(CultureInfo.InvariantCulture, $"{strategy.ToName()}:{dial:0.##}"),
        { Trial.Strategy: { } strategy } => strategy.ToName(),
        { Trial.Dial: { } dial } => string.Create(CultureInfo.InvariantCulture, $"{DialWord}:{dial:0.##}"),
        _ => PolicyWord,
    };

    private static RoutingStrategy? StrategyOf(string word)
    {
        foreach (var strategy in Enum.GetValues<RoutingStrategy>())
        {
            if (strategy.ToName() == word)
            {
                return strategy;
            }
        }

        return null;
    }

    private static double? DialOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dial) && dial is >= 0 and <= 1 ? dial : null;
}
