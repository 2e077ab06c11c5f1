using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>An organization's documents: how full its storage is, the way in, and the list. Search, order and page are in the address.</summary>
public sealed partial class DocumentList : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private DataTable<DocumentListItem>? _table;
    private PageRequest _request = new(0, PageSize);
    private LimitStanding? _storage;
    private bool _mayManage;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private DocumentService Documents { get; set; } = default!;

    [Inject]
    private LimitOverview Limits { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _request = RequestOfAddress(PageSize);
        _mayManage = await Access.HasAsync(await CurrentActor.GetAsync(), Permission.ManageDocuments, Organization.Id, _gone.Token);
        await ReadStorageAsync();
    }

    private static string? StorageNote(LimitStanding storage) => storage.Headroom switch
    {
        null => null,
        0 => "Full. Delete what is no longer needed, or have a platform administrator raise the limit.",
        { } left => $"{DocumentWords.Size(left)} left",
    };

    private async Task ReadStorageAsync()
    {
        try
        {
            _storage = (await Limits.ListAsync(await CurrentActor.GetAsync(), Organization.Id, _gone.Token)).First(standing => standing.Effective.Limit == LimitName.DocumentBytes);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<DocumentListItem>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Documents.ListAsync(await CurrentActor.GetAsync(), Organization.Id, request, cancellationToken);

    private async Task ReloadAsync()
    {
        await ReadStorageAsync();
        if (_table is not null)
        {
            await _table.ReloadAsync();
        }
    }

    private async Task DeleteAsync(DocumentListItem document)
    {
        if (await DocumentDeletion.AskAsync(Dialogs, Snackbar, Documents, CurrentActor, Organization.Id, document.Id, document.Name))
        {
            await ReloadAsync();
        }
    }

    private void OnRequestChanged(PageRequest request)
    {
        _request = request;
        ShowInAddress(request);
    }
}
