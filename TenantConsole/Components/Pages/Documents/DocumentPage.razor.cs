using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>One document to look at, take away or delete.</summary>
public sealed partial class DocumentPage
{
    private DocumentView? _view;
    private bool _mayManage;

    [Parameter]
    public string Slug { get; set; } = "";

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private DocumentService Documents { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private async Task OnLoaded(DocumentView? view)
    {
        _mayManage = view is not null && await Access.HasAsync(await CurrentActor.GetAsync(), Permission.ManageDocuments, view.Document.OrganizationId, CancellationToken.None);
        _view = view;
    }

    private async Task DeleteAsync(Organization organization)
    {
        if (await DocumentDeletion.AskAsync(Dialogs, Snackbar, Documents, CurrentActor, organization.Id, DocumentId.From(Id), _view!.Document.Name))
        {
            Navigation.NavigateTo(OrganizationTabs.Documents.Href(Slug));
        }
    }
}
