using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>The flips of a run, a page at a time. Filter, page and the open question are in the address.</summary>
public sealed partial class FlipTable : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private FlipPage? _page;
    private (FlipFilter, FlipCursor?)? _loaded;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public LabRunDetail Detail { get; set; } = default!;

    [Parameter]
    public FlipFilter Filter { get; set; } = new();

    [Parameter]
    public FlipCursor? Cursor { get; set; }

    /// <summary>The question whose explanations are open.</summary>
    [Parameter]
    public int? Open { get; set; }

    [Inject]
    private LabRuns Runs { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private long Matching => Detail.Run.Totals.FlipCounts
        .Where(count => (Filter.Kind is null || count.Kind == Filter.Kind) && (Filter.Complexity is null || count.Complexity == Filter.Complexity))
        .Sum(count => count.Questions);

    /// <summary>Loads the page in sight again, as the run has gone on.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            _page = await Runs.ListFlipsAsync(await CurrentActor.GetAsync(), Organization.Id, Detail.Run.Id, Filter, Cursor, PageSize, _gone.Token);
        }
        catch (AccessDeniedException)
        {
            // The run was deleted meanwhile; the page around it says so when it looks again.
            _page = new([], false, false);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != (Filter, Cursor))
        {
            _loaded = (Filter, Cursor);
            await ReloadAsync();
        }
    }

    private static MarkupString CostOf(long? picoUsd) => picoUsd is { } cost ? Money.Of(cost) : new("–");

    private void OpenOrClose(int number) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter("flip", Open == number ? null : number.ToString(CultureInfo.InvariantCulture)), replace: true);

    /// <summary>Sets one part of the address; whatever changes, the list begins anew unless that is its page.</summary>
    private void Show(string name, object? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["after"] = null, ["before"] = null, ["flip"] = null, [name] = value }));
}
