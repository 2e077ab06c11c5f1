using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>What a document says, as an agent would read it, and what is known of it. Markdown is shown sanitized, everything else as it stands.</summary>
public sealed partial class DocumentPreview : IDisposable
{
    /// <summary>Some twenty printed pages: enough to know a document, little enough for a page.</summary>
    private const int Characters = 60_000;

    private readonly CancellationTokenSource _gone = new();
    private DocumentView? _view;
    private IReadOnlyList<string> _users = [];
    private bool _missing;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public DocumentId DocumentId { get; set; }

    /// <summary>The document, once it is read; null where there is none.</summary>
    [Parameter]
    public EventCallback<DocumentView?> Loaded { get; set; }

    [Inject]
    private DocumentService Documents { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var view = await Documents.GetAsync(actor, Organization.Id, DocumentId, Characters, _gone.Token);
            _users = await Documents.UsersOfAsync(actor, Organization.Id, DocumentId, _gone.Token);
            _view = view;
        }
        catch (AccessDeniedException)
        {
            _missing = true;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }

        await Loaded.InvokeAsync(_view);
    }
}
