using System.Globalization;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>What an organization may say about its learning.</summary>
internal static class LearningRules
{
    private const decimal MostBudgetUsd = 100_000;

    public static IReadOnlyList<FieldError> Faults(LearningSettings settings, ModelCatalog catalog, DateTime nowUtc)
    {
        var faults = new List<FieldError>();
        if (settings.VerdictShare is not (>= 0 and <= 1))
        {
            faults.Add(new("verdictShare", "The share of verdicts is between 0 and 100 %."));
        }

        if (settings.ShadowShare is not (>= 0 and <= LearningSettings.MostShadowShare))
        {
            faults.Add(new("shadowShare", string.Create(CultureInfo.InvariantCulture, $"The share of questions to compare is between 0 and {100 * LearningSettings.MostShadowShare:0} %.")));
        }

        if (settings.ShadowBudgetPicoUsd < 0 || settings.ShadowBudgetPicoUsd > PicoUsd.FromUsd(MostBudgetUsd))
        {
            faults.Add(new("shadowBudget", $"The budget is an amount from 0 to {MostBudgetUsd.ToString("N0", CultureInfo.InvariantCulture)} USD."));
        }

        if (catalog.Resolve(settings.JudgeModelId, nowUtc).Model is not { } judge || !judge.Class.IsChat() || judge.PriceAt(nowUtc) is null)
        {
            faults.Add(new("judgeModel", $"'{settings.JudgeModelId}' is no chat model with a price. Choose one from the list."));
        }

        return faults;
    }

    public static AuditEvent ChangedEvent(OrganizationId organizationId, LearningSettings before, LearningSettings after) => new(
        "routing.learning_changed", $"organization:{organizationId}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["old"] = Describe(before),
            ["new"] = Describe(after),
        });

    private static Dictionary<string, object?> Describe(LearningSettings settings) => new(StringComparer.Ordinal)
    {
        ["on"] = settings.IsOn,
        ["from_thumbs"] = settings.FromThumbs,
        ["verdict_share"] = settings.VerdictShare,
        ["shadow_share"] = settings.ShadowShare,
        ["shadow_budget_pico_usd"] = settings.ShadowBudgetPicoUsd,
        ["judge_model"] = settings.JudgeModelId,
    };
}
