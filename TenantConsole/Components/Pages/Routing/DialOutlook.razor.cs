using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>What the positions of the dial would mean for the organization's own recent questions, under the policy as it is edited. Read anew some time after the policy has changed.</summary>
public sealed partial class DialOutlook : IDisposable
{
    private const int Days = 30;

    /// <summary>With fewer questions a share may be tens of points off.</summary>
    private const int Few = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource _loads = new();
    private DialCurve? _curve;
    private string? _problem;
    private string? _asked;
    private bool _loading;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>As it is edited.</summary>
    [Parameter, EditorRequired]
    public RoutingPolicy Policy { get; set; } = default!;

    /// <summary>Where the dial of the policy in force stands.</summary>
    [Parameter]
    public double DialInForce { get; set; }

    [Inject]
    private RoutingLab Lab { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private bool HasCost => _curve!.Points[0].CostPicoUsd is not null;

    private string Nothing => _curve!.QuestionsInPeriod == 0
        ? $"No question of the last {Days} days has its text kept, so there is nothing to say what the positions mean here."
        : "In no question of this time was the model the router's to choose, so there is nothing to say what the positions mean here.";

    private IEnumerable<(string Name, string Now, string? Before)> Figures
    {
        get
        {
            var (now, before) = (OutlookWords.At(_curve!.Points, Policy.Dial), OutlookWords.At(_curve.Points, DialInForce));
            yield return ("Small models", OutlookWords.Share(now.SmallShare), OutlookWords.Share(before.SmallShare));
            if (HasCost)
            {
                yield return ("Cost of these questions", OutlookWords.Cost(now.CostPicoUsd), OutlookWords.Cost(before.CostPicoUsd));
            }

            yield return ("Expected quality", OutlookWords.Points(now.QualityPoints), OutlookWords.Points(before.QualityPoints));
        }
    }

    private string Basis => string.Create(
        CultureInfo.InvariantCulture,
        $"From {OutlookWords.Questions(_curve!.Questions)} of the last {Days} days{(_curve.IsSample ? $", drawn in proportion from {_curve.QuestionsInPeriod:N0}" : "")}, cascades left out.{(_curve.Questions < Few ? " So few say little." : "")} Quality is what the learned estimate itself expects, not a measurement: points of a hundred against the larger model answering everything.");

    public void Dispose()
    {
        _loads.Cancel();
        _loads.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Organization.Id} {RoutingJson.Write(Policy with { Dial = 0, Version = 0 })}";
        if (_asked == wanted)
        {
            return;
        }

        var first = _asked is null;
        _asked = wanted;
        await _loads.CancelAsync();
        _loads.Dispose();
        _loads = new();
        var load = _loads.Token;
        _loading = true;
        try
        {
            if (!first)
            {
                await Task.Delay(Pause, Clock, load);
            }

            var curve = await Lab.DialCurveAsync(await CurrentActor.GetAsync(), Organization.Id, Policy, Days, load);
            load.ThrowIfCancellationRequested();
            (_curve, _problem, _loading) = (curve, null, false);
        }
        catch (InvalidInputException)
        {
            (_problem, _loading) = ("What the positions mean is told again when the policy is right.", false);
        }
        catch (OperationCanceledException) when (load.IsCancellationRequested)
        {
            // Overtaken by the next change, or the page is gone.
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            (_problem, _loading) = (sentence, false);
        }
    }

    private bool IsNearest(DialPoint point) => Math.Abs(point.Dial - Policy.Dial) <= 0.5 / (_curve!.Points.Count - 1);
}
