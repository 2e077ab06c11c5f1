using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Layout;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The switch to another organization on the same tab.</summary>
public sealed partial class OrganizationSwitch : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<OrganizationChoice> _choices = [];

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The tab that the page belongs to.</summary>
    [Parameter, EditorRequired]
    public OrganizationTab Tab { get; set; } = OrganizationTabs.Overview;

    [Inject]
    private MembershipService Memberships { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _choices = await FindAsync(null);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<IReadOnlyList<OrganizationChoice>> FindAsync(string? search) =>
        [.. (await Memberships.ListOrganizationsAsync(await CurrentActor.GetAsync(), search, OrganizationChoice.MostShown, _gone.Token)).Select(organization => new OrganizationChoice(organization.Slug, organization.Name))];

    private void SwitchTo(string? slug) => Navigation.NavigateTo(Tab.Href(slug!));
}
