using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Asks for the organization's name and deletes it; see <see cref="AskAsync"/>.</summary>
public sealed partial class DeleteOrganizationDialog
{
    private string _typed = "";

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private OrganizationDeletion Deletion { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Shows the question; true when the organization was deleted.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Organization organization) =>
        ShowAsync<DeleteOrganizationDialog>(dialogs, $"Delete {organization.Name}?", new() { { dialog => dialog.Organization, organization } });

    private Task DeleteAsync()
    {
        _faults.Clear();
        return TryAsync(async () => await Deletion.DeleteAsync(await CurrentActor.GetAsync(), Organization.Id, _typed, CancellationToken.None));
    }
}
