using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Layout;
using TenantConsole.Components.Shared.Tabs;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>
/// What every page of an organization's routing has around it: header, tabs, the switch to another organization on the same tab, and the states before it is there. The organization
/// is in the address; without one it is the person's first. A slug that is somebody else's and one that does not exist look the same.
/// </summary>
public sealed partial class RoutingFrame : IDisposable
{
    private const int ChoicesShown = 50;
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<OrganizationChoice> _choices = [];
    private Organization? _organization;
    private PageState _state;
    private string? _loaded;
    private bool _canCreate;

    private enum PageState
    {
        Loading,
        NoOrganization,
        Refused,
        Ready,
    }

    /// <summary>The tab that the page belongs to.</summary>
    [Parameter, EditorRequired]
    public RoutingTab Tab { get; set; } = RoutingTabs.Policy;

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

    /// <summary>The slug of the organization in sight; null: the first of the person's.</summary>
    [SupplyParameterFromQuery(Name = "organization")]
    private string? Slug { get; set; }

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private MembershipService Memberships { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_state != PageState.Loading && _loaded == Slug)
        {
            return;
        }

        var slug = _loaded = Slug;
        (_state, _organization) = (PageState.Loading, null);
        try
        {
            await LoadAsync(slug);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task LoadAsync(string? slug)
    {
        var actor = await CurrentActor.GetAsync();
        var choices = await ChoicesAsync(actor, search: null);
        var canCreate = choices.Count == 0 && await Access.HasPlatformAsync(actor, Permission.CreateOrganization, _gone.Token);
        var organization = (slug ?? (choices is [var first, ..] ? first.Slug : null)) is { } wanted ? await OpenAsync(actor, wanted) : null;

        // Another organization may have been chosen meanwhile.
        if (slug == Slug)
        {
            (_choices, _canCreate, _organization) = (choices, canCreate, organization);
            _state = organization is not null ? PageState.Ready : slug is null && choices.Count == 0 ? PageState.NoOrganization : PageState.Refused;
        }
    }

    /// <summary>Null: there is none that the person may see this of.</summary>
    private async Task<Organization?> OpenAsync(Actor actor, string slug)
    {
        try
        {
            var organization = await Organizations.GetAsync(actor, slug, _gone.Token);
            await Access.RequireAsync(actor, Permission, organization.Id, _gone.Token);
            return organization;
        }
        catch (AccessDeniedException)
        {
            return null;
        }
    }

    private List<TabLink> Tabs(Organization organization) => [.. RoutingTabs.All.Select(tab => new TabLink(tab.Title, tab.Href(organization.Slug), tab == Tab))];

    private async Task<IReadOnlyList<OrganizationChoice>> FindAsync(string search) => await ChoicesAsync(await CurrentActor.GetAsync(), search);

    private async Task<IReadOnlyList<OrganizationChoice>> ChoicesAsync(Actor actor, string? search) =>
        [.. (await Memberships.ListOrganizationsAsync(actor, search, ChoicesShown, _gone.Token)).Select(organization => new OrganizationChoice(organization.Slug, organization.Name))];

    private void SwitchTo(string? slug) => Navigation.NavigateTo(Tab.Href(slug));
}
