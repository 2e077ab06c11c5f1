using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Components.Pages.Overview;

/// <summary>Days of use as charts. A model's colour says its class; several of one class differ in shade.</summary>
public static class UsageCharts
{
    public static ChartData CostByModel(IReadOnlyList<DayUsage> days, ModelCatalog catalog)
    {
        var models = days.SelectMany(day => day.Models).GroupBy(model => model.ModelId, model => model.Figures, StringComparer.Ordinal)
            .Select(model => (Id: model.Key, Class: ClassOf(catalog, model.Key, UsageFigures.Sum(model)), Cost: model.Sum(figures => (decimal)figures.CostPicoUsd)))
            .Where(model => model.Cost > 0)
            .OrderBy(model => model.Class)
            .ThenByDescending(model => model.Cost)
            .ToList();
        var series = models.Select(model => new ChartSeries(
            model.Id,
            ColorTokens.Of(model.Class, models.Where(other => other.Class == model.Class).TakeWhile(other => other.Id != model.Id).Count()),
            [.. days.Select(day => (decimal?)PicoUsd.ToUsd(day.Models.FirstOrDefault(used => used.ModelId == model.Id)?.Figures.CostPicoUsd ?? 0))]));
        return new(ChartData.Days([.. days.Select(day => day.Day)]), [.. series]);
    }

    public static ChartData SlmShare(IReadOnlyList<DayUsage> days) => new(
        ChartData.Days([.. days.Select(day => day.Day)]),
        [new("SLM share", ColorTokens.Of(ModelClass.Small), [.. days.Select(day => day.Total.SlmShare)])]);

    public static ChartData Savings(IReadOnlyList<DayUsage> days) => new(
        ChartData.Days([.. days.Select(day => day.Day)]),
        [
            new("Cost", ColorTokens.Plain, [.. days.Select(day => (decimal?)PicoUsd.ToUsd(day.Total.QueryPicoUsd))]),
            new("Everything on the standard model", ColorTokens.Before, [.. days.Select(day => (decimal?)PicoUsd.ToUsd(day.Total.BaselinePicoUsd))]) { Dashed = true },
        ]);

    /// <summary>The class that the catalogue gives a model; for one that it no longer has, the class under which its answers were counted.</summary>
    public static ModelClass ClassOf(ModelCatalog catalog, string modelId, UsageFigures figures) =>
        catalog.Find(modelId)?.Class
        ?? (figures.SlmQueries > 0 ? ModelClass.Small : figures.LlmQueries > 0 ? ModelClass.Standard : ModelClass.Embedding);
}
