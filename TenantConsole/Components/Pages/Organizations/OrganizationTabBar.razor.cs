using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared.Tabs;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The parts of an organization that the person finds: those of the organization, without those that their role is refused.</summary>
public sealed partial class OrganizationTabBar : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private HashSet<Permission> _mayNot = [];
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The tab that is in sight.</summary>
    [Parameter, EditorRequired]
    public OrganizationTab Current { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private List<TabLink> Tabs =>
    [
        .. OrganizationTabs.All.Where(tab => tab.IsShown?.Invoke(Organization) != false && !_mayNot.Contains(tab.Needs))
            .Select(tab => new TabLink(tab.Title, tab.Href(Organization.Slug), tab == Current)),
    ];

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

        _shown = Organization.Id;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var mayNot = new HashSet<Permission>();
            foreach (var needed in OrganizationTabs.All.Select(tab => tab.Needs).Where(needed => needed != Permission.ViewOrganization).Distinct())
            {
                if (!await Access.HasAsync(actor, needed, Organization.Id, _gone.Token))
                {
                    mayNot.Add(needed);
                }
            }

            _mayNot = mayNot;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
