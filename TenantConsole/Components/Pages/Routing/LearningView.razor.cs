using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>What an organization's routing learned from its own outcomes, from whom, whether that helps, and what may be changed about it.</summary>
public sealed partial class LearningView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private LearningComparisons? _comparisons;
    private LearningOverview? _overview;
    private ShadowSpending? _spending;
    private IReadOnlyList<LearnedWord> _words = [];
    private IReadOnlyList<LearnedOrigin> _origins = [];
    private OrganizationId _shown;
    private bool _mayEdit;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private RoutingLearningService Learning { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Organization.Id)
        {
            (_shown, _overview, _spending, _words, _origins) = (Organization.Id, null, null, [], []);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            _mayEdit = await Access.HasAsync(actor, Permission.EditRouting, Organization.Id, _gone.Token);
            _spending = await Access.HasAsync(actor, Permission.ViewCosts, Organization.Id, _gone.Token) ? await Learning.GetSpendingAsync(actor, Organization.Id, _gone.Token) : null;
            _words = await Access.HasAsync(actor, Permission.ViewConversations, Organization.Id, _gone.Token) ? await Learning.ListWordsAsync(actor, Organization.Id, _gone.Token) : [];
            _origins = await Learning.ListOriginsAsync(actor, Organization.Id, _gone.Token);
            _overview = await Learning.GetAsync(actor, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task SavedAsync()
    {
        await LoadAsync();
        Snackbar.Add("Saved.", Severity.Success);
        if (_comparisons is not null)
        {
            await _comparisons.ReloadAsync();
        }
    }

    private static string Figure(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
