using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>Who reports to whom. With many agents only the top is unfolded at first, so that what is drawn is what is looked at.</summary>
public sealed partial class AgentChart : IDisposable
{
    /// <summary>Up to here everything is unfolded at first.</summary>
    private const int UnfoldedUpTo = 40;

    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<AgentId> _withReports = [];
    private HashSet<AgentId> _open = [];
    private IReadOnlyList<AgentNode>? _tree;
    private int _count;
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private AgentDirectory Agents { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private string Summary => _withReports.Count == 0
        ? $"{AgentWords.Count(_count)} agents, none of whom reports to another. Set it where an agent is edited."
        : $"{AgentWords.Count(_count)} agents, {AgentWords.Count(_tree!.Count)} at the top.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _tree) = (Organization.Id, null);
        try
        {
            var places = await Agents.ChartAsync(await CurrentActor.GetAsync(), Organization.Id, _gone.Token);
            _tree = AgentNode.Trees(places);
            _count = places.Count;
            _withReports.Clear();
            _withReports.UnionWith(places.Select(place => place.ReportsToId).OfType<AgentId>());
            _open = _count <= UnfoldedUpTo ? [.. _withReports] : [.. _tree.Where(node => node.Reports.Count > 0).Select(node => node.Place.Id)];
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private bool IsOpen(AgentNode node) => _open.Contains(node.Place.Id);

    private void Toggle(AgentNode node)
    {
        if (!_open.Remove(node.Place.Id))
        {
            _open.Add(node.Place.Id);
        }
    }

    private void UnfoldAll() => _open = [.. _withReports];

    private void FoldAll() => _open.Clear();
}
