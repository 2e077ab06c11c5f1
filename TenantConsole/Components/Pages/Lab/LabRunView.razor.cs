using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>One run: how far it is, what changed, and what flipped. While it is under way it is looked at again every second.</summary>
public sealed partial class LabRunView : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _gone = new();
    private LabRunDetail? _detail;
    private FlipTable? _flips;
    private FlipFilter _filter = new();
    private FlipCursor? _cursor;
    private bool _missing;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public LabRunId RunId { get; set; }

    /// <summary>What flips are shown, as the address says it.</summary>
    [Parameter]
    public string? Kind { get; set; }

    [Parameter]
    public string? Complexity { get; set; }

    [Parameter]
    public int? After { get; set; }

    [Parameter]
    public int? Before { get; set; }

    [Parameter]
    public int? Flip { get; set; }

    [Inject]
    private LabRuns Runs { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_detail?.Run.Status.IsActive() == true)
        {
            _ = FollowAsync();
        }
    }

    protected override void OnParametersSet()
    {
        _filter = LabLinks.FilterOf(Kind, Complexity);
        _cursor = After is { } after ? new(after) : Before is { } before ? new(before, IsBackwards: true) : null;
    }

    private static string? NoteOf(LabRunDetail detail) => detail.Run.Status switch
    {
        LabRunStatus.Failed => detail.Fault,
        LabRunStatus.Cancelled => $"It was cancelled after {LabWords.Questions(detail.Run.Done)}. The figures are of these.",
        LabRunStatus.BrokenOff => $"The program ended in the middle of it, after {LabWords.Questions(detail.Run.Done)}. The figures are of these; start it again for the rest.",
        _ when detail.Run.Totals.Obstacle is { } obstacle => $"{LabWords.Questions(detail.Run.Totals.Unrouted)} could not be routed and are left out: {obstacle}",
        _ => null,
    };

    private async Task FollowAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Look, Clock);
            while (_detail?.Run.Status.IsActive() == true && await timer.WaitForNextTickAsync(_gone.Token))
            {
                await InvokeAsync(ReloadAsync);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page; the run goes on.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        if (_flips is not null)
        {
            await _flips.ReloadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            _detail = await Runs.GetAsync(await CurrentActor.GetAsync(), Organization.Id, RunId, _gone.Token);
        }
        catch (AccessDeniedException)
        {
            (_detail, _missing) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
