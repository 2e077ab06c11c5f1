using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>What a policy that is not saved yet would have changed in the organization's last days, against the one in force. Nothing is asked of a model.</summary>
public sealed partial class EffectPanel : IDisposable
{
    private const int LongestPrompt = 240;

    /// <summary>With fewer questions a share may be tens of points off.</summary>
    private const int Few = 100;

    private static readonly int[] Periods = [7, 30];

    private CancellationTokenSource _loads = new();
    private PolicyEffect? _effect;
    private string? _problem;
    private string? _shown;
    private int _days = Periods[0];

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The changed policy.</summary>
    [Parameter, EditorRequired]
    public RoutingPolicy Policy { get; set; } = default!;

    [Inject]
    private RoutingLab Lab { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private string Basis => _effect switch
    {
        null or { Totals.Questions: 0 } => $"On the questions of the last {_days} days, against the policy in force.",
        { IsSample: true } effect => string.Create(CultureInfo.InvariantCulture, $"On {OutlookWords.Questions(effect.Totals.Questions)} of the last {_days} days, drawn in proportion from {effect.QuestionsInPeriod:N0}, against the policy in force."),
        { } effect => $"On {OutlookWords.Questions(effect.Totals.Questions)} of the last {_days} days, against the policy in force.",
    };

    public void Dispose()
    {
        _loads.Cancel();
        _loads.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Organization.Id} {RoutingJson.Write(Policy)}";
        if (_shown != wanted)
        {
            _shown = wanted;
            await LoadAsync();
        }
    }

    private string Nothing(PolicyEffect effect) => effect switch
    {
        { QuestionsInPeriod: 0 } => $"No question of the last {_days} days has its text kept, so nobody can say what this would have changed.",
        { Totals: { Obstacle: { } obstacle } } => $"None of the questions could be routed under both policies: {obstacle}",
        _ => "In no question of this time was the model the router's to choose.",
    };

    private static string Honest(ReplayTotals totals)
    {
        var parts = new List<string>
        {
            totals.WithKnownTokens == totals.Questions
                ? "Costs are the tokens that each question really took at the chosen model's price; another model would have written an answer of another length."
                : string.Create(CultureInfo.InvariantCulture, $"Costs are estimates; for {totals.WithKnownTokens:N0} of the questions by the tokens that they really took."),
            "Budgets have no say here.",
        };
        if (totals.Before.Open + totals.After.Open > 0)
        {
            parts.Add("Second answers are in the costs only where the small model's answer is known.");
        }

        if (totals.Questions < Few)
        {
            parts.Insert(0, "So few questions say little.");
        }

        if (totals.Forced > 0)
        {
            parts.Add($"{OutlookWords.Questions(totals.Forced)} asked for by model {(totals.Forced == 1 ? "is" : "are")} left out.");
        }

        if (totals.Unrouted > 0)
        {
            parts.Add($"{OutlookWords.Questions(totals.Unrouted)} could not be routed: {totals.Obstacle}");
        }

        if (totals.Before.Unpriced + totals.After.Unpriced > 0)
        {
            parts.Add($"Without a price, and so refused: {totals.Before.Unpriced} before, {totals.After.Unpriced} after.");
        }

        return string.Join(' ', parts.Select(OutlookWords.AtBeginning));
    }

    private static string Cut(string prompt) => prompt.Length <= LongestPrompt ? prompt : prompt[..LongestPrompt] + "…";

    private Task ShowAsync(int days)
    {
        _days = days;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        await _loads.CancelAsync();
        _loads.Dispose();
        _loads = new();
        var load = _loads.Token;
        (_effect, _problem) = (null, null);
        try
        {
            var effect = await Lab.EffectAsync(await CurrentActor.GetAsync(), Organization.Id, Policy, _days, load);
            load.ThrowIfCancellationRequested();
            _effect = effect;
        }
        catch (OperationCanceledException) when (load.IsCancellationRequested)
        {
            // Overtaken by the next wish, or the page is gone.
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
        }
    }
}
