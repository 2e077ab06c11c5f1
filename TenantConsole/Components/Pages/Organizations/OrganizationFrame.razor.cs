using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>
/// What every page of one organization has around it: header, tabs, the switch to another organization on the same tab, and the states before it is there. A slug that is
/// somebody else's and one that does not exist look the same.
/// </summary>
public sealed partial class OrganizationFrame : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Organization? _organization;
    private string? _loaded;
    private bool _refused;

    [Parameter, EditorRequired]
    public string Slug { get; set; } = "";

    /// <summary>The tab that the page belongs to.</summary>
    [Parameter, EditorRequired]
    public OrganizationTab Tab { get; set; } = OrganizationTabs.Overview;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Sentence { get; set; }

    /// <summary>What a person must be allowed to see the page at all; what they may do on it the services decide.</summary>
    [Parameter]
    public Permission Permission { get; set; } = Permission.ViewOrganization;

    /// <summary>Buttons at the right of the header.</summary>
    [Parameter]
    public RenderFragment<Organization>? Actions { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<Organization> ChildContent { get; set; } = default!;

    /// <summary>Further steps of the breadcrumbs, for a page below a tab.</summary>
    [Parameter]
    public IReadOnlyList<Breadcrumb> Within { get; set; } = [];

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Reads the organization again, after a change to it.</summary>
    public async Task ReloadAsync()
    {
        var slug = Slug;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var organization = await Organizations.GetAsync(actor, slug, _gone.Token);
            await Access.RequireAsync(actor, Permission, organization.Id, _gone.Token);
            if (slug == Slug)
            {
                (_organization, _refused) = (organization, false);
                StateHasChanged();
            }
        }
        catch (AccessDeniedException) when (slug == Slug)
        {
            (_organization, _refused) = (null, true);
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
        if (_loaded != Slug)
        {
            _loaded = Slug;
            _organization = null;
            await ReloadAsync();
        }
    }

    private IReadOnlyList<Breadcrumb> Crumbs(Organization organization) =>
        [new("Organizations", "/organizations"), new(organization.Name, OrganizationTabs.Overview.Href(organization.Slug)), .. Within];
}
