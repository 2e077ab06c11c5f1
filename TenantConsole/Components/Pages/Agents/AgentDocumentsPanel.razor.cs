using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>The documents that an agent has as context.</summary>
public sealed partial class AgentDocumentsPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<AgentDocumentItem>? _documents;
    private AgentId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public Agent Agent { get; set; } = default!;

    [Parameter]
    public bool MayManage { get; set; }

    [Inject]
    private AgentDocumentService Documents { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Agent.Id)
        {
            _shown = Agent.Id;
            _documents = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _documents = await Documents.ListAsync(await CurrentActor.GetAsync(), Organization.Id, Agent.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task ChooseAsync()
    {
        if (await AgentDocumentsDialog.ChooseAsync(Dialogs, Agent, _documents ?? []))
        {
            await LoadAsync();
        }
    }
}
